import type { Event } from '../../history/index.js';
import { asSent, type OffloadStore } from '../../payloads/index.js';
import { type Command, type CommandIdentity, type CommandKind, isBeginning } from './Command.js';
import { isMark, marks, retiredDetails } from './marks.js';
import { type Divergence, NonDeterminismError } from './NonDeterminismError.js';
import type { RecordedInputs } from './RecordedInputs.js';
import { commandOf, isRecordedAs, originOf } from './recorded.js';
import type { OpenLimits } from './Semantics.js';
import type { Turn } from './Turn.js';

/** What SWF takes in one answer. The request is of 1 MB; the token and the context have the rest. */
const most = { commands: 98, bytes: 800_000 };

/** What goes into one answer. */
export interface Batch {
  readonly commands: readonly Command[];
  /** Whether more wait for the next answer. */
  readonly more: boolean;
}

/** Whether a command may be unsent at the end of a turn. */
export type MayBeLeft = (command: Command) => boolean;

/** What a turn has in its history for the end of the execution. */
type End = Pick<Divergence, 'event' | 'recorded'>;

/** The commands of a run, from their issue until SWF has told the last of them. */
export class Outbox {
  readonly #unsent = new Set<Command>();
  /** Those of them that record a version. */
  readonly #versions = new Set<Command>();
  /** Those of them that were left alone before they were sent: in histories of the beginning, they never were. */
  readonly #abandoned = new Set<Command>();
  /** What is under way, by the id of the event that recorded it. */
  readonly #open = new Map<number, Command>();
  readonly #counts = new Map<CommandKind, number>();
  readonly #store: OffloadStore | undefined;
  limits: OpenLimits;

  /** @param store - where long payloads go, if not into the request */
  constructor(limits: OpenLimits, store?: OffloadStore) {
    this.limits = limits;
    this.#store = store;
  }

  /** What is not in the history yet, in the order of issue. */
  get unsent(): Iterable<Command> {
    return this.#unsent;
  }

  /** How many commands wait or are under way. */
  get size(): number {
    return this.#unsent.size + this.#open.size;
  }

