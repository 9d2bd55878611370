import type { Observable } from 'rxjs';
import type { DomainOrName } from '../../models/index.js';
import type { Retry } from '../../requests/index.js';
import { ActivityWorker, type ActorOptions } from '../../streams/index.js';
import type { Prepare } from './WorkflowDecider.js';

/** An activity worker with a preparation step before its first poll. */
export class PreparedActivityWorker extends ActivityWorker {
  readonly #prepare: Prepare;

  constructor(
    domain: DomainOrName,
    taskLists: string | readonly string[],
    options: ActorOptions,
    prepare: Prepare,
  ) {
    super(domain, taskLists, options);
    this.#prepare = prepare;
  }

  protected override prepare(onRetry: (retry: Retry) => void): Observable<unknown> {
    return this.#prepare(onRetry);
  }
}
