import { animationFrameScheduler, asapScheduler, asyncScheduler, queueScheduler } from 'rxjs';
import { interruptible } from '#host';
import { abandonable } from '../guard/guard.js';

/**
 * Runs code that must not harm the rest of the process, and interrupts it after so many milliseconds. Returns `undefined`
 * if it was interrupted.
 */
export function isolated<T>(work: () => T, milliseconds: number): { readonly value: T } | undefined {
  const abandonTurn = abandonable();
  const outcome = interruptible(work, milliseconds);
  if (outcome !== undefined) return outcome;
  abandonTurn();
  // A scheduler that is interrupted while it works would never work again. What it was about to do is the code's.
  for (const { actions } of [asyncScheduler, queueScheduler]) actions.length = 0;
  for (const scheduler of [asyncScheduler, queueScheduler, asapScheduler, animationFrameScheduler])
    Reflect.set(scheduler, '_active', false);
  return undefined;
}
