import type { Decision } from '@aws-sdk/client-swf';
import { recordMarker, startTimer } from '../../../decisions/index.js';
import type { Event, History } from '../../../history/index.js';
import { jsonConverter } from '../../../payloads/index.js';

/**
 * What a decider has to tell the next one about a turn goes into the history: a marker of that name, and a timer
 * that brings the next decision task.
 */
export const names = { more: 'rx-swf.more', error: 'rx-swf.error' } as const;

/** One of {@link names}. */
export type MarkName = (typeof names)[keyof typeof names];

/** How far a turn's decisions have been sent. */
export interface Progress {
  /** The decision task that they were decided for: the id of its started event. */
  readonly task: number;
  /** How many of them have been sent. */
  readonly sent: number;
  /** A digest of those. */
  readonly digest: string;
  /** Whether none is left. */
  readonly done: boolean;
}

/** A turn of the decider that was answered, and what was marked in it. */
export interface MarkedTurn {
  readonly startedEventId: number;
  /** Whether it failed, and said so. */
  readonly failed: boolean;
  /** How far its decisions were sent, if they were too many for one answer. */
  readonly progress: Progress | undefined;
  /** Which marks SWF refused. */
  readonly refused: readonly string[];
}

/** A marker with what is to be known. */
export function mark(markerName: MarkName, details: object): Decision {
  return recordMarker({ markerName, details });
}

/** A timer that brings the next decision task. A timer's id is used by one task only. */
export function wake(name: MarkName, startedEventId: number, seconds: number): Decision {
  return startTimer({ timerId: `${name}.${startedEventId}`, startToFireTimeout: seconds });
}

/** Whether an id is one of ours: of any name, unless one is given. */
export function isMark(id: string | undefined, name = 'rx-swf.'): boolean {
  return id?.startsWith(name) ?? false;
}

/** The turns that were answered, the latest first. Reads no more of the history than is asked for. */
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
