import type { Transitions } from './Transitions.js';

const running = ['started'] as const;

/** Transitions of timers. */
export const timerTransitions = {
  TimerStarted(ledger, event) {
    const { timerId, control, ...attributes } = event.attributes;
    const facts = { rawControl: control, startedEventId: event.id };
    ledger.begin(ledger.timers, timerId, event, attributes, facts);
  },
  StartTimerFailed(ledger, event) {
    const { timerId, ...attributes } = event.attributes;
    ledger.begin(ledger.timers, timerId, event, attributes);
  },
  TimerFired(ledger, event) {
    const { timerId: id, startedEventId } = event.attributes;
    ledger.advance(ledger.timers, { key: startedEventId, id, from: running, event }, { startedEventId });
  },
  TimerCanceled(ledger, event) {
    const { timerId: id, startedEventId } = event.attributes;
    ledger.advance(ledger.timers, { key: startedEventId, id, from: running, event }, { startedEventId });
  },
  CancelTimerFailed(ledger, event) {
    const timer = ledger.timers.get(event.attributes.timerId);
    if (timer?.isOpen) ledger.note(ledger.timers, timer, event, { cause: event.attributes.cause });
  },
} satisfies Transitions;
