import type { Decision } from '@aws-sdk/client-swf';
import equal from 'fast-deep-equal';
import { recordMarker, startTimer } from '../../decisions/index.js';
import type { Event } from '../../history/index.js';
import { isInstance } from '../../requests/index.js';
import type { Command } from '../commands/Command.js';
import { isMark, marks } from '../commands/marks.js';
import { NonDeterminismError } from '../commands/NonDeterminismError.js';
import { isNeeded, type MayBeLeft } from '../commands/Outbox.js';
import {
  type Close,
  closeBySelf,
  closeOf,
  closings,
  describeEnd,
  type Outcome,
} from '../commands/Outcome.js';
import { RecordedInputs } from '../commands/RecordedInputs.js';
import { remembered } from '../commands/remembered.js';
import { firstSemantics } from '../commands/Semantics.js';
import { semanticsOf } from '../commands/semanticsOf.js';
import type { Turn } from '../commands/Turn.js';
import { TurnReader } from '../commands/TurnReader.js';
import { continuation } from '../context/continueAsNew.js';
import { StalledError } from '../errors/DeterminismError.js';
import { SignalsNotCarriedError } from '../errors/SignalsNotCarriedError.js';
import { guarded } from '../guard/guard.js';
import { ignoreRejection } from '../guard/pipelines.js';
import type { Line } from '../run/Journal.js';
import type { RunSettings } from '../run/RunSettings.js';
import { carrying } from './carrying.js';
import { Program } from './Program.js';

/** The marker name of a side effect, and its value. */
export type Effect = readonly [markerName: string, details: string | undefined];

/** The result of deciding a task. */
export interface Verdict {
  readonly decisions: readonly Decision[];
  /** The new execution context, if it changes. */
  readonly executionContext?: unknown;
  /** The values of side effects that are not in the history yet, whether they are sent now or not. */
  readonly effects: readonly Effect[];
  /** The end of the execution that the decisions cause, if any. */
  readonly closes: Outcome['kind'] | undefined;
  /** The log lines of the workflow. */
  readonly lines: readonly Line[];
  /** Signals that came after the pipeline had ended. */
  readonly lateSignals: readonly Event[];
}

/**
 * A run of a workflow, advanced to the state of its history. Decided turns are replayed, and the commands
 * that they issue are matched against the history; the open turn is decided.
 *
 * In: the events of a history, or those that follow the last known event. Out: a `Verdict` with the
 * decisions. Invariant: every decided turn is matched once, including a turn that was decided here, which is
 * matched without being played again. Pitfall: after an error, the run must be discarded, because its program
 * may have stopped in the middle of a turn.
 */
export class Run {
  readonly #settings: RunSettings;
  readonly #reader = new TurnReader();
  readonly #program: Program;
  #turns = 0;
  /** The turn that was decided here and is not played again. */
  #decided: number | undefined;
  /** Indicates whether the warning was logged that the run is not continued because signals would be lost. */
  #isStaying = false;

  constructor(settings: RunSettings) {
    this.#settings = settings;
    this.#program = new Program(settings);
  }

  /** The id of the last known event. */
  get lastEventId(): number {
    return this.#reader.lastEventId;
  }

  /** The id of the `DecisionTaskStarted` event of the last task decided here. */
  get decidedEventId(): number | undefined {
    return this.#decided;
  }

  /** The number of turns played. */
  get turns(): number {
    return this.#turns;
  }

  /** The weight of the run: open and unsent commands, and undelivered signals. */
  get weight(): number {
    return 1 + this.#program.outbox.size + this.#program.signals.waiting;
  }

  /** The program in its current state, for reading. */
  get program(): Program {
    return this.#program;
  }

  /**
   * Replays the decided turns of a history, or of the events that follow.
   *
   * @param isClosed - whether no more events will follow, so that the last turn is complete too
   * @throws `NonDeterminismError` if the code's commands differ from the history
   */
  replay(events: Iterable<Event>, isClosed = false): void {
    const list = [...events];
    this.#guarded(() => this.#catchUp(list, isClosed));
  }

