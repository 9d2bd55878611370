import { Activity } from '../entities/Activity.js';
import { type Book, type Ledger, unknownId } from './Ledger.js';
import type { Transitions } from './Transitions.js';

const open = ['scheduled', 'started', 'cancel_requested'] as const;

/** How events change activities. */
export const activityTransitions = {
  ActivityTaskScheduled(ledger, event) {
    const { activityId, input, control, ...attributes } = event.attributes;
    const facts = { rawInput: input, rawControl: control, scheduledEventId: event.id };
    ledger.begin(book(ledger), activityId, event, attributes, facts);
  },
  ScheduleActivityTaskFailed(ledger, event) {
    const { activityId, ...attributes } = event.attributes;
    ledger.begin(book(ledger), activityId, event, attributes);
  },
  ActivityTaskStarted(ledger, event) {
    const { scheduledEventId, identity } = event.attributes;
    const news = { scheduledEventId, startedEventId: event.id, identity };
    ledger.advance(book(ledger), { ...task(scheduledEventId), from: ['scheduled'], event }, news);
  },
  ActivityTaskCompleted(ledger, event) {
    const { scheduledEventId, startedEventId, result } = event.attributes;
    const news = { scheduledEventId, startedEventId, rawResult: result };
    ledger.advance(book(ledger), { ...task(scheduledEventId), from: open, event }, news);
  },
  ActivityTaskFailed(ledger, event) {
    const { scheduledEventId, startedEventId, reason, details } = event.attributes;
    const news = { scheduledEventId, startedEventId, reason, rawDetails: details };
    ledger.advance(book(ledger), { ...task(scheduledEventId), from: open, event }, news);
  },
  ActivityTaskTimedOut(ledger, event) {
    const { scheduledEventId, startedEventId, timeoutType, details } = event.attributes;
    const news = {
      scheduledEventId,
      startedEventId: startedEventId || undefined,
      timeoutType,
      rawDetails: details,
    };
    ledger.advance(book(ledger), { ...task(scheduledEventId), from: open, event }, news);
  },
  ActivityTaskCanceled(ledger, event) {
    const { scheduledEventId, startedEventId, details } = event.attributes;
    const known = ledger.activities.at(scheduledEventId) ?? canceledOne(ledger, event.attributes);
    const at = known === undefined ? task(scheduledEventId) : { key: known.eventId, id: known.id };
    const news = { scheduledEventId, startedEventId: startedEventId || undefined, rawDetails: details };
    ledger.advance(book(ledger), { ...at, from: open, event }, news);
  },
  ActivityTaskCancelRequested(ledger, event) {
    const { activityId: id } = event.attributes;
    const key = ledger.activities.get(id)?.eventId;
    const news = { cancelRequestedEventId: event.id };
    if (key !== undefined) ledger.advance(book(ledger), { key, id, from: open, event }, news);
    else ledger.beginPartial(book(ledger), id, event, news);
  },
  RequestCancelActivityTaskFailed(ledger, event) {
    const activity = ledger.activities.get(event.attributes.activityId);
    if (activity?.isOpen) ledger.note(book(ledger), activity, event, { cause: event.attributes.cause });
  },
} satisfies Transitions;

function book({ activities }: Ledger): Book<Activity> {
  return { kind: Activity, index: activities };
}

function task(scheduledEventId: number): { key: number; id: string } {
  return { key: scheduledEventId, id: unknownId(scheduledEventId) };
}

/** The partial activity of which only the cancel request was seen: the cancellation refers to that. */
function canceledOne(
  { activities }: Ledger,
  { latestCancelRequestedEventId: request }: { readonly latestCancelRequestedEventId?: number },
): Activity | undefined {
  return activities
    .in(['cancel_requested'])
    .find(({ partial, cancelRequestedEventId }) => partial && cancelRequestedEventId === request);
}
