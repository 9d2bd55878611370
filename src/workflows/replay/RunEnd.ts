import { isInstance } from '../../requests/index.js';
import { type Close, closeBySelf, closeOf, type Outcome } from '../commands/Outcome.js';
import { nextRunOptions } from '../context/continueAsNew.js';
import { SignalsNotCarriedError } from '../errors/SignalsNotCarriedError.js';
import { ignoreRejection } from '../guard/pipelines.js';
import type { RunSettings } from '../run/RunSettings.js';
import { carryInput } from './carryInput.js';
import type { Program } from './Program.js';

/** Determines how a run ends: as its workflow does, or with an automatic continuation (`maxEvents`). */
export class RunEnd {
  readonly #settings: RunSettings;
  readonly #program: Program;
  /** Indicates whether the warning was logged that the run is not continued because signals would be lost. */
  #isStaying = false;

  constructor(settings: RunSettings, program: Program) {
    this.#settings = settings;
    this.#program = program;
  }

  /** The end of the workflow; `undefined` if it hasn't ended, or has to wait. */
  get outcome(): Outcome | undefined {
    const { outbox, pipeline, isHeld } = this.#program;
    const { outcome } = pipeline;
    const isPatient = outcome !== undefined && 'isPatient' in outcome && outcome.isPatient === true;
    return isHeld || (isPatient && outbox.isBusy) ? undefined : outcome;
  }

  /** Returns the automatic continuation; `undefined` if something would be lost. */
  continuation(): Outcome | undefined {
    const { maxEvents, continueWith } = this.#settings.workflow.options;
    const { outbox, pipeline, input, started, isHeld } = this.#program;
    const isQuiet = pipeline.outcome === undefined && !isHeld && !outbox.hasMoreThanTimers;
    if (maxEvents === undefined || !isQuiet) return undefined;
    const next = continueWith === undefined ? input : continueWith(pipeline.latest as never, input as never);
    ignoreRejection(next);
    return { kind: 'continued', options: () => nextRunOptions(started.attributes, next) };
  }

  /** Returns the kind of close that an outcome causes. */
  kindOf(outcome: Outcome): Outcome['kind'] {
    return closeOf(outcome, this.#settings.converter).kind;
  }

  /** Returns the close for an outcome. A continuation carries the waiting signals. */
  close(outcome: Outcome): Close {
    return this.#carry(closeOf(outcome, this.#settings.converter));
  }

  /**
   * Returns the automatic continuation of a history of that length, if it is long enough. After a cancel
   * request, the execution ends in this run.
   */
  continueFrom(historyLength: number): Close | undefined {
    const { maxEvents = Number.POSITIVE_INFINITY } = this.#settings.workflow.options;
    const { pipeline, journal } = this.#program;
    if (historyLength < maxEvents || pipeline.isCancelRequested) return undefined;
    const continuation = this.continuation();
    if (continuation === undefined) return undefined;
    try {
      return this.#carry(closeBySelf(continuation, this.#settings.converter));
    } catch (error) {
      if (!isInstance(error, SignalsNotCarriedError)) throw error;
      if (!this.#isStaying) journal.log({ level: 'warn', details: { error }, message: 'run not continued' });
      this.#isStaying = true;
      return undefined;
    }
  }

  #carry({ kind, decision }: Close): Close {
    return { kind, decision: carryInput(decision, this.#program, this.#settings.converter) };
  }
}