  /**
   * Replays the decided turns, and decides the open one.
   *
   * @param effects - the values of side effects that are not in the history yet, taken from another run
   * @throws `NonDeterminismError`, `StalledError` and other `DeterminismError`s
   */
  decide(events: Iterable<Event>, effects: Iterable<Effect> = []): Verdict {
    this.#program.remember(effects);
    const list = [...events];
    return this.#guarded(() => {
      this.#catchUp(list, false);
      const turn = this.#reader.current;
      if (turn === undefined) throw new Error('The history has no open decision task');
      return this.#decide(turn);
    });
  }

  #catchUp(events: readonly Event[], isClosed: boolean): void {
    // Notes written by the turn decided here are already known.
    if (this.#decided === undefined) this.#program.remember(remembered(events));
    const turns = this.#reader.read(events);
    const inputs = new RecordedInputs(events, this.#settings.converter);
    for (const turn of isClosed ? [...turns, ...this.#reader.end()] : turns) this.#redo(turn, inputs);
  }

  #guarded<T>(work: () => T): T {
    const { globals, watchPromises } = this.#settings;
    return guarded(this.#program.host, globals, watchPromises, work);
  }

  #redo(turn: Turn, inputs: RecordedInputs): void {
    if (turn.startedEventId !== this.#decided) this.#play(turn);
    const { commands = [] } = turn;
    const closing = commands.find(({ name }) => name in closings);
    const recorded = closing === undefined ? undefined : closings[closing.name];
    const end = { event: closing, recorded: recorded && describeEnd(recorded) };
    this.#program.outbox.match(turn, recorded && this.#mayEndWith(recorded), end, inputs);
    const issued = this.#issuedEnd(recorded, commands.some(isWake));
    if (recorded === issued) return;
    const unsent = [...this.#program.outbox.unsent];
    throw new NonDeterminismError(turn, {
      ...end,
      issued: issued === undefined ? unsent[0] : describeEnd(issued),
      unsent: issued === undefined ? unsent : [...unsent, describeEnd(issued)],
    });
  }

  /** Returns which commands may be unsent when the execution closes: no more than a decision would leave. */
  #mayEndWith(recorded: Outcome['kind']): MayBeLeft {
    // A run that is continued automatically leaves its timers behind.
    const isQuiet = recorded === 'continued' && this.#program.pipeline.outcome === undefined;
    return command => !isNeeded(command) || (isQuiet && command.kind === 'StartTimer');
  }

  /** Returns the end that the code causes in a turn whose commands are in the history. */
  #issuedEnd(recorded: Outcome['kind'] | undefined, isPart: boolean): Outcome['kind'] | undefined {
    const ending = this.#ending();
    // Whether a history was long enough to continue is taken from the recorded decision, because the limit
    // may have changed since.
    if (ending === undefined) return recorded === 'continued' ? this.#continuation()?.kind : undefined;
    const waits = recorded === undefined && (isPart || this.#program.outbox.needed > 0);
    return waits ? undefined : this.#close(ending).kind;
  }

  #play(turn: Turn): void {
    if (this.#turns === 0)
      this.#program.outbox.limits = semanticsOf(turn.commands, this.#settings.semantics).limits;
    this.#turns += 1;
    this.#program.play(turn);
  }

  #decide(turn: Turn): Verdict {
    const isFirst = this.#turns === 0;
    this.#play(turn);
    this.#decided = turn.startedEventId;
    if (this.#program.isStalled) throw new StalledError();
    const { journal, outbox } = this.#program;
    const { decisions, closes } = this.#decisions(turn);
    if (closes !== undefined && closes !== 'continued') this.#program.warnOfUndelivered();
    return {
      decisions: [...(isFirst ? this.#rules() : []), ...this.#amendment(), ...decisions],
      ...journal.context(closes !== undefined),
      effects: [...outbox.unsent].filter(isEffect).map(effectOf),
      closes,
      lines: journal.lines,
      lateSignals: journal.lateSignals,
    };
  }

  #decisions({ startedEventId, inputs }: Turn): Pick<Verdict, 'decisions' | 'closes'> {
    const { outbox } = this.#program;
    const { commands, more } = outbox.next(this.#amendment().length);
    const ending = this.#ending();
    const last = commands.filter(isNeeded);
    if (ending !== undefined && !more && last.length === outbox.needed)
      return closing(last.map(decisionOf), this.#carry(this.#close(ending)));
    const mayContinue =
      ending === undefined && this.#isLong(startedEventId) && !inputs.some(isRefusedContinuation);
    const continuation = mayContinue ? this.#carriedContinuation() : undefined;
    if (continuation !== undefined) return closing([], continuation);
    const decisions = commands.map(decisionOf);
    return { decisions: more ? [...decisions, wake(startedEventId)] : decisions, closes: undefined };
  }

  /** Returns how the workflow ends, unless the end has to wait. */
  #ending(): Outcome | undefined {
    const { outbox, pipeline } = this.#program;
    const { outcome } = pipeline;
    const isPatient = outcome !== undefined && 'isPatient' in outcome && outcome.isPatient === true;
    return this.#program.isHeld || (isPatient && outbox.isBusy) ? undefined : outcome;
  }

  #isLong(historyLength: number): boolean {
    return historyLength >= (this.#settings.workflow.options.maxEvents ?? Number.POSITIVE_INFINITY);
  }

  /** Returns the automatic continuation of the run, if nothing would be lost. */
  #continuation(): Outcome | undefined {
    const { maxEvents, continueWith } = this.#settings.workflow.options;
    const { outbox, pipeline, input, started, isHeld } = this.#program;
    const isQuiet = pipeline.outcome === undefined && !isHeld && !outbox.hasMoreThanTimers;
    if (maxEvents === undefined || !isQuiet) return undefined;
    const next = continueWith === undefined ? input : continueWith(pipeline.latest as never, input as never);
    ignoreRejection(next);
    return { kind: 'continued', options: () => continuation(started.attributes, next) };
  }

  /**
   * Returns the automatic continuation with the waiting signals. After a cancel request, the execution ends
   * in this run.
   */
  #carriedContinuation(): Close | undefined {
    const { pipeline, journal } = this.#program;
    const continuation = pipeline.isCancelRequested ? undefined : this.#continuation();
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
    return { kind, decision: carrying(decision, this.#program, this.#settings.converter) };
  }

  /** Returns the marker that tells replays not to play this turn by the initial rules. */
  #amendment(): Decision[] {
    const { isMade } = this.#program.pipeline.amendments;
    return isMade ? [recordMarker({ markerName: marks.amended })] : [];
  }

  #close(outcome: Outcome): Close {
    return closeOf(outcome, this.#settings.converter);
  }

  /** Records the rules of this execution, if they differ from those implied by a history without a record. */
  #rules(): Decision[] {
    const { semantics } = this.#settings;
    if (equal(semantics, firstSemantics)) return [];
    return [recordMarker({ markerName: marks.semantics, details: semantics })];
  }
}

const isEffect = ({ id }: Command) => isMark(id, marks.sideEffect);

const effectOf = ({ id, decision }: Command): Effect => [
  id,
  decision.recordMarkerDecisionAttributes?.details,
];

const decisionOf = ({ decision }: Command) => decision;

/** A timer that triggers the next decision task immediately. */
const wake = (startedEventId: number): Decision =>
  startTimer({ timerId: `${marks.next}.${startedEventId}`, startToFireTimeout: 0 });

/** Returns whether more commands were to follow. A timer that SWF refuses triggers the next task as well. */
const isWake = (event: Event) =>
  (event.name === 'TimerStarted' || event.name === 'StartTimerFailed') &&
  isMark(event.attributes.timerId ?? '', marks.next);

const closing = (before: readonly Decision[], { kind, decision }: Close) => ({
  decisions: [...before, decision],
  closes: kind,
});

/** Returns whether this task was triggered by a refusal: an immediate retry would loop. */
const isRefusedContinuation = (event: Event) =>
  event.name === 'ContinueAsNewWorkflowExecutionFailed' && event.attributes.cause !== 'UNHANDLED_DECISION';
