import type { Decision } from '@aws-sdk/client-swf';
import { recordMarker, startTimer } from '../../../decisions/index.js';
import type { Event, History } from '../../../history/index.js';
import { jsonConverter } from '../../../payloads/index.js';

/**
 * Names of the markers and timers through which deciders pass on the state of a turn in the history: a marker
 * with this name records it, and a timer triggers the next decision task.
 */
export const names = { more: 'rx-swf.more', error: 'rx-swf.error' } as const;

/** One of {@link names}. */
export type MarkName = (typeof names)[keyof typeof names];

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

/** Creates a marker with the given details. */
export function mark(markerName: MarkName, details: object): Decision {
  return recordMarker({ markerName, details });
}

/** Creates a timer that triggers the next decision task. Each task uses its own timer id. */
export function wake(name: MarkName, startedEventId: number, seconds: number): Decision {
  return startTimer({ timerId: `${name}.${startedEventId}`, startToFireTimeout: seconds });
}

/** Whether an id belongs to the library: to any of the names, or to the given one. */
export function isMark(id: string | undefined, name = 'rx-swf.'): boolean {
  return id?.startsWith(name) ?? false;
}

/** Iterates over the answered turns, latest first. Reads only as much of the history as needed. */
export function* turnsOf(history: History): Generator<MarkedTurn> {
  let marks: Event[] = [];
  for (let i = history.length - 1; i >= 0; i -= 1) {
    const event = history.at(i);
    if (event === undefined) return;
    if (isMark(idOf(event))) marks.push(event);
    if (event.name !== 'DecisionTaskCompleted') continue;
    yield markedTurn(event.attributes.startedEventId, marks);
    marks = [];
  }
}

function idOf({ attributes }: Event): string | undefined {
  if ('markerName' in attributes) return String(attributes.markerName);
  return 'timerId' in attributes ? String(attributes.timerId) : undefined;
}

function markedTurn(startedEventId: number, marks: readonly Event[]): MarkedTurn {
  let failed = false;
  let progress: Progress | undefined;
  const refused: string[] = [];
  for (const event of marks) {
    if (event.name === 'MarkerRecorded') {
      const { markerName, details = 'null' } = event.attributes;
      if (markerName === names.error) failed = true;
      if (markerName === names.more)
        progress = (jsonConverter.fromPayload(details) ?? undefined) as Progress | undefined;
    } else if (event.state.endsWith('Failed')) {
      refused.push(idOf(event) ?? '');
    }
  }
  return { startedEventId, failed, progress, refused };
}
