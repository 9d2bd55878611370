import { SWFClient } from '@aws-sdk/client-swf';
import { ActivityTask, Domain, type FailOptions, type HeartbeatAnswer, jsonConverter } from 'rx-swf';
import { map, type Observable, of, tap } from 'rxjs';
import { toPayload } from '../../src/payloads/index.js';
import type { TaskObserver } from '../../src/streams/index.js';

// Nothing is sent to this domain.
export const fakeDomain = new Domain({ name: 'media', client: new SWFClient({ region: 'us-east-1' }) });

/** An activity task on virtual time, which logs its answers and takes the answers to its heartbeats from a list. */
export class FakeTask extends ActivityTask {
  readonly #log: string[] = [];
  readonly #heartbeats: Observable<HeartbeatAnswer>[];

  constructor(id: string, heartbeats: Observable<HeartbeatAnswer>[] = [], observer?: TaskObserver) {
    super(
      fakeDomain,
      {
        taskToken: `token-${id}`,
        activityId: id,
        startedEventId: 3,
        activityType: { name: 'Resize', version: '1' },
        workflowExecution: { workflowId: 'album-7', runId: 'r-1' },
      },
      observer,
    );
    this.#heartbeats = heartbeats;
  }

  /** The calls in order: `heartbeat 40`, `completed "done"`, … */
  get log(): readonly string[] {
    return this.#log;
  }

  override complete(result?: unknown): Observable<void> {
    return this.#answer('completed', result);
  }

  override fail({ reason }: FailOptions = {}): Observable<void> {
    return this.#answer('failed', reason);
  }

  override cancel(details?: unknown): Observable<void> {
    return this.#answer('canceled', details);
  }

  override heartbeat(details?: unknown): Observable<HeartbeatAnswer> {
    toPayload(jsonConverter, 'details', details);
    return (this.#heartbeats.shift() ?? of({ cancelRequested: false })).pipe(
      tap({ subscribe: () => this.#log.push(`heartbeat ${JSON.stringify(details)}`) }),
      this.noticesGone(),
    );
  }

  #answer(answer: 'completed' | 'failed' | 'canceled', value: unknown): Observable<void> {
    return of(undefined).pipe(
      tap(() => this.#log.push(`${answer} ${JSON.stringify(value)}`)),
      map((): void => undefined),
      this.answers(answer),
    );
  }
}
