import { map, type Observable } from 'rxjs';
import { durationText } from '../../frame/times.js';
import type { Probe } from '../endpoint/probe.js';
import { fail, ok, type Result, skip, warn } from '../findings/Finding.js';

/** Milliseconds of skew that are worth a warning, and that SWF refuses signatures at. */
const [noticeable, refused] = [30_000, 300_000];

const synchronize = 'Synchronize the clock of this machine, for example with chrony.';

/** Compares the clock of this machine with that of SWF. */
export const checkClock = (probe$: Observable<Probe>): Observable<Result> =>
  probe$.pipe(
    map(({ skew }) => {
      if (skew === undefined) return skip('the endpoint does not say what time it is');
      const size = Math.abs(skew);
      if (size < noticeable) return ok('agrees with SWF');
      const message = `${durationText(size)} ${skew > 0 ? 'behind' : 'ahead of'} SWF`;
      return size < refused
        ? warn(message, synchronize)
        : fail(`${message}, which refuses signatures from 5 minutes on`, synchronize);
    }),
  );
