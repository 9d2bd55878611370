import { ListWorkflowTypesCommand } from '@aws-sdk/client-swf';
import { map, type Observable } from 'rxjs';
import { WorkflowType, type WorkflowTypeOptions, workflowTypeFrom } from '../../models/index.js';
import { checkIsOptions, type Page, request } from '../../requests/index.js';
import type { LiveItems } from './live/LiveItems.js';
import { SharedPolls } from './live/SharedPolls.js';
import { type ListTypesInput, type LiveTypes, TypeQuerySet } from './TypeQuerySet.js';

const polls = new SharedPolls<LiveItems<WorkflowType>>();

/**
 * The workflow types of a domain, like a Django manager (`ListWorkflowTypes`, `DescribeWorkflowType`).
 *
 * @example
 * ```ts
 * import { WorkflowTypeQuerySet } from 'rx-swf';
 *
 * const types = new WorkflowTypeQuerySet('media');
 * types.filter({ status: 'DEPRECATED' }).subscribe(type => console.log(`${type}`));
 * types.getOrCreate({ name: 'Resize', version: '1' }).subscribe();
 * ```
 */
export class WorkflowTypeQuerySet extends TypeQuerySet<WorkflowType, WorkflowTypeOptions> {
  override get(name: string, version: string): Observable<WorkflowType> {
    return new WorkflowType({ domain: this.domain, name, version }).upstream();
  }

  override create(options: Omit<WorkflowTypeOptions, 'domain'>): Observable<WorkflowType> {
    checkIsOptions('create()', options);
    return new WorkflowType({ ...options, domain: this.domain }).save();
  }

  protected override readonly live: LiveTypes<WorkflowType> = {
    kind: 'workflow types',
    list: 'ListWorkflowTypes',
    describe: 'DescribeWorkflowType',
    polls,
  };

  protected override list(input: ListTypesInput): Observable<Page<WorkflowType>> {
    return request(this.domain.client, ListWorkflowTypesCommand, { ...input }).pipe(
      map(({ typeInfos = [], nextPageToken }) => ({
        items: typeInfos.map(info => workflowTypeFrom(this.domain, info)),
        nextPageToken,
      })),
    );
  }
}
