import { lastValueFrom, mergeMap, type Observable } from 'rxjs';
import type { History } from '../../history/index.js';
import { refuse } from '../../values/index.js';
import type { DurableExecution, ExecutionView } from '../../workflows/index.js';
import type { Stage } from './Stage.js';

/** Looks at an execution. */
type Ask<O> = <R>(read: (view: ExecutionView<O>) => R) => Observable<R>;

/**
 * An execution under test, in the hands of `during`. What is done to it is done when nobody is at work any more, and
 * resolves when nobody is again: when all that follows from it, without time passing, has happened.
 *
 * @typeParam O - what the workflow emits
 */
export class WorkflowTest<O> {
  /** The execution, with all that can be done to one. */
  readonly execution: DurableExecution<O>;
  readonly #stage: Stage;
  readonly #ask: Ask<O>;

  /** @internal */
  constructor(stage: Stage, execution: DurableExecution<O>, ask: Ask<O>) {
    this.#stage = stage;
    this.#ask = ask;
    this.execution = execution;
  }

  /** What time it is for the workflow. */
  get now(): Date {
    return new Date(this.#stage.time.now());
  }

  /** Lets seconds pass, with everything that happens on the way. */
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

  /** Asks the execution to cancel itself. */
  cancel(): Promise<void> {
    return this.#do(() => this.execution.requestCancel());
  }

  /** What is to be seen of the workflow at this moment, in the run that it has now: what it emitted last, and what it exposes. */
  async query<R>(read: (view: ExecutionView<O>) => R): Promise<R> {
    await this.settled();
    return lastValueFrom(this.#ask(read));
  }

  /** The history so far, of the run that the execution has now. */
  async history(): Promise<History> {
    await this.settled();
    return lastValueFrom(this.execution.current().pipe(mergeMap(run => run.history())));
  }

  /** Resolves when nobody is at work: only time, or somebody else, can bring anything about. */
  settled(): Promise<void> {
    return this.#stage.whether(this.#stage.time.pulse.idle());
  }

  async #do(work: () => Observable<unknown>): Promise<void> {
    await this.settled();
    await lastValueFrom(work());
    await this.settled();
  }
}
