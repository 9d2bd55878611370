import { Domain as DomainModel } from '../../models/index.js';
import { ActivityTypeQuerySet } from './ActivityTypeQuerySet.js';
import { WorkflowExecutionQuerySet } from './WorkflowExecutionQuerySet.js';
import { WorkflowTypeQuerySet } from './WorkflowTypeQuerySet.js';

/**
 * A {@link DomainModel} with shortcuts to its querysets. This is the `Domain` that the package exports.
 * Models don't depend on streams, so the shortcuts are added here.
 *
 * @example
 * ```ts
 * import { Domain } from 'rx-swf';
 *
 * const media = new Domain({ name: 'media' });
 * media.workflows().all().subscribe(type => console.log(`${type}`));
 * media.executions().count({ status: 'CLOSED', closeStatus: 'FAILED' }).subscribe(({ count }) => console.log(count));
 * ```
 */
export class Domain extends DomainModel {
  /** The domain's workflow types. */
  workflows(): WorkflowTypeQuerySet {
    return new WorkflowTypeQuerySet(this);
  }

  /** The domain's activity types. */
  activities(): ActivityTypeQuerySet {
    return new ActivityTypeQuerySet(this);
  }

  /** The domain's executions. */
  executions(): WorkflowExecutionQuerySet {
    return new WorkflowExecutionQuerySet(this);
  }
}
