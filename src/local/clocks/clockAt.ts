import type { Clock } from './Clock.js';
import { shiftedClock } from './shiftedClock.js';

/** Returns a clock that shows this time now, in milliseconds since the epoch, and then runs like the given one. */
export function clockAt(clock: Clock, time: number): Clock {
  const ahead = time - clock.now();
  return shiftedClock(clock, () => ahead);
}
