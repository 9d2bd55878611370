import type { HistoryEvent } from '../api/events.js';
import { fromWireTime } from '../api/wire.js';
import { ImportError } from './ImportError.js';
import type { ExportedExecution, HistoryJson } from './RecordedExecution.js';
import { readEvents } from './readEvents.js';
import { stepEnd } from './stepEnd.js';

/** A recorded execution that has been read and checked. */
export interface Source extends Partial<Omit<ExportedExecution, 'events' | 'format' | 'children'>> {
  /** All events, for the types that the execution uses later. */
  readonly all: readonly HistoryEvent[];
  /** The events to take over. */
  readonly events: readonly HistoryEvent[];
  readonly children: readonly Source[];
}

/**
 * Returns the source as it was at an event, or after it if the event is in the middle of a step.
 *
 * @throws `RangeError` if the history has no such event
 */
export function sourceAt(source: Source, at = source.all.length): Source {
  if (at > source.all.length) {
    throw new RangeError(`at must be the id of an event from 1 to ${source.all.length}, got ${at}`);
  }
  const end = stepEnd(source.all, at);
  // The children were exported as they were at the end.
  return end === source.all.length ? source : { ...source, events: source.all.slice(0, end), children: [] };
}

/** The time of the last event that is taken over, also of children, in milliseconds since the epoch. */
export const endOf = ({ events, children }: Source): number =>
  Math.max(fromWireTime(events.at(-1)?.eventTimestamp ?? 0), ...children.map(endOf));

/**
 * Reads a recorded execution, and those of its children if it was exported with them.
 *
 * @throws `ImportError` if events are missing, or if a later version has exported it
 */
export function readSource(recorded: HistoryJson | ExportedExecution): Source {
  if ('format' in recorded && recorded.format !== 1)
    throw new ImportError(
      'UNKNOWN_FORMAT',
      `The execution was exported in format ${String(recorded.format)}, but this version of rx-swf reads format 1. Update rx-swf.`,
    );
  const events = readEvents(recorded);
  if (!('format' in recorded)) {
    const { workflowId, runId } = recorded.workflowExecution ?? {};
    const isKnown = workflowId !== undefined && runId !== undefined;
    const ids = isKnown ? { workflowExecution: { workflowId, runId } } : {};
    return { all: events, events, children: [], ...ids };
  }
  const { domain, workflowExecution, workflowTypes, activityTypes, children } = recorded;
  return {
    all: events,
    events,
    domain,
    workflowExecution,
    workflowTypes,
    activityTypes,
    children: children.map(readSource),
  };
}

/** Returns the source of a child whose parent is restored under other ids. */
export function withParent(
  source: Source,
  parent: { readonly workflowId: string; readonly runId: string },
): Source {
  const adopt = (events: readonly HistoryEvent[]): HistoryEvent[] =>
    events.map(event => {
      const { workflowExecutionStartedEventAttributes: started } = event;
      if (started?.parentWorkflowExecution === undefined) return event;
      return {
        ...event,
        workflowExecutionStartedEventAttributes: { ...started, parentWorkflowExecution: parent },
      };
    });
  return { ...source, all: adopt(source.all), events: adopt(source.events) };
}
