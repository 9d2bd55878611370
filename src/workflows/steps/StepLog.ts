import { cpuTime } from '#host';
import type { History } from '../../history/index.js';
import { describeError } from '../../requests/index.js';
import { typeKey } from '../../values/index.js';
import { isolated } from '../candidate/isolated.js';
import type { AnyWorkflow } from '../definitions/workflow.js';
import { MarbleLog } from './MarbleLog.js';
import type { MarbleRow } from './Marbles.js';
import type { Step } from './Step.js';
import { partsOf, type SteppedRun, Stepper } from './Stepper.js';

/** The decisions of a durable execution so far, for time travel. */
export interface StepList {
  readonly steps: readonly Step[];
  /** A row for each Observable of the workflow, in the order in which they began. The output is the last one. */
  readonly rows: readonly MarbleRow[];
  /** Why there are no further steps: the code fails, doesn't match the history, or takes too long. */
  readonly failure?: { readonly name: string; readonly message: string };
}

/** Bounds of the code of a workflow that runs beside other work. */
export interface StepBounds {
  /** Milliseconds after which the code of a turn is interrupted. Browsers can't interrupt. */
  readonly interruptAfter: number;
  /**
   * Types whose code was interrupted although it had time on a CPU. All logs with the same set call it no more.
   * @defaultValue a set of its own
   */
  readonly interrupted?: Set<string>;
}

/**
 * The decisions of a live execution, as data. In: histories, each of which continues the one before. Out: steps and
 * marble rows. Decisions that are not made yet are not tried, because side effects would be called for them.
 */
export class StepLog {
  readonly #workflow: AnyWorkflow;
  readonly #of: SteppedRun;
  readonly #bounds: StepBounds;
  readonly #marbles = new MarbleLog();
  readonly #steps: Step[] = [];
  #stepper: Stepper | undefined;
  #failure: StepList['failure'];

  constructor(workflow: AnyWorkflow, of: SteppedRun, bounds: StepBounds) {
    this.#workflow = workflow;
    this.#of = of;
    this.#bounds = bounds;
  }

  get list(): StepList {
    return {
      steps: [...this.#steps],
      rows: this.#marbles.rows,
      ...(this.#failure === undefined ? {} : { failure: this.#failure }),
    };
  }

  /** Plays what is new in a history. Yields after each turn, so that other work may go on in between. Never throws. */
  *read(history: History): Generator<void, void, undefined> {
    if (this.#failure !== undefined) return;
    const known = this.#stepper?.lastEventId ?? 0;
    const added = history.filter(({ id }) => id > known);
    if (this.#stepper === undefined) {
      const begun = this.#bounded(() => new Stepper(this.#workflow, this.#of, history));
      if (begun === undefined) return;
      this.#stepper = begun;
    } else this.#stepper.extend(history, added);
    for (const part of partsOf(added)) {
      if (!this.#play(this.#stepper, part, part.at(-1)?.id === history.lastEventId)) return;
      yield;
    }
  }

  /** Returns whether the log may go on. */
  #play(stepper: Stepper, part: Parameters<Stepper['play']>[0], isEnd: boolean): boolean {
    const step = this.#bounded(() => stepper.play(part, isEnd) ?? 'none');
    if (step === undefined) return false;
    if (step === 'none') return true;
    this.#steps.push(step);
    this.#marbles.add(step);
    this.#failure = step.error;
    return step.error === undefined;
  }

  /** Returns `undefined`, and notes the failure, if the code throws or does not end in time. */
  #bounded<T>(work: () => T): T | undefined {
    const { interruptAfter, interrupted } = this.#bounds;
    const type = typeKey(this.#workflow);
    const before = cpuTime();
    try {
      if (interrupted?.has(type)) {
        this.#failure = { name: 'InterruptedError', message: `The code of ${type} was interrupted before` };
        return undefined;
      }
      const outcome = isolated(work, interruptAfter);
      if (outcome !== undefined) return outcome.value;
      // Code that had no time on a CPU is not to blame.
      if (cpuTime() - before >= interruptAfter / 10) interrupted?.add(type);
      const message = `The code of ${type} was interrupted after ${interruptAfter} ms`;
      this.#failure = { name: 'InterruptedError', message };
    } catch (error) {
      const { name, message } = describeError(error);
      this.#failure = { name, message };
    }
    return undefined;
  }
}
