import { type OperatorFunction, scan } from 'rxjs';
import type { ActorEvent } from './ActorEvent.js';

/** Counters and gauges of an actor. */
export interface Tally {
  readonly polls: number;
  readonly empty: number;
  /** Polls that were aborted. */
  readonly aborted: number;
  readonly received: number;
  readonly heartbeats: number;
  readonly completed: number;
  readonly failed: number;
  readonly canceled: number;
  /** Tasks that SWF no longer knew when they were answered. */
  readonly gone: number;
  readonly abandoned: number;
  /** Tasks that were unanswered when the actor was unsubscribed from. */
  readonly dropped: number;
  /** Decisions that could not be made, or that SWF refused. */
  readonly decisionsFailed: number;
  /** Decisions that a candidate was compared with, in agreement or not, and those that it was not compared with. */
  readonly candidateAgreed: number;
  readonly candidateDiverged: number;
  readonly candidateSkipped: number;
  /** Answers that are presumed to have arrived: see `task.presumed`. */
  readonly presumed: number;
  readonly retried: number;
  readonly throttled: number;
  /** Polls currently in flight. */
  readonly polling: number;
  /** Tasks currently held. */
  readonly held: number;
  /** Total time that tasks were held, in milliseconds. */
  readonly busy: number;
}

const nothing: Tally = {
  polls: 0,
  empty: 0,
  aborted: 0,
  received: 0,
  heartbeats: 0,
  completed: 0,
  failed: 0,
  canceled: 0,
  gone: 0,
  abandoned: 0,
  dropped: 0,
  decisionsFailed: 0,
  candidateAgreed: 0,
  candidateDiverged: 0,
  candidateSkipped: 0,
  presumed: 0,
  retried: 0,
  throttled: 0,
  polling: 0,
  held: 0,
  busy: 0,
};

/**
 * Counts the events of an actor. Emits the counters and gauges after each event, starting at subscription.
 *
 * @example
 * ```ts
 * import { auditTime } from 'rxjs';
 * import { ActivityWorker, tally } from 'rx-swf';
 *
 * const worker = new ActivityWorker('media', 'thumbnails');
 * worker.events$.pipe(tally(), auditTime(10_000)).subscribe(({ completed, held }) => console.log(completed, held));
 * ```
 */
export const tally = (): OperatorFunction<ActorEvent, Tally> => scan(count, nothing);

function count(so: Tally, event: ActorEvent): Tally {
  switch (event.type) {
    case 'poll':
      return { ...so, polls: so.polls + 1, polling: so.polling + 1 };
    case 'empty':
      return { ...so, empty: so.empty + 1, polling: so.polling - 1 };
    case 'aborted':
      return { ...so, aborted: so.aborted + 1, polling: so.polling - 1 };
    case 'received':
      return { ...so, received: so.received + 1, polling: so.polling - 1, held: so.held + 1 };
    case 'heartbeat':
      return { ...so, heartbeats: so.heartbeats + 1 };
    case 'answered': {
      const { answer, presumed, duration, dropped = false } = event;
      const ended = dropped ? {} : { held: so.held - 1, busy: so.busy + duration };
      return { ...so, ...ended, [answer]: so[answer] + 1, presumed: so.presumed + Number(presumed) };
    }
    case 'decisionFailed':
      return { ...so, decisionsFailed: so.decisionsFailed + 1 };
    case 'candidateAgreed':
    case 'candidateDiverged':
    case 'candidateSkipped':
      return { ...so, [event.type]: so[event.type] + 1 };
    case 'dropped':
      return { ...so, dropped: so.dropped + 1, held: so.held - 1, busy: so.busy + event.duration };
    case 'retried':
    case 'throttled':
      return {
        ...so,
        [event.type]: so[event.type] + 1,
        polling: so.polling - Number(event.call === 'poll'),
      };
    case 'recovered':
      return { ...so, polling: so.polling - 1 };
    default:
      return so;
  }
}
