import type { Event } from '../../history/index.js';
import type { DataConverter, RedriveHeader } from '../../payloads/index.js';
import type { Command } from '../commands/Command.js';
import { inputOf, normalInput, recordedInput } from '../commands/RecordedInputs.js';
import type { CommandIdentity } from '../turns/CommandIdentity.js';
import { commandOf, originOf } from '../turns/commandOf.js';
import { isFailure, isSuccess } from './outcomes.js';
import type { DecidedTurn, ScriptEntry } from './Stage.js';

/** The commands that a program has issued. */
interface Issued {
  readonly unsent: Iterable<Command>;
  /** Returns whether an event of the earlier run has begun to answer a command. */
  readonly isOpen: (origin: number) => boolean;
}

/**
 * The events of an earlier run that follow its repeated turns. They are delivered to the run that takes it over,
 * in their order, as far as that issues their commands.
 */
export class Remainder {
  readonly #converter: DataConverter;
  readonly #byId: ReadonlyMap<number, Event>;
  readonly #left: Event[];
  readonly #keys = new WeakMap<Command, string>();

  /**
   * @param events - the whole earlier run
   * @param turns - the turns that are repeated
   * @param dropped - failures that are not delivered
   */
  constructor(
    events: readonly Event[],
    turns: readonly DecidedTurn[],
    { at, from = Number.POSITIVE_INFINITY }: Pick<RedriveHeader, 'at' | 'from'>,
    converter: DataConverter,
    dropped: ReadonlySet<Event> = new Set(),
  ) {
    const known = new Set(turns.flatMap(({ inputs }) => inputs));
    const finished = new Set<number>();
    const isTaken = (event: Event) => {
      if (known.has(event) || dropped.has(event)) return false;
      if (event.name === 'WorkflowExecutionSignaled') return true;
      if (event.name === 'WorkflowExecutionCancelRequested') return event.id < at;
      return originOf(event) < from && (isSuccess(event) || (isFailure(event) && event.id < at));
    };
    for (const event of events) if (isTaken(event)) finished.add(originOf(event));
    // A child's start is delivered only together with its end: otherwise the child is started again.
    const isStart = (event: Event) =>
      event.name === 'ChildWorkflowExecutionStarted' && !known.has(event) && finished.has(originOf(event));
    this.#converter = converter;
    this.#byId = new Map(events.map(event => [event.id, event]));
    this.#left = events.filter(event => isTaken(event) || isStart(event));
  }

  /** Takes the first event that can be delivered, given the commands that are not sent yet. */
  next({ unsent, isOpen }: Issued): ScriptEntry | undefined {
    const commands = this.#indexOf(unsent);
    for (const [at, event] of this.#left.entries()) {
      const answers = this.#answersOf(event, commands, isOpen);
      if (answers === undefined) continue;
      this.#left.splice(at, 1);
      return { event, answers: answers === 'nothing' ? undefined : answers };
    }
    return undefined;
  }

  #answersOf(
    event: Event,
    commands: ReadonlyMap<string, CommandIdentity>,
    isOpen: Issued['isOpen'],
  ): ScriptEntry['answers'] | 'nothing' {
    if (event.name.startsWith('WorkflowExecution')) return 'nothing';
    const origin = originOf(event);
    const begun = this.#byId.get(origin);
    const recorded = begun && commandOf(begun);
    if (begun === undefined || recorded === undefined) return undefined;
    if (isOpen(origin)) return recorded;
    const key = this.#keyOf(recorded, recordedInput(begun));
    const { kind, id } =
      commands.get(`${key} ${recorded.id}`) ?? (isFree(recorded.id) ? commands.get(key) : undefined) ?? {};
    return kind === undefined || id === undefined ? undefined : { kind, id };
  }

  /** Finds commands by their key with their id and, if the id depends on the commands before, by the key alone. */
  #indexOf(unsent: Iterable<Command>): ReadonlyMap<string, CommandIdentity> {
    const found = new Map<string, CommandIdentity>();
    for (const command of unsent) {
      const known = this.#keys.get(command);
      const key = known ?? this.#keyOf(command, inputOf(command.decision));
      if (known === undefined) this.#keys.set(command, key);
      found.set(`${key} ${command.id}`, command);
      if (isFree(command.id) && !found.has(key)) found.set(key, command);
    }
    return found;
  }

  #keyOf({ kind, subject }: CommandIdentity, input: string | undefined): string {
    return JSON.stringify([kind, subject, normalInput(this.#converter, input) ?? input]);
  }
}

/** Returns whether an id is one of the library's, which depend on the number of commands issued before. */
const isFree = (id: string) => /^\d+$|\.[0-9a-z]+\.\d+$/.test(id);
