import type { Event } from '../../history/index.js';
import type { CandidateDifference } from '../../streams/index.js';
import { Run, type TurnResult } from '../replay/Run.js';
import type { RunSettings } from '../run/RunSettings.js';
import { differenceIn, differenceOf } from './differenceOf.js';
import { type Place, placeAfter, placeLabel, start } from './Place.js';
import { recordedBy } from './recordedBy.js';

/** The outcome of a comparison. */
export interface Comparison {
  readonly difference?: CandidateDifference;
  /** The place of the execution; only if there is a difference. */
  readonly path?: string;
  /** Indicates whether the run may go on. */
  readonly isContinued: boolean;
}

/** A decision that SWF has accepted. */
export interface AcceptedDecision {
  readonly startedEventId: number;
  readonly result: Pick<TurnResult, 'decisions' | 'effects' | 'closes'>;
}

/**
 * A run of a candidate, which follows an execution that other code decides. In: the events of its decision tasks and the
 * accepted decisions. Out: comparisons. Events are kept until the next comparison, so that a comparison that is skipped
 * costs nothing but the comparison of its last decision: the next one finds that decision in the history.
 */
export class CandidateRun {
  readonly #settings: RunSettings;
  readonly #run: Run;
  #pending: Event[] = [];
  #last = 0;
  #place: Place = start;
  #accepted: AcceptedDecision | undefined;

  constructor(settings: RunSettings) {
    this.#settings = settings;
    this.#run = new Run(settings);
  }

  /** The weight of the run, and of the events that it has not seen. */
  get weight(): number {
    return this.#run.weight + this.#pending.length;
  }

  /** The place of the execution at the last comparison. */
  get path(): string {
    return placeLabel(this.#place);
  }

  /** Adds an accepted decision. Returns whether no event is missing before it. */
  add(events: Iterable<Event>, accepted: AcceptedDecision): boolean {
    for (const event of events) {
      if (event.id <= this.#last) continue;
      if (event.id > this.#last + 1) return false;
      this.#pending.push(event);
      this.#last = event.id;
    }
    this.#accepted = accepted;
    return true;
  }

  /** Compares the decision that was added last. Never throws, except for what interrupts it. */
  compare(): Comparison {
    if (this.#accepted === undefined) return { isContinued: true };
    const { startedEventId, result } = this.#accepted;
    const events = this.#pending;
    this.#pending = [];
    this.#accepted = undefined;
    const difference = this.#difference(events, startedEventId, result);
    const before = this.#place;
    this.#place = placeAfter(before, events, Number.POSITIVE_INFINITY);
    const isContinued = result.closes === undefined;
    if (difference === undefined) return { isContinued };
    const path = placeLabel(placeAfter(before, events, difference.eventId ?? startedEventId));
    // Replays accept other attributes, so the run is still where the execution is.
    return { difference, path, isContinued: isContinued && difference.kind === 'attributes' };
  }

  #difference(
    events: readonly Event[],
    startedEventId: number,
    { decisions, effects }: AcceptedDecision['result'],
  ): CandidateDifference | undefined {
    try {
      const own = this.#run.follow(events, recordedBy(decisions), effects);
      return differenceOf(decisions, own, startedEventId, this.#settings.converter);
    } catch (error) {
      return differenceIn(error, startedEventId);
    }
  }
}
