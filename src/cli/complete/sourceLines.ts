import { catchError, defer, map, type Observable, of, type SchedulerLike, timeout } from 'rxjs';
import type { Completion } from './Completion.js';
import { candidateLines } from './candidateLines.js';
import { candidates } from './candidates.js';

/** Milliseconds that the service may take. A shell waits for it at each press of Tab. */
const patience = 1_500;

/** Emits the lines for what the service or the machine knows; nothing if that fails, or takes too long. */
export const sourceLines = (
  { source, prefix, connection }: Extract<Completion, { readonly kind: 'source' }>,
  current: string,
  scheduler: SchedulerLike,
): Observable<string> =>
  defer(() => candidates(source, connection)).pipe(
    timeout({ first: patience, scheduler }),
    // A word such as --yes, which would be an option, can only stand after an option or --.
    map(all => all.filter(({ word }) => prefix !== '' || !word.startsWith('-'))),
    map(all => all.map(({ word, description }) => ({ word: `${prefix}${word}`, description }))),
    map(all => candidateLines(all.filter(({ word }) => word.startsWith(current)))),
    catchError(() => of('')),
  );
