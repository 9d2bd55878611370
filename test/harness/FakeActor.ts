import { type ActivityTask, Actor, type ActorOptions, type Count } from 'rx-swf';
import { defer, delay, EMPTY, mergeMap, type Observable, of, tap, throwError } from 'rxjs';
import type { TaskObserver } from '../../src/streams/index.js';
import { fakeDomain } from './FakeTask.js';

type Next = (poll: number, observer: TaskObserver) => ActivityTask | Error | undefined;

/** An actor whose polls take 10 ms and return what `next` returns. */
export class FakeActor extends Actor<ActivityTask> {
  polls = 0;
  polling = 0;
  mostPolling = 0;
  /** The polled task lists, in order. */
  readonly polled: string[] = [];
  readonly #next: Next;

  constructor(next: Next, options: ActorOptions = {}, taskLists: string | string[] = 'thumbnails') {
    super(fakeDomain, taskLists, { backoff: { initial: 100, random: () => 1 }, ...options });
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
