import type { Decision } from '@aws-sdk/client-swf';
import equal from 'fast-deep-equal';
import { recordMarker } from '../../decisions/index.js';
import { isReserved, reserved } from '../../decisions/reservedNames.js';
import type { Event } from '../../history/index.js';
import { wakeUp } from '../../streams/actors/decide/wakeUp.js';
import { type Command, isNeeded } from '../commands/Command.js';
import { effectsIn } from '../commands/effectsIn.js';
import { NonDeterminismError } from '../commands/NonDeterminismError.js';
import { type Note, notesIn } from '../commands/notes.js';
import type { MayBeLeft } from '../commands/Outbox.js';
import { type Close, closings, describeEnd, type Outcome } from '../commands/Outcome.js';
import { RecordedInputs } from '../commands/RecordedInputs.js';
import { firstSemantics } from '../commands/Semantics.js';
import { semanticsOf } from '../commands/semanticsOf.js';
import { StalledError } from '../errors/DeterminismError.js';
import { guarded } from '../guard/guard.js';
import { type Parts, partCommands } from '../redrive/parts.js';
import type { ScriptEntry } from '../redrive/Stage.js';
import { parseStages } from '../redrive/stageText.js';
import type { Line } from '../run/Journal.js';
import type { RunSettings } from '../run/RunSettings.js';
import type { Turn } from '../turns/Turn.js';
import { TurnReader } from '../turns/TurnReader.js';
import { inheritedParts, isRedriven } from './inherited.js';
import { Program } from './Program.js';
import { RunEnd } from './RunEnd.js';
import { playTurn, takeOver } from './takeOver.js';

/** The result of deciding a task. */
export interface TurnResult {
  readonly decisions: readonly Decision[];
  /** The new execution context, if it changes. */
  readonly executionContext?: unknown;
  /** The values of side effects that are not in the history yet, whether they are sent now or not. */
  readonly effects: readonly Note[];
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
 * In: the events of a history, or those that follow the last known event. Out: a `TurnResult` with the
 * decisions. Invariant: every decided turn is matched once, including a turn that was decided here, which is
 * matched without being played again. Pitfall: after an error, the run must be discarded, because its program
 * may have stopped in the middle of a turn.
 */
export class Run {
  readonly #settings: RunSettings;
  readonly #reader = new TurnReader();
  readonly #program: Program;
  readonly #end: RunEnd;
  #turns = 0;
  /** The turn that was decided here and is not played again. */
  #decided: number | undefined;
  /** The record of what the run takes over of an earlier one; `undefined` if it takes over none. */
  #inherited: Parts | undefined;

  constructor(settings: RunSettings) {
    this.#settings = settings;
    this.#program = new Program(settings);
    this.#end = new RunEnd(settings, this.#program);
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

  /** The record of what the run takes over of an earlier one; `undefined` if it takes over none. */
  get inherited(): Parts | undefined {
    return this.#inherited;
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
   * @param inputs - the recorded inputs of the whole history, if the events are only a part of it
   * @throws `NonDeterminismError` if the code's commands differ from the history
   */
  replay(events: Iterable<Event>, isClosed = false, inputs?: RecordedInputs): void {
    const list = [...events];
    this.#guarded(() => this.#catchUp(list, isClosed, inputs));
  }

  /**
   * Replays the decided turns, and decides the open one.
   *
   * @param effects - the values of side effects that are not in the history yet, taken from another run
   * @throws `NonDeterminismError`, `StalledError` and other `DeterminismError`s
   */
  decide(events: Iterable<Event>, effects: Iterable<Note> = []): TurnResult {
    this.#program.remember(effects);
    const list = [...events];
    return this.#guarded(() => this.#decide(this.#openTurn(list)));
  }

  /**
   * Replays the decided turns, and plays the open one as if it were replayed, too: with the decisions that other code has
   * made for it. Returns the decisions of this code.
   *
   * @param made - the events that record the decisions of the other code
   * @param effects - the values of its side effects
   * @throws `NonDeterminismError`, `StalledError` and other `DeterminismError`s
   */
  follow(events: Iterable<Event>, made: readonly Event[], effects: Iterable<Note>): readonly Decision[] {
    const list = [...events];
    this.#program.remember([...notesIn(list), ...notesIn(made), ...effects]);
    return this.#guarded(() => {
      const turn = this.#openTurn(list);
      // Whether the history was long enough to continue was up to the other code.
      const length = made.some(({ name }) => closings[name] === 'continued') ? Number.POSITIVE_INFINITY : 0;
      return this.#decide({ ...turn, commands: made }, length).decisions;
    });
  }

  /** Replays the decided turns, and returns the open one. */
  #openTurn(events: readonly Event[]): Turn {
    this.#catchUp(events, false);
    const turn = this.#reader.current;
    if (turn === undefined) throw new Error('The history has no open decision task');
    return turn;
  }

