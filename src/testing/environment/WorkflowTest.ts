import { lastValueFrom, mergeMap, type Observable } from 'rxjs';
import type { History } from '../../history/index.js';
import { refuse } from '../../values/index.js';
import type { DurableExecution, ExecutionView } from '../../workflows/index.js';
import type { TestEnvironment } from './TestEnvironment.js';

/** A function that reads from the view of an execution. */
type QueryFunction<O> = <R>(read: (view: ExecutionView<O>) => R) => Observable<R>;

/**
 * The execution under test, passed to `during`. Each action starts once all workers are idle, and resolves
 * once they are idle again: when all consequences that need no time to pass have happened.
 *
 * @typeParam O - the values that the workflow emits
 */
export class WorkflowTest<O> {
  /** The execution itself, with all its methods. */
  readonly execution: DurableExecution<O>;
  readonly #environment: TestEnvironment;
  readonly #query: QueryFunction<O>;

  /** @internal */
  constructor(environment: TestEnvironment, execution: DurableExecution<O>, query: QueryFunction<O>) {
    this.#environment = environment;
    this.#query = query;
    this.execution = execution;
  }

  /** The current time of the workflow. */
  get now(): Date {
    return new Date(this.#environment.clock.now());
  }

  /** Advances time by a number of seconds, and runs everything that becomes due. */
  async advance(seconds: number): Promise<void> {
    if (!(seconds >= 0)) refuse('seconds', seconds, 'a number of at least 0');
    const { clock } = this.#environment;
    const end = clock.now() + seconds * 1_000;
    await this.settled();
    while (clock.now() < end) {
      await this.#environment.unlessFailed(clock.advance(end));
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
    return lastValueFrom(this.#query(read));
  }

  /** Returns the history of the current run so far. */
  async history(): Promise<History> {
    await this.settled();
    return lastValueFrom(this.execution.current().pipe(mergeMap(run => run.history())));
  }

  /** Resolves when all workers are idle: nothing happens until time passes or the test acts. */
  settled(): Promise<void> {
    return this.#environment.unlessFailed(this.#environment.clock.idleDetector.idle());
  }

  async #do(work: () => Observable<unknown>): Promise<void> {
    await this.settled();
    await lastValueFrom(work());
    await this.settled();
  }
}
