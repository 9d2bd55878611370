import type { Activity } from '../entities/Activity.js';
import type { CompiledState } from './CompiledState.js';
import type { Transitions } from './Transitions.js';

const open = ['scheduled', 'started', 'cancelRequested'] as const;

/** Transitions of activities. */
export const activityTransitions = {
  ActivityTaskScheduled(state, event) {
    const { activityId, input, control, ...attributes } = event.attributes;
    const facts = { rawInput: input, rawControl: control, scheduledEventId: event.id };
    state.begin(state.activities, activityId, event, attributes, facts);
  },
  ScheduleActivityTaskFailed(state, event) {
    const { activityId, ...attributes } = event.attributes;
    state.begin(state.activities, activityId, event, attributes);
  },
  ActivityTaskStarted(state, event) {
    const { scheduledEventId, identity } = event.attributes;
    const facts = { scheduledEventId, startedEventId: event.id, identity };
    state.advance(state.activities, { key: scheduledEventId, from: ['scheduled'], event }, facts);
  },
  ActivityTaskCompleted(state, event) {
    const { scheduledEventId, startedEventId, result } = event.attributes;
    const facts = { scheduledEventId, startedEventId, rawResult: result };
    state.advance(state.activities, { key: scheduledEventId, from: open, event }, facts);
  },
  ActivityTaskFailed(state, event) {
    const { scheduledEventId, startedEventId, reason, details } = event.attributes;
    const facts = { scheduledEventId, startedEventId, reason, rawDetails: details };
    state.advance(state.activities, { key: scheduledEventId, from: open, event }, facts);
  },
  ActivityTaskTimedOut(state, event) {
    const { scheduledEventId, startedEventId, timeoutType, details } = event.attributes;
    const facts = {
      scheduledEventId,
      startedEventId: startedEventId || undefined,
      timeoutType,
      rawDetails: details,
    };
    state.advance(state.activities, { key: scheduledEventId, from: open, event }, facts);
  },
  ActivityTaskCanceled(state, event) {
    const { scheduledEventId, startedEventId, details } = event.attributes;
    const known = state.activities.at(scheduledEventId) ?? canceledOne(state, event.attributes);
    const key = known?.eventId ?? scheduledEventId;
    const facts = { scheduledEventId, startedEventId: startedEventId || undefined, rawDetails: details };
    state.advance(state.activities, { key, from: open, event }, facts);
  },
  ActivityTaskCancelRequested(state, event) {
    const { activityId: id } = event.attributes;
    const key = state.activities.get(id)?.eventId;
    const facts = { cancelRequestedEventId: event.id };
    if (key !== undefined) state.advance(state.activities, { key, id, from: open, event }, facts);
    else state.beginPartial(state.activities, id, event, facts);
  },
  RequestCancelActivityTaskFailed(state, event) {
    const activity = state.activities.get(event.attributes.activityId);
    if (activity?.isOpen) state.note(state.activities, activity, event, { cause: event.attributes.cause });
  },
} satisfies Transitions;

/** Finds the partial activity of which only the cancel request is known, to which the cancellation refers. */
function canceledOne(
  { activities }: CompiledState,
  { latestCancelRequestedEventId: request }: { readonly latestCancelRequestedEventId?: number },
): Activity | undefined {
  return activities
    .in(['cancelRequested'])
    .find(({ partial, cancelRequestedEventId }) => partial && cancelRequestedEventId === request);
}
