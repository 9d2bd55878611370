import type { Decision } from '@aws-sdk/client-swf';
import type { Event } from '../../history/index.js';
import { type DataConverter, fromPayload } from '../../payloads/index.js';
import type { Command, CommandIdentity } from './Command.js';
import { commandOf } from './recorded.js';

/**
 * The inputs that a history has, by which commands of one kind and type are told apart: two of them that have changed
 * places in the code would have each other's results. Inputs may be changed under running executions, so that one
 * which no other command was recorded with is no swap, nor is one whose command is issued with it, too: a retry that no
 * longer resumes has the input of the first attempt.
 */
export class RecordedInputs {
  readonly #events: Iterable<Event>;
  readonly #converter: DataConverter;
  /** Events whose commands were issued with the very input. */
  readonly #own = new Set<Event>();
  /** The events of each kind, subject and input; made when inputs are found to differ. */
  #found: Map<string, Event[]> | undefined;

  constructor(events: Iterable<Event>, converter: DataConverter) {
    this.#events = events;
    this.#converter = converter;
  }

  /**
   * The event that has the input of a command which was recorded with another one; `undefined` where none has. To be
   * asked of all commands, in the order of the history.
   */
  swappedWith({ kind, subject, decision }: Command, event: Event): Event | undefined {
    if (!hasInput(event)) return undefined;
    const [issued, recorded] = [inputOf(decision), event.attributes.input];
    // Converters may write the same value otherwise each time: encrypted, for instance.
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

  /** An input as a text that is the same for the same value; `undefined` where it cannot be read here. */
  #normal(payload: string | undefined): string | undefined {
    try {
      return JSON.stringify(fromPayload(this.#converter, payload), inOrder) ?? 'undefined';
    } catch {
      return undefined;
    }
  }
}

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

function hasInput(event: Event): event is WithInput {
  return (
    event.name === 'ActivityTaskScheduled' ||
    event.name === 'LambdaFunctionScheduled' ||
    event.name === 'StartChildWorkflowExecutionInitiated' ||
    event.name === 'SignalExternalWorkflowExecutionInitiated'
  );
}

const inputOf = (decision: Decision): string | undefined =>
  (
    decision.scheduleActivityTaskDecisionAttributes ??
    decision.scheduleLambdaFunctionDecisionAttributes ??
    decision.startChildWorkflowExecutionDecisionAttributes ??
    decision.signalExternalWorkflowExecutionDecisionAttributes
  )?.input;

const keyOf = ({ kind, subject }: Pick<CommandIdentity, 'kind' | 'subject'>, input: string) =>
  JSON.stringify([kind, subject, input]);

/** Members of an object in one order, whatever the code that has made it. */
function inOrder(_member: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
