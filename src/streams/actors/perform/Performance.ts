import type { Observable, Subscriber } from 'rxjs';
import { type Backoff, timeoutCallsOn, wait } from '../../../requests/index.js';
import type { ActivityTask } from '../tasks/ActivityTask.js';
import type { ResultOf } from '../tasks/runHandler.js';
import type { TaskAnswer } from '../tasks/TaskEvent.js';
import { type ActivityOutcome, answer, type HandlerOutcome, settledOutcome } from './answer.js';
import type { DelayQueue } from './DelayQueue.js';
import type { ScheduleOf } from './heartbeatSchedules.js';
import { heartbeats } from './heartbeats.js';
import type { PerformContext } from './PerformContext.js';
import { StopController, type StopReason } from './StopController.js';
import { startHandler } from './startHandler.js';

/** Settings of all performances of a subscription to `perform`. */
export interface PerformanceSettings {
  readonly scheduleOf: ScheduleOf;
  /** The tasks whose first heartbeat is not due yet. */
  readonly delays: DelayQueue;
  /** In milliseconds. */
  readonly cancelGrace: number;
  readonly backoff: Backoff;
}

/**
 * The work on one task, up to its answer. A handler that returns a value or a Promise, and whose answer SWF
 * accepts at once, is the way of nearly all tasks. It is written without operators, which saves about twenty
 * subscriptions. Everything else is left to operators: heartbeats once the first one is due, Observables as
 * work (`startHandler`), and all answers other than a first attempt to complete the task (`answer`).
 *
 * Either the outcome of the handler or the end of the grace period after a stop is answered, whichever comes
 * first. A task that is settled in any other way stops the handler or, later, the answer.
 */
export class Performance<I, W> {
  readonly #task: ActivityTask<I>;
  readonly #subscriber: Subscriber<ActivityOutcome<I, ResultOf<W>>>;
  readonly #settings: PerformanceSettings;
  readonly #stopController = new StopController();
  #details: unknown;
  #outcome: HandlerOutcome<ResultOf<W>> | undefined;

  constructor(
    task: ActivityTask<I>,
    subscriber: Subscriber<ActivityOutcome<I, ResultOf<W>>>,
    settings: PerformanceSettings,
  ) {
    this.#task = task;
    this.#subscriber = subscriber;
    this.#settings = settings;
  }

  start(handler: (task: ActivityTask<I>, context: PerformContext) => W): void {
    const [task, subscriber, stopController] = [this.#task, this.#subscriber, this.#stopController];
    const context: PerformContext = {
      get signal() {
        return stopController.signal;
      },
      heartbeat: details => {
        this.#details = details;
      },
    };
    subscriber.add(task.onSettled(reason => this.#onSettled(reason)));
    subscriber.add(() => {
      if (this.#outcome === undefined) stopController.abort('The worker was unsubscribed from');
    });
    subscriber.add(
      startHandler(
        () => handler(task, context),
        stopController,
        outcome => this.#finish(outcome),
      ),
    );
    if (!subscriber.closed) this.#startHeartbeats();
  }

  /** Heartbeats continue while the answer is stored, throttled or retried, and while the handler cleans up. */
  #startHeartbeats(): void {
    const [task, subscriber] = [this.#task, this.#subscriber];
    const { delays, scheduleOf, backoff } = this.#settings;
    const { due, schedule$ } = scheduleOf(task);
    const start = () =>
      subscriber.add(
        heartbeats(task, schedule$, backoff, () => this.#details).subscribe({
          next: reason => this.#stop(reason),
          error: (error: unknown) => this.#fail(error),
        }),
      );
    subscriber.add(delays.add(due, start));
  }

  #onSettled(answer: TaskAnswer): void {
    if (this.#outcome === undefined) this.#stop(answer);
    else this.#emit(settledOutcome(this.#task, answer, this.#outcome));
  }

  #stop(reason: StopReason): void {
    // Finished work cannot be stopped: its answer is already on its way.
    if (this.#outcome !== undefined || this.#stopController.reason !== undefined) return;
    const { cancelGrace, backoff } = this.#settings;
    this.#stopController.stop(reason);
    const outOfTime$ = wait(cancelGrace, backoff.scheduler);
    this.#subscriber.add(outOfTime$.subscribe(() => this.#finish({ result: undefined })));
  }

  #finish(outcome: HandlerOutcome<ResultOf<W>>): void {
    if (this.#outcome !== undefined || this.#subscriber.closed) return;
    this.#outcome = outcome;
    if ('result' in outcome && this.#stopController.reason === undefined) this.#complete(outcome);
    else this.#answer(outcome);
  }

  /** Makes the first attempt to complete the task. */
  #complete(outcome: HandlerOutcome<ResultOf<W>> & { readonly result: ResultOf<W> | undefined }): void {
    const [task, { result }] = [this.#task, outcome];
    const failed = (error: unknown) => this.#answer(outcome, { error });
    let completed$: Observable<void>;
    try {
      completed$ = task.complete(result);
    } catch (error) {
      failed(error);
      return;
    }
    this.#subscriber.add(
      completed$.pipe(timeoutCallsOn(this.#settings.backoff.scheduler)).subscribe({
        next: () => this.#emit({ status: 'completed', task, result }),
        error: failed,
      }),
    );
  }

  #answer(outcome: HandlerOutcome<ResultOf<W>>, failed?: { readonly error: unknown }): void {
    this.#subscriber.add(
      answer(this.#task, outcome, this.#stopController, this.#settings.backoff, failed).subscribe({
        next: answered => this.#emit(answered),
        error: (error: unknown) => this.#fail(error),
      }),
    );
  }

  #emit(outcome: ActivityOutcome<I, ResultOf<W>>): void {
    this.#subscriber.next(outcome);
    this.#subscriber.complete();
  }

  #fail(error: unknown): void {
    this.#task.tell({ type: 'error', error });
    this.#subscriber.error(error);
  }
}
