import type { Clock } from './Clock.js';

/** Milliseconds from which an offset causes a warning. Writing to disk causes small ones. */
const warningThreshold = 1000;

/**
 * Returns a clock that can resume from the time that a service has reached before. If that time is ahead of
 * the given clock, the difference is added to it.
 */
export function resumableClock(clock: Clock): Clock {
  if (clock.reach !== undefined) return clock;
  let ahead = 0;
  const now = () => clock.now() + ahead;
  return {
    now,
    reach(time) {
      const missing = time - now();
      if (missing <= 0) return;
      ahead += missing;
      if (missing < warningThreshold) return;
      process.emitWarning(
        `The embedded SWF resumes at ${new Date(time).toISOString()}, the time that its data folder has reached. It is ${durationOf(ahead)} ahead of its clock.`,
        { code: 'RX_SWF_TIME_AHEAD' },
      );
    },
    alarm(ring) {
      const alarm = clock.alarm(ring);
      return {
        set: at => alarm.set(at - ahead),
        clear: () => alarm.clear(),
        keepAlive: wanted => alarm.keepAlive(wanted),
        hold: () => alarm.hold?.(),
        release: (until, pace) => alarm.release?.(until - ahead, pace),
      };
    },
    polls: clock.polls ?? clock,
  };
}

function durationOf(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} minutes`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} hours` : `${Math.round(seconds / 86_400)} days`;
}
