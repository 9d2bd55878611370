import type { Clock } from './Clock.js';
import { realClock } from './realClock.js';
import { resumableClock } from './resumableClock.js';
import { skipClock } from './skipClock.js';

/**
 * A clock, or the name of one: `'real'` is the machine's clock; `'skip'` jumps to the next deadline when no
 * work is in progress.
 */
export type ClockOption = Clock | 'real' | 'skip';

/** Returns the clock for this option. It can resume from the time that a service has reached before. */
export function toClock(option: ClockOption): Clock {
  switch (option) {
    case 'real':
      return resumableClock(realClock());
    case 'skip':
      return skipClock();
    default:
      return resumableClock(option);
  }
}
