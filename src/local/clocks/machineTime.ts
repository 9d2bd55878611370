import { warn } from '#platform';

/** Milliseconds from which a forward step of the clock is an adjustment rather than a rounding difference. */
const step = 1000;

/** Milliseconds from which a clock that was set back causes a warning. */
const warningThreshold = 60_000;

/**
 * Returns a function that reads the machine's time, which never goes back.
 *
 * While `Date.now()` moves forward, the function follows it, including when the clock is set forward or the
 * machine wakes from sleep. When the clock is set back, time advances by the monotonic clock of the process
 * instead, and stays ahead of `Date.now()` by that amount until the clock is set forward again.
 */
export function machineTime(): () => number {
  let wall = Date.now();
  let steady = performance.now();
  let ahead = 0;
  let hasWarned = false;
  return () => {
    const [wallPassed, steadyPassed] = [Date.now() - wall, Math.max(performance.now() - steady, 0)];
    wall += wallPassed;
    steady += steadyPassed;
    if (wallPassed < 0) ahead += steadyPassed - wallPassed;
    else if (wallPassed - steadyPassed > step) ahead = Math.max(ahead - (wallPassed - steadyPassed), 0);
    if (ahead >= warningThreshold && !hasWarned) {
      hasWarned = true;
      warn(
        `The clock of this machine was set back by ${Math.round(ahead / 1000)} s. The embedded SWF ignores that: its time keeps advancing.`,
        'RX_SWF_CLOCK_SET_BACK',
      );
    }
    return wall + ahead;
  };
}
