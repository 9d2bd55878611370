import type { Clock } from './Clock.js';
import { reachable } from './reachable.js';
import { realClock } from './realClock.js';
import { skipClock } from './skipClock.js';

export type { Alarm, Clock, Pace } from './Clock.js';
export { type ManualClock, manualClock } from './manualClock.js';
export { realClock } from './realClock.js';
export { type SkipClockOptions, skipClock } from './skipClock.js';

/** A clock, or the name of one: the machine's, or one that jumps to the next deadline when nobody works. */
export type ClockOption = Clock | 'real' | 'skip';

/** The clock that is meant, which goes on from what a service has reached before. */
export function toClock(option: ClockOption): Clock {
  switch (option) {
    case 'real':
      return reachable(realClock());
    case 'skip':
      return skipClock();
    default:
      return reachable(option);
  }
}
