import type { StartTimerFailedCause } from '@aws-sdk/client-swf';
import { record } from '../history/record.js';
import { exceedsRate, withAttributes } from './DecisionHandler.js';

export const startTimer = withAttributes(
  'startTimerDecisionAttributes',
  (context, { timerId, startToFireTimeout, control }) => {
    const { execution, decisionTaskCompletedEventId } = context;
    const { open, domain } = execution;
    if (open === undefined) return;
    const fail = (cause: StartTimerFailedCause) =>
      record(execution, 'StartTimerFailed', { timerId, cause, decisionTaskCompletedEventId });
    if (open.timers.has(timerId)) return fail('TIMER_ID_ALREADY_IN_USE');
    const most = domain.region.quotas.openTimersPerExecution;
    if (open.timers.size >= most) return fail('OPEN_TIMERS_LIMIT_EXCEEDED');
    if (exceedsRate(context, 'StartTimer')) return fail('TIMER_CREATION_RATE_EXCEEDED');
    record(execution, 'TimerStarted', {
      timerId,
      startToFireTimeout,
      control,
      decisionTaskCompletedEventId,
    });
  },
);

export const cancelTimer = withAttributes(
  'cancelTimerDecisionAttributes',
  ({ execution, decisionTaskCompletedEventId }, { timerId }) => {
    const timer = execution.open?.timers.get(timerId);
    if (timer === undefined) {
      record(execution, 'CancelTimerFailed', {
        timerId,
        cause: 'TIMER_ID_UNKNOWN',
        decisionTaskCompletedEventId,
      });
      return;
    }
    const { startedEventId } = timer;
    record(execution, 'TimerCanceled', { timerId, startedEventId, decisionTaskCompletedEventId });
  },
);
