import { reserved } from '../../decisions/reservedNames.js';
import type { Event, EventOf } from '../../history/index.js';
import type { Turn } from './Turn.js';

/** A started decision task, and the number of new events at that time. */
interface Started {
  readonly event: EventOf<'DecisionTaskStarted'>;
  readonly news: number;
}

/** A turn that is being read from the history. */
interface Open {
  readonly turn: Turn & { readonly commands: Event[] };
  readonly completedEventId: number;
}

/**
 * Reads turns from a history incrementally. Events recorded while a decision is in progress belong to the
 * next turn. Events of a decision that timed out, or that reported a failure, are delivered again.
 */
export class TurnReader {
  /** Events that no decision has seen. */
  #news: Event[] = [];
  #started: Started | undefined;
  #attempt = 1;
  #open: Open | undefined;
  #last = 0;

  /** The last event that was read. */
  get lastEventId(): number {
    return this.#last;
  }

  /** Reads more events, and returns the turns that are now complete. Known events are skipped. */
  read(events: Iterable<Event>): Turn[] {
    const turns: Turn[] = [];
    for (const event of events) {
      if (event.id <= this.#last) continue;
      this.#last = event.id;
      if (event.name === 'DecisionTaskStarted') this.#close(turns);
      this.#enter(event);
    }
    return turns;
  }

  /** Returns the turn whose decision is still open; `undefined` if there is none. */
  get current(): Turn | undefined {
    return this.#started === undefined ? undefined : { ...this.#begun(this.#started), commands: undefined };
  }

  /** Returns the last answered turn, if no other one has started since. */
  end(): Turn[] {
    const turns: Turn[] = [];
    this.#close(turns);
    return turns;
  }

  #enter(event: Event): void {
    switch (event.name) {
      case 'DecisionTaskStarted':
        this.#started = { event, news: this.#news.length };
        return;
      case 'DecisionTaskTimedOut':
        // A task that was never started changes nothing.
        if (this.#started === undefined || this.#started.event.id !== event.attributes.startedEventId) return;
        this.#attempt += 1;
        this.#started = undefined;
        return;
      case 'DecisionTaskCompleted':
        this.#complete(event.id);
        return;
      default:
        if (this.#open !== undefined && decidedBy(event) === this.#open.completedEventId)
          this.#open.turn.commands.push(event);
        if (isNews(event)) this.#news.push(event);
    }
  }

  #begun({ event, news }: Started): Omit<Turn, 'commands'> {
    return {
      startedEventId: event.id,
      attempt: this.#attempt,
      inputs: this.#news.slice(0, news),
    };
  }

  #complete(completedEventId: number): void {
    if (this.#started === undefined) return;
    this.#open = { turn: { ...this.#begun(this.#started), commands: [] }, completedEventId };
    this.#news = this.#news.slice(this.#started.news);
    this.#started = undefined;
  }

  #close(turns: Turn[]): void {
    if (this.#open === undefined) return;
    const { turn } = this.#open;
    this.#open = undefined;
    if (turn.commands.some(isFailure)) {
      this.#news.unshift(...turn.inputs);
      this.#attempt += 1;
    } else {
      this.#attempt = 1;
      turns.push(turn);
    }
  }
}

const decidedBy = ({ attributes }: Event) =>
  (attributes as { readonly decisionTaskCompletedEventId?: number }).decisionTaskCompletedEventId;

const isFailure = (event: Event) =>
  event.name === 'MarkerRecorded' && event.attributes.markerName === reserved.error;

/** Events that only record a command, a worker's start, or the turns themselves. */
const silent: ReadonlySet<string> = new Set<Event['name']>([
  'DecisionTaskScheduled',
  'ActivityTaskScheduled',
  'ActivityTaskStarted',
  'ActivityTaskCancelRequested',
  'RequestCancelActivityTaskFailed',
  'TimerStarted',
  'TimerCanceled',
  'CancelTimerFailed',
  'MarkerRecorded',
  'StartChildWorkflowExecutionInitiated',
  'SignalExternalWorkflowExecutionInitiated',
  'RequestCancelExternalWorkflowExecutionInitiated',
  'LambdaFunctionScheduled',
  'LambdaFunctionStarted',
]);

const isNews = (event: Event) => !silent.has(event.name);
