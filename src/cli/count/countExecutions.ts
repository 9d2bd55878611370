import { asyncScheduler, map, type Observable, repeat, type SchedulerLike, tap, timer } from 'rxjs';
import { retryTransient } from '../../requests/index.js';
import { countByState } from '../../streams/index.js';
import { checkRange } from '../executions/checkRange.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { outageNotes } from '../frame/outageNotes.js';
import { printRecords } from '../frame/printRecords.js';
import { domainOf } from '../session/domainOf.js';
import type { CountOptions } from './command.js';
import { countView } from './view.js';

/** Milliseconds between two counts of `--watch`. */
const interval = 10_000;

/** Counts the executions of a selection by state, once or again and again. */
export function countExecutions(
  context: CommandContext,
  { watch = false, ...options }: CountOptions,
  scheduler: SchedulerLike = asyncScheduler,
): Observable<unknown> {
  const domain = domainOf(context.connection);
  const count$ = countByState(domain, checkRange(options)).pipe(
    map(counts => counts.map(({ state, ...count }) => ({ state: wordsOf(state), ...count }))),
    tap(records => printRecords(context, records, look => countView(records, look), watch)),
  );
  if (!watch) return count$;
  const { onRetry, onRecovered } = outageNotes(context.terminal);
  return count$.pipe(
    retryTransient({ scheduler, onRetry }),
    tap(onRecovered),
    repeat({ delay: () => timer(interval, scheduler) }),
  );
}

/** Returns the words for a state, such as `timed out`. */
const wordsOf = (state: string): string => state.toLowerCase().replaceAll('_', ' ');
