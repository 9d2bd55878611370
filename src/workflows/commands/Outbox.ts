import type { Event } from '../../history/index.js';
import type { OffloadStore } from '../../payloads/index.js';
import { AnswerBudget } from '../../streams/actors/decide/AnswerBudget.js';
import { isReserved, reserved } from '../../streams/actors/decide/reservedNames.js';
import { type Command, type CommandIdentity, type CommandKind, isBeginning } from './Command.js';
import { commandOf, isRecordedAs, originOf } from './commandOf.js';
import { type HistoryMismatch, NonDeterminismError } from './NonDeterminismError.js';
import { retiredDetails } from './notes.js';
import type { RecordedInputs } from './RecordedInputs.js';
import type { OpenLimits } from './Semantics.js';
import type { Turn } from './Turn.js';

/** Decisions that a run may add: the record of its rules, and the wake-up or the end with its payload. */
const added = { decisions: 2, bytes: 50_000 };

/** The commands for one answer. */
export interface Batch {
  readonly commands: readonly Command[];
  /** Indicates whether more commands are queued for the next answer. */
  readonly more: boolean;
}

/** Returns whether a command may be unsent at the end of a turn. */
export type MayBeLeft = (command: Command) => boolean;

/** The recorded end of the execution in a turn. */
type End = Pick<HistoryMismatch, 'event' | 'recorded'>;

/**
 * The commands of a run, from their issue to their last event. In: commands, and the events of each turn.
 * Out: batches for answers, within SWF's limits. Invariant: commands are sent in the order of issue, with
 * versions first, so `match` can compare them one by one with the history.
 */
export class Outbox {
  readonly #unsent = new Set<Command>();
  /** Unsent commands that record a version. */
  readonly #versions = new Set<Command>();
  /**
   * Unsent commands that were abandoned before they were sent. In histories by the initial rules, such
   * commands were never sent.
   */
  readonly #abandoned = new Set<Command>();
  /** Open commands, by the id of the event that recorded them. */
  readonly #open = new Map<number, Command>();
  readonly #counts = new Map<CommandKind, number>();
  readonly #store: OffloadStore | undefined;
  limits: OpenLimits;

  /** @param store - the store for long payloads, if they don't go into the request */
  constructor(limits: OpenLimits, store?: OffloadStore) {
    this.limits = limits;
    this.#store = store;
  }

  /** Commands that are not in the history yet, in the order of issue. */
  get unsent(): Iterable<Command> {
    return this.#unsent;
  }

  /** Commands whose outcome is not known yet, by the id of the event that recorded them. */
  get open(): Iterable<readonly [eventId: number, command: Command]> {
    return this.#open;
  }

  /** The number of unsent and open commands. */
  get size(): number {
    return this.#unsent.size + this.#open.size;
  }

