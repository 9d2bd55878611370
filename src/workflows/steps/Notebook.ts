import { isReserved, reserved } from '../../decisions/reservedNames.js';
import type { Event, History } from '../../history/index.js';
import { type DataConverter, fromPayload } from '../../payloads/index.js';
import { describeError } from '../../requests/index.js';
import { type Described, isBeginning } from '../commands/Command.js';
import { closings, describeEnd, type Outcome } from '../commands/Outcome.js';
import type { Program } from '../replay/Program.js';
import type { CommandIdentity } from '../turns/CommandIdentity.js';
import { commandOf, originOf } from '../turns/commandOf.js';
import type { Turn } from '../turns/Turn.js';
import { commandName } from './commandName.js';
import type { OpenSubscription, Step, StepCommand, StepEvent } from './Step.js';
import { toJsonValue } from './toJsonValue.js';

/** End of a turn, besides its recorded events. */
export interface TurnEnd {
  /** The end of the execution, in a turn whose decisions are not in the history. */
  readonly closes?: Outcome['kind'] | undefined;
  readonly error?: { readonly thrown: unknown } | undefined;
}

const kinds: Readonly<Record<string, OpenSubscription['kind']>> = {
  ScheduleActivityTask: 'run',
  StartTimer: 'timer',
  StartChildWorkflowExecution: 'child',
  ScheduleLambdaFunction: 'lambda',
  RecordMarker: 'marker',
  SignalExternalWorkflowExecution: 'signalExternal',
  RequestCancelExternalWorkflowExecution: 'cancelExternal',
};

/** Returns whether the library issues a command for itself. Versions and side effects are the workflow's. */
const isInternal = ({ id }: Described) =>
  isReserved(id) && !isReserved(id, reserved.version) && !isReserved(id, reserved.sideEffect);

/** Describes the turns of a program that replays a history. */
export class Notebook {
  #history: History;
  readonly #converter: DataConverter;
  readonly #program: Program;
  /** Values emitted since the last step. */
  readonly #emitted: unknown[];
  /** Subjects of activities and timers by their ids. */
  readonly #subjects = new Map<string, string>();
  #turns = 0;

  constructor(history: History, converter: DataConverter, program: Program, emitted: unknown[]) {
    this.#history = history;
    this.#converter = converter;
    this.#program = program;
    this.#emitted = emitted;
    this.#learn(history);
  }

  /** Continues with a history that continues the known one. */
  extend(history: History, added: Iterable<Event>): void {
    this.#history = history;
    this.#learn(added);
  }

  /** Learns the subjects of activities and timers. */
  #learn(events: Iterable<Event>): void {
    for (const event of events) {
      const { kind, id = '', subject = '' } = commandOf(event) ?? {};
      if (kind === 'ScheduleActivityTask' || kind === 'StartTimer') this.#subjects.set(id, subject);
    }
  }

  /** Returns the step of the turn that was played last. */
  step(turn: Turn, { closes, error }: TurnEnd = {}): Step {
    const { outcome } = this.#program.pipeline;
    const { startedEventId, attempt } = turn;
    const started = this.#history.get(startedEventId);
    this.#turns += 1;
    return {
      turn: this.#turns,
      ...(started === undefined ? {} : { startedEventId }),
      attempt,
      at: (started ?? this.#history.last)?.timestamp.toISOString() ?? '',
      isDue: turn.commands === undefined,
      events: turn.inputs.map(event => this.#event(event)),
      emitted: this.#emitted.splice(0),
      commands: turn.commands === undefined ? this.#unsent(closes) : this.#recorded(turn.commands),
      exposed: this.#exposed(),
      open: [...this.#open()],
      ...(outcome === undefined ? {} : { outcome: outcome.kind }),
      ...(error === undefined ? {} : { error: errorOf(error.thrown) }),
    };
  }

  #name = (command: Described): string => commandName(command, id => this.#subjects.get(id) ?? id);

  #event(event: Event): StepEvent {
    const { id, name, timestamp } = event;
    const attributes: Readonly<Record<string, unknown>> = { ...event.attributes };
    const begun = this.#history.get(originOf(event));
    const command = begun && commandOf(begun);
    const { signalName, result, input, details, reason, cause } = attributes;
    const payload = result ?? input ?? details;
    return {
      id,
      name,
      at: timestamp.toISOString(),
      ...(command === undefined || begun === undefined
        ? {}
        : { origin: begun.id, about: this.#name(command) }),
      ...(signalName === undefined || command !== undefined ? {} : { about: `signal ${signalName}` }),
      ...(typeof payload === 'string' ? this.#valueOf(payload) : {}),
      ...(reason === undefined && cause === undefined ? {} : { reason: `${reason ?? cause}` }),
    };
  }

  /** Returns the value of a payload, or the payload if it can't be read here. */
  #valueOf(payload: string): Pick<StepEvent, 'value'> {
    try {
      const value = fromPayload(this.#converter, payload);
      return value === undefined ? {} : { value: toJsonValue(value) };
    } catch {
      return { value: payload };
    }
  }

  #command(command: Described, eventId?: number): StepCommand[] {
    if (isInternal(command)) return [];
    const { kind, id } = command;
    return [{ name: this.#name(command), kind, id, ...(eventId === undefined ? {} : { eventId }) }];
  }

  #recorded(events: readonly Event[]): StepCommand[] {
    return events.flatMap(event => {
      const end = closings[event.name];
      const command: Described | undefined = end === undefined ? commandOf(event) : describeEnd(end);
      return command === undefined ? [] : this.#command(command, event.id);
    });
  }

  #unsent(closes: Outcome['kind'] | undefined): StepCommand[] {
    const unsent: Described[] = [...this.#program.outbox.unsent].map(command => this.#remember(command));
    return [...unsent, ...(closes === undefined ? [] : [describeEnd(closes)])].flatMap(command =>
      this.#command(command),
    );
  }

  #remember(command: CommandIdentity): CommandIdentity {
    const { kind, id, subject } = command;
    if (kind === 'ScheduleActivityTask' || kind === 'StartTimer') this.#subjects.set(id, subject);
    return command;
  }

  #exposed(): Readonly<Record<string, unknown>> {
    const { journal } = this.#program;
    const values = Array.from(journal.exposed, name => {
      try {
        return [name, toJsonValue(journal.read(name))] as const;
      } catch (error) {
        return [name, errorOf(error)] as const;
      }
    });
    return Object.fromEntries(values);
  }

  *#open(): Generator<OpenSubscription> {
    const { outbox, signals, pipeline } = this.#program;
    for (const [eventId, command] of outbox.open) {
      if (!command.isLeft?.()) yield* this.#waiting(command, eventId);
    }
    for (const command of outbox.unsent) if (isBeginning(command)) yield* this.#waiting(command);
    for (const name of signals.listening) {
      yield { name: name === undefined ? 'any signal' : `signal ${name}`, kind: 'signal' };
    }
    if (pipeline.awaitsCancel) yield { name: 'cancel request', kind: 'cancelRequest' };
  }

  *#waiting(command: CommandIdentity, eventId?: number): Generator<OpenSubscription> {
    const kind = kinds[command.kind];
    if (kind === undefined || isInternal(command)) return;
    const { id } = command;
    yield { name: this.#name(command), kind, id, ...(eventId === undefined ? {} : { eventId }) };
  }
}

function errorOf(error: unknown): { readonly name: string; readonly message: string } {
  const { name, message } = describeError(error);
  return { name, message };
}
