import { SWFClient } from '@aws-sdk/client-swf';
import {
  ActivityTask,
  Actor,
  type ActorOptions,
  type Count,
  Domain,
  type FailOptions,
  type HeartbeatAnswer,
  jsonConverter,
} from 'rx-swf';
import { defer, delay, EMPTY, map, mergeMap, type Observable, of, tap, throwError } from 'rxjs';
import { toPayload } from '../../../src/payloads/index.js';
import type { TaskObserver } from '../../../src/streams/index.js';

// Nothing is ever sent with it.
const domain = new Domain({ name: 'media', client: new SWFClient({ region: 'us-east-1' }) });

/** A task on virtual time: it notes its answers, and takes what it is told from `replies`. */
export class FakeTask extends ActivityTask {
  readonly #log: string[] = [];
  readonly #heartbeats: Observable<HeartbeatAnswer>[];

  constructor(id: string, heartbeats: Observable<HeartbeatAnswer>[] = [], observer?: TaskObserver) {
    super(
      domain,
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

type Next = (poll: number, observer: TaskObserver) => ActivityTask | Error | undefined;

/** An actor whose polls take 10 ms, and bring what `next` says. */
export class FakeActor extends Actor<ActivityTask> {
  polls = 0;
  polling = 0;
  mostPolling = 0;
  /** The lists that were polled, in order. */
  readonly polled: string[] = [];
  readonly #next: Next;

  constructor(next: Next, options: ActorOptions = {}, taskLists: string | string[] = 'thumbnails') {
    super(domain, taskLists, { backoff: { initial: 100, random: () => 1 }, ...options });
    this.#next = next;
  }

  override poll(taskList = this.taskList): Observable<ActivityTask | undefined> {
    const ended = () => {
      this.polling -= 1;
    };
    return defer(() => {
      const poll = this.polls++;
      this.polled.push(taskList);
      this.polling += 1;
      this.mostPolling = Math.max(this.mostPolling, this.polling);
      return of(poll).pipe(
        delay(10),
        mergeMap(() => {
          const task = this.#next(poll, this.observer);
          return task instanceof Error ? throwError(() => task) : of(task);
        }),
        tap({ complete: ended, error: ended, unsubscribe: ended }),
      );
    });
  }

  override pending(): Observable<Count> {
    return EMPTY;
  }

  protected override giveUp(task: ActivityTask, how: 'fail' | 'release'): Observable<unknown> {
    return how === 'fail' ? task.fail({ reason: 'WorkerStopped' }) : super.giveUp(task, how);
  }
}