  /** Indicates whether a command is about to start something, or is open and awaited. */
  get isBusy(): boolean {
    for (const command of this.#unsent) if (isBeginning(command)) return true;
    for (const { isLeft } of this.#open.values()) if (!isLeft?.()) return true;
    return false;
  }

  /**
   * Indicates whether there are commands, sent or not, other than timers and abandoned children, which
   * continue on their own.
   */
  get hasMoreThanTimers(): boolean {
    for (const { kind } of this.#unsent) if (kind !== 'StartTimer' && kind !== 'CancelTimer') return true;
    for (const { kind, isLeft } of this.#open.values())
      if (kind !== 'StartTimer' && (kind !== 'StartChildWorkflowExecution' || !isLeft?.())) return true;
    return false;
  }

  /**
   * The number of unsent commands that even a closing execution must send. Cancellations are not among them,
   * because their targets end with the execution.
   */
  get needed(): number {
    return [...this.#unsent].filter(isNeeded).length;
  }

  /** Returns the number of open commands of a kind. */
  openOf(kind: CommandKind): number {
    return this.#counts.get(kind) ?? 0;
  }

  issue(command: Command): void {
    this.#unsent.add(command);
    if (isVersion(command)) this.#versions.add(command);
  }

  /** Withdraws a command. Returns whether that was possible, because it is not in the history yet. */
  withdraw(command: Command): boolean {
    this.#versions.delete(command);
    this.#abandoned.delete(command);
    return this.#unsent.delete(command);
  }

  /** Abandons a command: it is sent although it is no longer awaited. */
  leave(command: Command): void {
    if (this.#unsent.has(command)) this.#abandoned.add(command);
  }

  /**
   * Returns the commands that can be sent now, in the order of issue but with versions first. Commands beyond
   * a limit stay queued.
   *
   * @param others - the number of extra decisions in this answer, which most answers don't have
   */
  next(others = 0): Batch {
    const budget = new AnswerBudget({ ...added, decisions: added.decisions + others }, this.#store);
    const commands: Command[] = [];
    for (const command of this.#sendable()) {
      if (!budget.take(command.decision)) return { commands, more: true };
      commands.push(command);
    }
    return { commands, more: false };
  }

  /**
   * Yields the versions, and then the commands within the limits. A canceled timer frees its slot immediately, because no later
   * event would.
   */
  *#sendable(): Generator<Command> {
    yield* this.#versions;
    const begun = new Map<CommandKind, number>();
    const begin = (kind: CommandKind, more = 1) => begun.set(kind, (begun.get(kind) ?? 0) + more);
    const timers: Command[] = [];
    for (const command of this.#unsent) {
      const { kind } = command;
      if (this.#versions.has(command)) continue;
      if (this.#isAtLimit(kind, begun.get(kind))) {
        if (kind === 'StartTimer') timers.push(command);
        continue;
      }
      begin(kind);
      yield command;
      if (kind !== 'CancelTimer') continue;
      const timer = timers.shift();
      if (timer === undefined) begin('StartTimer', -1);
      else yield timer;
    }
  }

  /**
   * Matches the events that a turn wrote against the commands: each must be the next one to send, and no
   * command that could have been sent may be left.
   *
   * @param mayBeLeft - returns which commands may stay unsent: those beyond a limit and, in a turn that
   * closes the execution, those that the end does not need
   * @param end - the last event that the turn wrote, if it closes the execution
   * @param inputs - the recorded inputs, for detecting swapped commands
   * @throws {@link NonDeterminismError}
   */
  match(
    turn: Turn,
    mayBeLeft: MayBeLeft = ({ kind }) => this.#isAtLimit(kind),
    end: End = {},
    inputs?: RecordedInputs,
  ): void {
    let more = false;
    for (const event of turn.commands ?? []) {
      const recorded = commandOf(event);
      if (recorded === undefined || isNote(recorded)) continue;
      if (isWake(recorded)) more = true;
      else if (isVersion(recorded)) this.#takeVersion(turn, event, recorded);
      else {
        const command = this.#find(recorded, mayBeLeft);
        const swapped = command && inputs?.swappedWith(command, event);
        this.#take(turn, event, command, recorded, swapped);
      }
    }
    if (more) return;
    for (const command of this.#abandoned) if (!mayBeLeft(command)) this.withdraw(command);
    for (const command of this.#unsent)
      if (!mayBeLeft(command))
        throw new NonDeterminismError(turn, { ...end, issued: command, unsent: this.#unsent });
  }

  /** Delivers an event to its command. Returns whether there was one. */
  deliver(event: Event): boolean {
    const origin = originOf(event);
    const command = this.#open.get(origin);
    if (command === undefined) return false;
    // Closed first, so that commands that user code issues in response can use its slot.
    const isOver = command.onEvent?.(event) ?? true;
    if (isOver) this.close(origin);
    return true;
  }

  /** Closes the command that an event started. */
  close(origin: number): void {
    const command = this.#open.get(origin);
    if (command === undefined) return;
    this.#open.delete(origin);
    this.#counts.set(command.kind, this.openOf(command.kind) - 1);
  }

  #take(
    turn: Turn,
    event: Event,
    command: Command | undefined,
    recorded: CommandIdentity,
    swapped: Event | undefined,
  ): void {
    const mismatch = { event, recorded, issued: command, unsent: this.#unsent };
    if (command === undefined || !isRecordedAs(command, recorded))
      throw new NonDeterminismError(turn, mismatch);
    if (swapped !== undefined)
      throw new NonDeterminismError(turn, { ...mismatch, ...inputsSwapped(swapped) });
    this.withdraw(command);
    if (command.onEvent !== undefined) {
      this.#open.set(event.id, command);
      this.#counts.set(command.kind, this.openOf(command.kind) + 1);
    }
    command.onRecorded?.(event);
  }

  /**
   * Versions are sent first, wherever in the turn they are issued. Code that does not issue them is older or
   * different code.
   */
  #takeVersion(turn: Turn, event: Event, recorded: CommandIdentity): void {
    const command = [...this.#versions].find(one => isRecordedAs(one, recorded));
    if (command !== undefined) this.withdraw(command);
    else if (!isOptionalVersion(event))
      throw new NonDeterminismError(turn, {
        event,
        recorded,
        unsent: this.#unsent,
        ...versionNotCalled(recorded),
      });
  }

  /** Returns the command of a record, or the next command if they differ. */
  #find(recorded: CommandIdentity, mayBeLeft: MayBeLeft): Command | undefined {
    for (const command of this.#unsent) {
      if (isRecordedAs(command, recorded)) return command;
      if (!mayBeLeft(command) && !this.#abandoned.has(command)) return command;
    }
    return undefined;
  }

  #isAtLimit(kind: CommandKind, more = 0): boolean {
    const limit = kind in this.limits ? this.limits[kind as keyof OpenLimits] : undefined;
    return limit !== undefined && this.openOf(kind) + more >= limit;
  }
}

/** Returns whether a command must be sent although the execution closes with it. */
export const isNeeded = ({ kind }: Command): boolean => kind !== 'CancelTimer';

// Activities and executions may have whatever id they are given.
const isNote = ({ kind, id }: CommandIdentity) =>
  kind === 'RecordMarker' && (isReserved(id, reserved.semantics) || isReserved(id, reserved.amended));
const isWake = ({ kind, id }: CommandIdentity) => kind === 'StartTimer' && isReserved(id, reserved.next);
const isVersion = ({ kind, id }: CommandIdentity) =>
  kind === 'RecordMarker' && isReserved(id, reserved.version);

/**
 * Returns whether the code may omit a version marker: the version is retired, or SWF did not record the
 * marker.
 */
const isOptionalVersion = (event: Event) =>
  event.name !== 'MarkerRecorded' || event.attributes.details === retiredDetails;

function inputsSwapped({ id }: Event): Pick<HistoryMismatch, 'but' | 'remedy'> {
  return {
    but: `issues it with the input of event ${id}`,
    remedy:
      'Commands of the same type were reordered, and would get each other’s results. Keep their order for running ' +
      'executions (context.version), and give concurrent commands of the same type their own ids: activityId for an ' +
      'activity, workflowId for a child',
  };
}

function versionNotCalled({ id }: CommandIdentity): Pick<HistoryMismatch, 'but' | 'remedy'> {
  const changeId = id.slice(reserved.version.length + 1);
  return {
    but: `does not call version '${changeId}'`,
    remedy:
      'Newer code recorded it. If this worker runs older code, leave the execution to workers with the newer code. If ' +
      `context.version('${changeId}') was deleted, replace it with context.version.retired('${changeId}') until no ` +
      'execution has the marker',
  };
}
