/** A step of so many milliseconds is somebody's doing, and no matter of rounding. */
const step = 1000;

/** From how many milliseconds on it is said that the machine's clock was set back. */
const worthSaying = 60_000;

/**
 * The machine's time, which never goes back. It is what `Date.now()` tells, as long as that goes forward, so it follows
 * where the clock is set forward or the machine has slept. Where the clock is set back, time goes on by the monotonic
 * clock of the process, and is ahead by that much until the clock is put right.
 */
export function machineTime(): () => number {
  let wall = Date.now();
  let steady = performance.now();
  let ahead = 0;
  let isSaid = false;
  return () => {
    const [wallPassed, steadyPassed] = [Date.now() - wall, Math.max(performance.now() - steady, 0)];
    wall += wallPassed;
    steady += steadyPassed;
    if (wallPassed < 0) ahead += steadyPassed - wallPassed;
    else if (wallPassed - steadyPassed > step) ahead = Math.max(ahead - (wallPassed - steadyPassed), 0);
    if (ahead >= worthSaying && !isSaid) {
      isSaid = true;
      process.emitWarning(
        `The clock of this machine was set back by ${Math.round(ahead / 1000)} s: in the embedded SWF time goes on`,
        { code: 'RX_SWF_CLOCK_SET_BACK' },
      );
    }
    return wall + ahead;
  };
}
