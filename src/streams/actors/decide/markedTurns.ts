import { isReserved, reserved } from '../../../decisions/reservedNames.js';
import type { Event, History } from '../../../history/index.js';
import { jsonConverter } from '../../../payloads/index.js';

/** Progress of sending a turn's decisions. */
export interface Progress {
  /** Started event id of the decision task that the decisions belong to. */
  readonly task: number;
  /** Number of decisions that have been sent. */
  readonly sent: number;
  /** Digest of the sent decisions. */
  readonly digest: string;
  /** Whether all decisions have been sent. */
  readonly done: boolean;
}

/** An answered turn of the decider, and the markers recorded in it. */
export interface MarkedTurn {
  readonly startedEventId: number;
  /** Whether the turn failed and recorded that. */
  readonly failed: boolean;
  /** Progress of its decisions, if there were too many for one answer. */
  readonly progress: Progress | undefined;
  /** Ids of the markers and timers that SWF refused. */
  readonly refused: readonly string[];
}

/** Iterates over the answered turns, latest first. Reads only as much of the history as needed. */
export function* markedTurns(history: History): Generator<MarkedTurn> {
  let marked: Event[] = [];
  for (let i = history.length - 1; i >= 0; i -= 1) {
    const event = history.at(i);
    if (event === undefined) return;
    if (isReserved(idOf(event))) marked.push(event);
    if (event.name !== 'DecisionTaskCompleted') continue;
    yield turnOf(event.attributes.startedEventId, marked);
    marked = [];
  }
}

function idOf({ attributes }: Event): string | undefined {
  if ('markerName' in attributes) return String(attributes.markerName);
  return 'timerId' in attributes ? String(attributes.timerId) : undefined;
}

function turnOf(startedEventId: number, marked: readonly Event[]): MarkedTurn {
  let failed = false;
  let progress: Progress | undefined;
  const refused: string[] = [];
  for (const event of marked) {
    if (event.name === 'MarkerRecorded') {
      const { markerName, details = 'null' } = event.attributes;
      if (markerName === reserved.error) failed = true;
      if (markerName === reserved.more)
        progress = (jsonConverter.fromPayload(details) ?? undefined) as Progress | undefined;
    } else if (event.state.endsWith('Failed')) {
      refused.push(idOf(event) ?? '');
    }
  }
  return { startedEventId, failed, progress, refused };
}
