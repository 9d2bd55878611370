import type { Transitions } from './Transitions.js';

const running = ['started'] as const;

/** Transitions of timers. */
export const timerTransitions = {
  TimerStarted(state, event) {
    const { timerId, control, ...attributes } = event.attributes;
    const facts = { rawControl: control, startedEventId: event.id };
    state.begin(state.timers, timerId, event, attributes, facts);
  },
  StartTimerFailed(state, event) {
    const { timerId, ...attributes } = event.attributes;
    state.begin(state.timers, timerId, event, attributes);
  },
  TimerFired(state, event) {
    const { timerId: id, startedEventId } = event.attributes;
    state.advance(state.timers, { key: startedEventId, id, from: running, event }, { startedEventId });
  },
  TimerCanceled(state, event) {
    const { timerId: id, startedEventId } = event.attributes;
    state.advance(state.timers, { key: startedEventId, id, from: running, event }, { startedEventId });
  },
  CancelTimerFailed(state, event) {
    const timer = state.timers.get(event.attributes.timerId);
    if (timer?.isOpen) state.note(state.timers, timer, event, { cause: event.attributes.cause });
  },
} satisfies Transitions;
