import type { Clock } from './Clock.js';

/** Returns a clock that is ahead of the given one by some milliseconds, or behind it if they are negative. */
export function shiftedClock(clock: Clock, ahead: () => number): Clock {
  return {
    now: () => clock.now() + ahead(),
    alarm(ring) {
      const alarm = clock.alarm(ring);
      return {
        set: at => alarm.set(at - ahead()),
        clear: () => alarm.clear(),
        keepAlive: wanted => alarm.keepAlive(wanted),
        hold: () => alarm.hold?.(),
        release: (until, pace) => alarm.release?.(until - ahead(), pace),
      };
    },
    polls: clock.polls ?? clock,
  };
}
