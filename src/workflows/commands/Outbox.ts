import type { Event } from '../../history/index.js';
import type { OffloadStore } from '../../payloads/index.js';
import { AnswerBudget } from '../../streams/actors/decide/AnswerBudget.js';
import type { CommandIdentity, CommandKind } from '../turns/CommandIdentity.js';
import { commandOf, isRecordedAs, originOf } from '../turns/commandOf.js';
import type { Turn } from '../turns/Turn.js';
import type { Batch } from './Batch.js';
import { type Command, isBeginning, isNeeded } from './Command.js';
import { isNote, isOptionalVersion, isVersion, isWake } from './markerKinds.js';
import { inputsSwapped, versionNotCalled } from './mismatches.js';
import { type HistoryMismatch, NonDeterminismError } from './NonDeterminismError.js';
import type { InputCheck } from './RecordedInputs.js';
import type { OpenLimits } from './Semantics.js';

/** Decisions that a run may add: the record of its rules, and the wake-up or the end with its payload. */
const added = { decisions: 2, bytes: 50_000 };

/** Returns whether a command may be unsent at the end of a turn. */
export type MayBeLeft = (command: Command) => boolean;

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
   * @param inputs - checks the inputs of the commands
   * @throws {@link NonDeterminismError}
   */
  match(
    turn: Turn,
    mayBeLeft: MayBeLeft = ({ kind }) => this.#isAtLimit(kind),
    end: Pick<HistoryMismatch, 'event' | 'recorded'> = {},
    inputs?: InputCheck,
  ): void {
    let more = false;
    for (const event of turn.commands ?? []) {
      const recorded = commandOf(event);
      if (recorded === undefined || isNote(recorded)) continue;
      if (isWake(recorded)) more = true;
      else if (isVersion(recorded)) this.#takeVersion(turn, event, recorded);
      else {
        const command = this.#find(recorded, mayBeLeft);
        const isSame = command !== undefined && isRecordedAs(command, recorded);
        const swapped = isSame ? inputs?.swappedWith(command, event) : undefined;
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

  /**
   * Issues the open commands again, for a run that takes this one over: their outcomes will never come. Those
   * that nothing waits for are dropped.
   */
  reopen(): void {
    for (const [origin, command] of this.#open) {
      this.close(origin);
      if (command.isWanted?.() ?? true) this.issue(command);
    }
  }

  /** Returns whether the command that an event started is open. */
  isOpen(origin: number): boolean {
    return this.#open.has(origin);
  }

  /** Issues commands that are sent before all others. */
  issueFirst(commands: readonly Command[]): void {
    const others = [...this.#unsent];
    this.#unsent.clear();
    for (const command of [...commands, ...others]) this.#unsent.add(command);
  }

  /**
   * Opens an unsent command without sending it, so that events about a command of another run answer it.
   *
   * @param origin - the event that recorded the command of the other run
   * @returns whether the command is issued
   */
  adopt(origin: number, { kind, id }: Pick<CommandIdentity, 'kind' | 'id'>): boolean {
    if (this.#open.has(origin)) return true;
    for (const command of this.#unsent) {
      if (command.kind !== kind || command.id !== id) continue;
      this.withdraw(command);
      this.#begin(origin, command);
      return true;
    }
    return false;
  }

  /** Closes the command that an event started. */
  close(origin: number): void {
    const command = this.#open.get(origin);
    if (command === undefined) return;
    this.#open.delete(origin);
    this.#counts.set(command.kind, this.openOf(command.kind) - 1);
  }

  #begin(origin: number, command: Command): void {
    this.#open.set(origin, command);
    this.#counts.set(command.kind, this.openOf(command.kind) + 1);
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
    if (command.onEvent !== undefined) this.#begin(event.id, command);
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
