import { type Event, History, type HistoryEventLike } from '../history/index.js';
import { checkOptions, type OptionNames } from '../requests/checks/checkOptions.js';
import { checkCount, checkDate, omitUndefined, optional, refuse } from '../values/index.js';
import { gapsOf } from './lanes/gapsOf.js';
import { lanesOf } from './lanes/lanesOf.js';
import { runsByParent } from './lanes/runsByParent.js';
import { outcomeOf } from './model/Outcome.js';
import type { Span, Timeline } from './model/Timeline.js';

/** Options of {@link timelineOf}. */
export interface TimelineOptions {
  /** Time at which open spans end. @defaultValue the time of the last event */
  readonly now?: Date | undefined;
  /** Domain of the execution, which its history does not contain. */
  readonly domain?: string | undefined;
  /** Id of the execution, which its history does not contain. */
  readonly workflowId?: string | undefined;
  /** Id of the run, which its history does not contain. The ids of `toOtlp()` are derived from it. */
  readonly runId?: string | undefined;
  /** Timelines of children, in any order. Each becomes a part of the span of its child. @defaultValue none */
  readonly children?: Iterable<Timeline> | undefined;
  /** Maximum number of characters of an input, a result or details. 0 leaves them out. @defaultValue 200 */
  readonly payloadLength?: number | undefined;
}

const optionNames: OptionNames<TimelineOptions> = {
  now: true,
  domain: true,
  workflowId: true,
  runId: true,
  children: true,
  payloadLength: true,
};

/** A history, or the events that it is made of, in one of the forms that `History.from()` reads. */
export type TimelineSource =
  | History
  | Iterable<Event | HistoryEventLike>
  | { readonly events?: Iterable<HistoryEventLike> | undefined };

/**
 * Returns the timeline of a run: what was scheduled, started and ended when, and with which outcome. It depends on
 * nothing but its arguments. The history may be a part of one, or be still growing.
 *
 * @throws `InvalidArgumentError` if an event or an option is not valid
 * @example
 * ```ts
 * import { HistoryBuilder } from 'rx-swf/testing';
 * import { timelineOf, toText } from 'rx-swf/timeline';
 *
 * const history = new HistoryBuilder()
 *   .start({ workflowType: { name: 'Album', version: '1' } })
 *   .activity('1', { type: { name: 'Resize', version: '1' } })
 *   .complete()
 *   .build();
 *
 * console.log(toText(timelineOf(history, { workflowId: 'album-7' })));
 * ```
 */
export function timelineOf(source: TimelineSource, options: TimelineOptions = {}): Timeline {
  checkOptions('timelineOf()', options, optionNames);
  const { now, domain, workflowId, runId, children = [], payloadLength = 200 } = options;
  optional(checkDate, 'now', now);
  checkCount('payloadLength', payloadLength, 0);
  for (const [name, id] of Object.entries({ domain, workflowId, runId }))
    if (id !== undefined && typeof id !== 'string') refuse(name, id, 'a string');
  const history = source instanceof History ? source : History.from(source);
  const { execution } = history;
  const end = Math.max(latestOf(history), execution.isOpen ? (now?.getTime() ?? 0) : 0);
  const runs = runsByParent(children);
  const lanes = lanesOf(history, { end, workflowId, payloadLength, runs });
  const spans = lanes.flatMap(lane => lane.spans);
  const { workflowType, parent, parentInitiatedEventId } = execution;
  return omitUndefined({
    domain,
    workflowId,
    runId,
    workflowType: workflowType && { name: workflowType.name, version: workflowType.version },
    state: execution.state,
    outcome: execution.isOpen ? 'open' : outcomeOf(execution.state),
    reason: execution.reason ?? execution.timeoutType ?? execution.cause,
    start: least(spans, end),
    end: spans.reduce((latest, span) => Math.max(latest, span.end), end),
    events: history.length,
    parent: parent && { workflowId: parent.workflowId, runId: parent.runId },
    parentEventId: parentInitiatedEventId,
    continuedFrom: execution.continuedExecutionRunId,
    continuedAs: execution.newExecutionRunId,
    lanes,
    gaps: gapsOf(lanes),
  });
}

function latestOf(history: History): number {
  let latest = 0;
  for (const { timestamp } of history) latest = Math.max(latest, timestamp.getTime());
  return latest;
}

function least(spans: readonly Span[], end: number): number {
  return spans.reduce((first, { start }) => Math.min(first, start), end);
}