  #catchUp(
    events: readonly Event[],
    isClosed: boolean,
    inputs = new RecordedInputs(events, this.#settings.converter),
  ): void {
    // Notes written by the turn decided here are already known.
    if (this.#decided === undefined) this.#program.remember(notesIn(events));
    const turns = this.#reader.read(events);
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
    const { outcome } = this.#end;
    // Whether a history was long enough to continue is taken from the recorded decision, because the limit
    // may have changed since.
    if (outcome === undefined) return recorded === 'continued' ? this.#end.continuation()?.kind : undefined;
    const waits = recorded === undefined && (isPart || this.#program.outbox.needed > 0);
    return waits ? undefined : this.#end.kindOf(outcome);
  }

  #play(turn: Turn): void {
    const isFirst = this.#turns === 0;
    const script = isFirst ? this.#takeOver(turn) : [];
    if (isFirst) this.#program.outbox.limits = semanticsOf(turn.commands, this.#settings.semantics).limits;
    this.#turns += 1;
    playTurn(this.#program, turn, script);
  }

  /** Brings the program to where earlier runs were, if it takes them over, and issues the record of that. */
  #takeOver({ inputs: [started] }: Turn): readonly ScriptEntry[] {
    if (started?.name !== 'WorkflowExecutionStarted' || !isRedriven(started)) return [];
    const program = this.#program;
    this.#inherited = inheritedParts(started, program.notes, this.#settings.inherited);
    const stages = parseStages(this.#inherited.join(''));
    const script = takeOver({ program, started, semantics: this.#settings.semantics }, stages);
    program.outbox.issueFirst(partCommands(this.#inherited));
    return script;
  }

  #decide(turn: Turn, historyLength = turn.startedEventId): TurnResult {
    const isFirst = this.#turns === 0;
    this.#play(turn);
    this.#decided = turn.startedEventId;
    if (this.#program.isStalled) throw new StalledError();
    const { journal, outbox } = this.#program;
    const { decisions, closes } = this.#decisions(turn, historyLength);
    if (closes !== undefined && closes !== 'continued') this.#program.warnOfUndelivered();
    return {
      decisions: [...(isFirst ? this.#rules() : []), ...this.#amendment(), ...decisions],
      ...journal.context(closes !== undefined),
      effects: effectsIn(outbox.unsent),
      closes,
      lines: journal.lines,
      lateSignals: journal.lateSignals,
    };
  }

  #decisions(
    { startedEventId, inputs }: Turn,
    historyLength: number,
  ): Pick<TurnResult, 'decisions' | 'closes'> {
    const { outbox } = this.#program;
    const { commands, more } = outbox.next(this.#amendment().length);
    const { outcome } = this.#end;
    const last = commands.filter(isNeeded);
    if (outcome !== undefined && !more && last.length === outbox.needed)
      return closing(last.map(decisionOf), this.#end.close(outcome));
    const mayContinue = outcome === undefined && !inputs.some(isRefusedContinuation);
    const continuation = mayContinue ? this.#end.continueFrom(historyLength) : undefined;
    if (continuation !== undefined) return closing([], continuation);
    const decisions = commands.map(decisionOf);
    return {
      decisions: more ? [...decisions, wakeUp(reserved.next, startedEventId)] : decisions,
      closes: undefined,
    };
  }

  /** Returns the marker that tells replays not to play this turn by the initial rules. */
  #amendment(): Decision[] {
    const { isMade } = this.#program.pipeline.amendments;
    return isMade ? [recordMarker({ markerName: reserved.amended })] : [];
  }

  /** Records the rules of this execution, if they differ from those implied by a history without a record. */
  #rules(): Decision[] {
    const { semantics } = this.#settings;
    const isRedriven = this.#inherited !== undefined;
    if (equal(semantics, firstSemantics) && !isRedriven) return [];
    // Workers that cannot take over another run refuse the rule.
    const details = isRedriven ? { ...semantics, isRedriven } : semantics;
    return [recordMarker({ markerName: reserved.semantics, details })];
  }
}

const decisionOf = ({ decision }: Command) => decision;

/** Returns whether more commands were to follow. A timer that SWF refuses triggers the next task as well. */
const isWake = (event: Event) =>
  (event.name === 'TimerStarted' || event.name === 'StartTimerFailed') &&
  isReserved(event.attributes.timerId ?? '', reserved.next);

const closing = (before: readonly Decision[], { kind, decision }: Close) => ({
  decisions: [...before, decision],
  closes: kind,
});

/** Returns whether this task was triggered by a refusal: an immediate retry would loop. */
const isRefusedContinuation = (event: Event) =>
  event.name === 'ContinueAsNewWorkflowExecutionFailed' && event.attributes.cause !== 'UNHANDLED_DECISION';
