import type { Event, EventOf } from '../../history/index.js';
import type { DurableClock } from '../clock/DurableClock.js';
import type { Outbox } from '../commands/Outbox.js';
import type { Signals } from '../context/Signals.js';
import { isTransientCause } from '../errors/isTransientCause.js';
import { NotStartedError } from '../errors/NotStartedError.js';
import type { Journal } from '../run/Journal.js';
import type { Pipeline } from '../run/Pipeline.js';
import type { Turn } from '../turns/Turn.js';

/** The parts of a program that events are delivered to. */
interface Receivers {
  readonly clock: DurableClock;
  readonly signals: Signals;
  readonly pipeline: Pipeline;
  readonly journal: Journal;
  readonly outbox: Outbox;
  /** Starts the workflow. */
  readonly begin: (event: EventOf<'WorkflowExecutionStarted'>) => void;
}

/**
 * The number of times that a decision fails because SWF refused something; after that, the workflow proceeds.
 */
const mostFailures = 8;

/** Returns whether an end that SWF refused may be requested again immediately. */
const isRepeated = (cause: string | undefined) => cause === 'UNHANDLED_DECISION' || isTransientCause(cause);

/**
 * Delivers the events of a turn, in order, to the parts of a program. Work without a delay runs after all
 * events with the same timestamp, like in RxJS's schedulers.
 */
export class EventDelivery {
  readonly #to: Receivers;

  constructor(to: Receivers) {
    this.#to = to;
  }

  deliver({ inputs, attempt }: Turn): void {
    const { clock, signals } = this.#to;
    for (const event of inputs) {
      if (event.timestamp.getTime() > clock.now()) this.#settle();
      clock.advance(event.timestamp);
      this.#dispatch(event, attempt);
      signals.release();
    }
    this.#settle();
  }

  #settle(): void {
    const { clock, signals } = this.#to;
    do clock.drain();
    while (signals.release());
  }

  #dispatch(event: Event, attempt: number): void {
    const { signals, pipeline, journal, outbox, begin } = this.#to;
    switch (event.name) {
      case 'WorkflowExecutionStarted':
        begin(event);
        return;
      case 'WorkflowExecutionSignaled': {
        const { signalName: name = '', input } = event.attributes;
        const hasEnded = pipeline.outcome !== undefined;
        const isDelivered = signals.receive({ name, payload: input });
        if (hasEnded && !isDelivered) journal.late(event);
        return;
      }
      case 'WorkflowExecutionCancelRequested':
        pipeline.requestCancel({ cause: event.attributes.cause });
        return;
      case 'ContinueAsNewWorkflowExecutionFailed':
        if (!isRepeated(event.attributes.cause)) pipeline.notContinued(event.attributes.cause);
        return;
      case 'CompleteWorkflowExecutionFailed':
      case 'FailWorkflowExecutionFailed':
      case 'CancelWorkflowExecutionFailed':
        checkRefusal('The end of the execution', event.attributes.cause, attempt);
        return;
      case 'RecordMarkerFailed':
        checkRefusal(`Marker '${event.attributes.markerName}'`, event.attributes.cause, attempt);
        return;
      default:
        outbox.deliver(event);
    }
  }
}

/**
 * Throws for a command that SWF refused: an immediate retry would loop, so the decision fails and is retried
 * with backoff.
 */
function checkRefusal(what: string, cause: string | undefined, attempt: number): void {
  if (attempt <= mostFailures && !isRepeated(cause)) throw new NotStartedError(what, cause);
}
