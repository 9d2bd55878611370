import { lastValueFrom, mergeMap, type Observable } from 'rxjs';
import type { History } from '../../history/index.js';
import { refuse } from '../../values/index.js';
import type { DurableExecution, ExecutionView } from '../../workflows/index.js';
import type { Stage } from './Stage.js';

/** A function that reads from the view of an execution. */
type Ask<O> = <R>(read: (view: ExecutionView<O>) => R) => Observable<R>;

/**
 * The execution under test, passed to `during`. Each action starts once all workers are idle, and resolves
 * once they are idle again: when all consequences that need no time to pass have happened.
 *
 * @typeParam O - the values that the workflow emits
 */
export class WorkflowTest<O> {
  /** The execution itself, with all its methods. */
  readonly execution: DurableExecution<O>;
  readonly #stage: Stage;
  readonly #ask: Ask<O>;

  /** @internal */
  constructor(stage: Stage, execution: DurableExecution<O>, ask: Ask<O>) {
    this.#stage = stage;
    this.#ask = ask;
    this.execution = execution;
  }

  /** The current time of the workflow. */
  get now(): Date {
    return new Date(this.#stage.time.now());
  }

  /** Advances time by a number of seconds, and runs everything that becomes due. */
  async advance(seconds: number): Promise<void> {
    if (!(seconds >= 0)) refuse('seconds', seconds, 'a number from 0');
    const { time } = this.#stage;
    const end = time.now() + seconds * 1_000;
    await this.settled();
    while (time.now() < end) {
      await this.#stage.whether(time.pass(end));
      await this.settled();
    }
  }

  /** Signals the execution. */
  signal(signalName: string, input?: unknown): Promise<void> {
    return this.#do(() => this.execution.signal(signalName, input));
  }

  /** Requests cancellation of the execution. */
  cancel(): Promise<void> {
    return this.#do(() => this.execution.requestCancel());
  }

  /**
   * Reads the current state of the workflow in its current run: the last value it emitted, and the values it
   * exposes.
   */
  async query<R>(read: (view: ExecutionView<O>) => R): Promise<R> {
    await this.settled();
    return lastValueFrom(this.#ask(read));
  }

  /** Returns the history of the current run so far. */
  async history(): Promise<History> {
    await this.settled();
    return lastValueFrom(this.execution.current().pipe(mergeMap(run => run.history())));
  }

  /** Resolves when all workers are idle: nothing happens until time passes or the test acts. */
  settled(): Promise<void> {
    return this.#stage.whether(this.#stage.time.pulse.idle());
  }

  async #do(work: () => Observable<unknown>): Promise<void> {
    await this.settled();
    await lastValueFrom(work());
    await this.settled();
  }
}
