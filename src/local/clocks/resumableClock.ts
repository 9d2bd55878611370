import { warn } from '#platform';
import type { Clock, ClockAlarm } from './Clock.js';
import { shiftedClock } from './shiftedClock.js';

/** Milliseconds from which an offset causes a warning. Writing to disk causes small ones. */
const warningThreshold = 1000;

/**
 * Returns a clock that can resume from the time that a service has reached before. If that time is ahead of
 * the given clock, the difference is added to it.
 */
export function resumableClock(clock: Clock): Clock {
  if (clock.reach !== undefined) return clock;
  let ahead = 0;
  const shifted = shiftedClock(clock, () => ahead);
  /** Alarms that are set, and their times, since a clock that has moved must set them again. */
  const pending = new Map<ClockAlarm, number>();
  return {
    ...shifted,
    alarm(ring) {
      const alarm = shifted.alarm(() => {
        pending.delete(alarm);
        ring();
      });
      return {
        ...alarm,
        set(at) {
          pending.set(alarm, at);
          alarm.set(at);
        },
        clear() {
          pending.delete(alarm);
          alarm.clear();
        },
      };
    },
    reach(time) {
      const missing = time - shifted.now();
      if (missing <= 0) return;
      ahead += missing;
      for (const [alarm, at] of pending) alarm.set(at);
      if (missing < warningThreshold) return;
      warn(
        `The embedded SWF resumes at ${new Date(time).toISOString()}, the time that its state has reached. It is ${durationOf(ahead)} ahead of its clock.`,
        'RX_SWF_TIME_AHEAD',
      );
    },
  };
}

function durationOf(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} minutes`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} hours` : `${Math.round(seconds / 86_400)} days`;
}
