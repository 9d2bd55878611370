import type { Activity } from '../entities/Activity.js';
import type { Ledger } from './Ledger.js';
import type { Transitions } from './Transitions.js';

const open = ['scheduled', 'started', 'cancelRequested'] as const;

/** Transitions of activities. */
export const activityTransitions = {
  ActivityTaskScheduled(ledger, event) {
    const { activityId, input, control, ...attributes } = event.attributes;
    const facts = { rawInput: input, rawControl: control, scheduledEventId: event.id };
    ledger.begin(ledger.activities, activityId, event, attributes, facts);
  },
  ScheduleActivityTaskFailed(ledger, event) {
    const { activityId, ...attributes } = event.attributes;
    ledger.begin(ledger.activities, activityId, event, attributes);
  },
  ActivityTaskStarted(ledger, event) {
    const { scheduledEventId, identity } = event.attributes;
    const news = { scheduledEventId, startedEventId: event.id, identity };
    ledger.advance(ledger.activities, { key: scheduledEventId, from: ['scheduled'], event }, news);
  },
  ActivityTaskCompleted(ledger, event) {
    const { scheduledEventId, startedEventId, result } = event.attributes;
    const news = { scheduledEventId, startedEventId, rawResult: result };
    ledger.advance(ledger.activities, { key: scheduledEventId, from: open, event }, news);
  },
  ActivityTaskFailed(ledger, event) {
    const { scheduledEventId, startedEventId, reason, details } = event.attributes;
    const news = { scheduledEventId, startedEventId, reason, rawDetails: details };
    ledger.advance(ledger.activities, { key: scheduledEventId, from: open, event }, news);
  },
  ActivityTaskTimedOut(ledger, event) {
    const { scheduledEventId, startedEventId, timeoutType, details } = event.attributes;
    const news = {
      scheduledEventId,
      startedEventId: startedEventId || undefined,
      timeoutType,
      rawDetails: details,
    };
    ledger.advance(ledger.activities, { key: scheduledEventId, from: open, event }, news);
  },
  ActivityTaskCanceled(ledger, event) {
    const { scheduledEventId, startedEventId, details } = event.attributes;
    const known = ledger.activities.at(scheduledEventId) ?? canceledOne(ledger, event.attributes);
    const key = known?.eventId ?? scheduledEventId;
    const news = { scheduledEventId, startedEventId: startedEventId || undefined, rawDetails: details };
    ledger.advance(ledger.activities, { key, from: open, event }, news);
  },
  ActivityTaskCancelRequested(ledger, event) {
    const { activityId: id } = event.attributes;
    const key = ledger.activities.get(id)?.eventId;
    const news = { cancelRequestedEventId: event.id };
    if (key !== undefined) ledger.advance(ledger.activities, { key, id, from: open, event }, news);
    else ledger.beginPartial(ledger.activities, id, event, news);
  },
  RequestCancelActivityTaskFailed(ledger, event) {
    const activity = ledger.activities.get(event.attributes.activityId);
    if (activity?.isOpen) ledger.note(ledger.activities, activity, event, { cause: event.attributes.cause });
  },
} satisfies Transitions;

/** Finds the partial activity of which only the cancel request is known, to which the cancellation refers. */
function canceledOne(
  { activities }: Ledger,
  { latestCancelRequestedEventId: request }: { readonly latestCancelRequestedEventId?: number },
): Activity | undefined {
  return activities
    .in(['cancelRequested'])
    .find(({ partial, cancelRequestedEventId }) => partial && cancelRequestedEventId === request);
}
