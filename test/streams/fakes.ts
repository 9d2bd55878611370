import { SWFClient } from '@aws-sdk/client-swf';
import { ActivityTask, Domain, type FailOptions, type HeartbeatAnswer, jsonConverter } from 'rx-swf';
import { map, type Observable, of, tap } from 'rxjs';
import { toPayload } from '../../src/models/index.js';

// Nothing is ever sent with it.
const domain = new Domain({ name: 'media', client: new SWFClient({ region: 'us-east-1' }) });

/** A task on virtual time: it notes its answers, and takes what it is told from `replies`. */
export class FakeTask extends ActivityTask {
  readonly #log: string[] = [];
  readonly #heartbeats: Observable<HeartbeatAnswer>[];

  constructor(id: string, heartbeats: Observable<HeartbeatAnswer>[] = []) {
    super(domain, {
      taskToken: `token-${id}`,
      activityId: id,
      startedEventId: 3,
      activityType: { name: 'Resize', version: '1' },
      workflowExecution: { workflowId: 'album-7', runId: 'r-1' },
    });
    this.#heartbeats = heartbeats;
  }

  /** What was sent, in order: `heartbeat 40`, `completed "done"`, … */
  get log(): readonly string[] {
    return this.#log;
  }

  override complete(result?: unknown): Observable<void> {
    return this.#note('completed', result);
  }

  override fail({ reason }: FailOptions = {}): Observable<void> {
    return this.#note('failed', reason);
  }

  override cancel(details?: unknown): Observable<void> {
    return this.#note('canceled', details);
  }

  override heartbeat(details?: unknown): Observable<HeartbeatAnswer> {
    toPayload(jsonConverter, 'details', details);
    return (this.#heartbeats.shift() ?? of({ cancelRequested: false })).pipe(
      tap({ subscribe: () => this.#log.push(`heartbeat ${JSON.stringify(details)}`) }),
      this.noticesGone(),
    );
  }

  #note(answer: 'completed' | 'failed' | 'canceled', value: unknown): Observable<void> {
    return of(undefined).pipe(
      tap(() => this.#log.push(`${answer} ${JSON.stringify(value)}`)),
      map((): void => undefined),
      this.answers(answer),
    );
  }
}
