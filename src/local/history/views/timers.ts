import { after } from '../../api/durations.js';
import type { Execution } from '../../state/Execution.js';
import { Timer } from '../../state/tasks.js';
import type { Views } from './View.js';

function endTimer({ open, domain }: Execution, { timerId }: { timerId: string }): void {
  const timer = open?.timers.get(timerId);
  if (timer === undefined) return;
  domain.region.setDeadline(timer.deadline, undefined);
  open?.timers.delete(timerId);
}

export const timerViews: Views = {
  TimerStarted(execution, { timerId, startToFireTimeout }, startedEventId) {
    const { region } = execution.domain;
    const timer = new Timer(execution, timerId, startedEventId);
    execution.open?.timers.set(timerId, timer);
    region.setDeadline(timer.deadline, after(region.now, startToFireTimeout));
  },

  TimerFired: endTimer,
  TimerCanceled: endTimer,
};
