import type { Decision } from '@aws-sdk/client-swf';
import type { Event } from '../../history/index.js';
import { type DataConverter, fromPayload } from '../../payloads/index.js';
import type { CommandIdentity } from '../turns/CommandIdentity.js';
import { commandOf } from '../turns/commandOf.js';
import type { Command } from './Command.js';

/** A check of the inputs that commands are issued with. */
export interface InputCheck {
  /**
   * Returns the event that recorded the input of a command that was itself recorded with a different one;
   * `undefined` if there is none. Must be called for all commands, in the order of the history.
   */
  swappedWith(command: Command, event: Event): Event | undefined;
}

/**
 * The recorded inputs of a history. They distinguish commands of one kind and type: if two of them were
 * swapped in the code, each would get the other's result. Inputs may change while executions are open, so an
 * input that no other command was recorded with is not a swap. Neither is an input whose recorded command is
 * issued with it too: a retry that no longer resumes has the input of the first attempt.
 */
export class RecordedInputs implements InputCheck {
  readonly #events: Iterable<Event>;
  readonly #converter: DataConverter;
  /** Events whose commands were issued with the recorded input. */
  readonly #own = new Set<Event>();
  /** The events by kind, subject and input; created when inputs are found to differ. */
  #found: Map<string, Event[]> | undefined;

  constructor(events: Iterable<Event>, converter: DataConverter) {
    this.#events = events;
    this.#converter = converter;
  }

  swappedWith({ kind, subject, decision }: Command, event: Event): Event | undefined {
    if (!hasInput(event)) return undefined;
    const [issued, recorded] = [inputOf(decision), event.attributes.input];
    // Converters may write the same value differently each time, for example when they encrypt it.
    const [ours, theirs] = issued === recorded ? ['', ''] : [this.#normal(issued), this.#normal(recorded)];
    if (ours === theirs) this.#own.add(event);
    if (ours === undefined || theirs === undefined || ours === theirs) return undefined;
    this.#found ??= this.#findAll();
    return this.#found.get(keyOf({ kind, subject }, ours))?.find(one => !this.#own.has(one));
  }

  #findAll(): Map<string, Event[]> {
    const found = new Map<string, Event[]>();
    for (const event of this.#events) {
      const command = hasInput(event) ? commandOf(event) : undefined;
      if (command === undefined || !hasInput(event)) continue;
      const input = this.#normal(event.attributes.input);
      if (input === undefined) continue;
      const key = keyOf(command, input);
      const same = found.get(key);
      if (same === undefined) found.set(key, [event]);
      else same.push(event);
    }
    return found;
  }

  #normal(payload: string | undefined): string | undefined {
    return normalInput(this.#converter, payload);
  }
}

/** Returns an input as a text that is equal for equal values; `undefined` if it cannot be read here. */
export function normalInput(converter: DataConverter, payload: string | undefined): string | undefined {
  try {
    return JSON.stringify(fromPayload(converter, payload), inOrder) ?? 'undefined';
  } catch {
    return undefined;
  }
}

/** Returns the input that an event recorded; `undefined` for a command without one. */
export const recordedInput = (event: Event): string | undefined =>
  hasInput(event) ? event.attributes.input : undefined;

type WithInput = Extract<
  Event,
  {
    readonly name:
      | 'ActivityTaskScheduled'
      | 'LambdaFunctionScheduled'
      | 'StartChildWorkflowExecutionInitiated'
      | 'SignalExternalWorkflowExecutionInitiated';
  }
>;

/** Returns whether an event records a command with an input. */
export function hasInput(event: Event): event is WithInput {
  return (
    event.name === 'ActivityTaskScheduled' ||
    event.name === 'LambdaFunctionScheduled' ||
    event.name === 'StartChildWorkflowExecutionInitiated' ||
    event.name === 'SignalExternalWorkflowExecutionInitiated'
  );
}

/** Returns the input that a command is issued with. */
export const inputOf = (decision: Decision): string | undefined =>
  (
    decision.scheduleActivityTaskDecisionAttributes ??
    decision.scheduleLambdaFunctionDecisionAttributes ??
    decision.startChildWorkflowExecutionDecisionAttributes ??
    decision.signalExternalWorkflowExecutionDecisionAttributes
  )?.input;

const keyOf = ({ kind, subject }: Pick<CommandIdentity, 'kind' | 'subject'>, input: string) =>
  JSON.stringify([kind, subject, input]);

/** Sorts the members of an object, so that their order does not depend on the code that created it. */
function inOrder(_member: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