  /** Whether something is to be begun, or is under way that somebody waits for. */
  get isBusy(): boolean {
    for (const command of this.#unsent) if (isBeginning(command)) return true;
    for (const { isLeft } of this.#open.values()) if (!isLeft?.()) return true;
    return false;
  }

  /** Whether there is anything, sent or not, but timers and children that are left alone: they go on by themselves. */
  get hasMoreThanTimers(): boolean {
    for (const { kind } of this.#unsent) if (kind !== 'StartTimer' && kind !== 'CancelTimer') return true;
    for (const { kind, isLeft } of this.#open.values())
      if (kind !== 'StartTimer' && (kind !== 'StartChildWorkflowExecution' || !isLeft?.())) return true;
    return false;
  }

  /** How many commands are unsent that even an execution which closes has to send: what it cancels ends with it. */
  get needed(): number {
    return [...this.#unsent].filter(isNeeded).length;
  }

  /** How many commands of a kind are under way. */
  openOf(kind: CommandKind): number {
    return this.#counts.get(kind) ?? 0;
  }

  issue(command: Command): void {
    this.#unsent.add(command);
    if (isVersion(command)) this.#versions.add(command);
  }

  /** Takes a command back. Returns whether that was possible: it is in no history yet. */
  withdraw(command: Command): boolean {
    this.#versions.delete(command);
    this.#abandoned.delete(command);
    return this.#unsent.delete(command);
  }

  /** Leaves a command alone: it is sent, though nobody waits for it. */
  leave(command: Command): void {
    if (this.#unsent.has(command)) this.#abandoned.add(command);
  }

  /**
   * What can be sent now, in the order of issue but with versions first; what is beyond a limit waits.
   *
   * @param reserved - how many decisions the answer has beside them that most answers do not have
   */
  next(reserved = 0): Batch {
    const commands = [...this.#versions];
    let bytes = 0;
    for (const command of this.#sendable()) {
      bytes += this.#sizeOf(command);
      if (commands.length >= most.commands - reserved || (bytes > most.bytes && commands.length > 0))
        return { commands, more: true };
      commands.push(command);
    }
    return { commands, more: false };
  }

  /** What is within the limits. A timer that is canceled makes room at once: no event would tell of it. */
  *#sendable(): Generator<Command> {
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
   * Takes what a turn has written into the history for its own commands: each must be the next one that was to be
   * sent, and none may be left that could have been.
   *
   * @param mayBeLeft - what was not to be sent: what is beyond a limit, and in a turn that was to close the execution
   *   what an end does not need
   * @param end - what the turn has written last, where that closes the execution
   * @param inputs - by which commands are found that have changed places
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
    const left = [...this.#unsent].find(command => !mayBeLeft(command));
    if (left !== undefined)
      throw new NonDeterminismError(turn, { ...end, issued: left, unsent: this.#unsent });
  }

  /** Tells a command what has become of it. Returns whether there was one. */
  deliver(event: Event): boolean {
    const origin = originOf(event);
    const command = this.#open.get(origin);
    if (command === undefined) return false;
    // First of all: what user code issues on this news may take the place.
    const isOver = command.onEvent?.(event) ?? true;
    if (isOver) this.close(origin);
    return true;
  }

  /** What an event began is over. */
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
    const parting = { event, recorded, issued: command, unsent: this.#unsent };
    if (command === undefined || !isRecordedAs(command, recorded))
      throw new NonDeterminismError(turn, parting);
    if (swapped !== undefined) throw new NonDeterminismError(turn, { ...parting, ...haveSwapped(swapped) });
    this.withdraw(command);
    if (command.onEvent !== undefined) {
      this.#open.set(event.id, command);
      this.#counts.set(command.kind, this.openOf(command.kind) + 1);
    }
    command.onRecorded?.(event);
  }

  /** Versions are sent first, whenever in the turn they are asked for. Code that does not ask is older, or another. */
  #takeVersion(turn: Turn, event: Event, recorded: CommandIdentity): void {
    const command = [...this.#versions].find(one => isRecordedAs(one, recorded));
    if (command !== undefined) this.withdraw(command);
    else if (!isOptionalVersion(event))
      throw new NonDeterminismError(turn, { event, recorded, unsent: this.#unsent, ...notAsked(recorded) });
  }

  /** The command of a record; if it is not the next one, that one. */
  #find(recorded: CommandIdentity, mayBeLeft: MayBeLeft): Command | undefined {
    for (const command of this.#unsent) {
      if (isRecordedAs(command, recorded)) return command;
      if (!mayBeLeft(command) && !this.#abandoned.has(command)) return command;
    }
    return undefined;
  }

  /** The bytes of a decision in a request. */
  #sizeOf({ decision }: Command): number {
    return encoder.encode(JSON.stringify(asSent(decision, this.#store))).length + 1;
  }

  #isAtLimit(kind: CommandKind, more = 0): boolean {
    const limit = kind in this.limits ? this.limits[kind as keyof OpenLimits] : undefined;
    return limit !== undefined && this.openOf(kind) + more >= limit;
  }
}

/** Whether a command has to be sent although the execution closes with it. */
export const isNeeded = ({ kind }: Command): boolean => kind !== 'CancelTimer';

// Activities and executions may have whatever id they are given.
const isNote = ({ kind, id }: CommandIdentity) =>
  kind === 'RecordMarker' && (isMark(id, marks.semantics) || isMark(id, marks.amended));
const isWake = ({ kind, id }: CommandIdentity) => kind === 'StartTimer' && isMark(id, marks.next);
const isVersion = ({ kind, id }: CommandIdentity) => kind === 'RecordMarker' && isMark(id, marks.version);

/** Whether a marker of a version need not be asked for: it is a retired one's, or SWF did not record it. */
const isOptionalVersion = (event: Event) =>
  event.name !== 'MarkerRecorded' || event.attributes.details === retiredDetails;

function haveSwapped({ id }: Event): Pick<Divergence, 'but' | 'remedy'> {
  return {
    but: `issues it with the input of event ${id}`,
    remedy:
      'Commands of one type have changed places, and would have each other’s results. Keep their order for running ' +
      'executions (context.version), and give work of one type that goes on at a time ids of its own: activityId for ' +
      'an activity, workflowId for a child',
  };
}

function notAsked({ id }: CommandIdentity): Pick<Divergence, 'but' | 'remedy'> {
  const changeId = id.slice(marks.version.length + 1);
  return {
    but: `does not ask for version '${changeId}'`,
    remedy:
      'Newer code has recorded it. If this worker runs older code, leave the execution to workers with the newer code. ' +
      `If context.version('${changeId}') was deleted, put context.version.retired('${changeId}') in its place until ` +
      'no execution has the marker',
  };
}

const encoder = new TextEncoder();
