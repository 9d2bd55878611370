import { defer, type Observable } from 'rxjs';
import type { CaseContext } from '../Case.js';

/** Cold sources, the next one for each subscription. */
export function sources(
  { cold }: Pick<CaseContext, 'cold'>,
  ...marbles: readonly string[]
): Observable<string> {
  let n = 0;
  return defer(() => {
    n += 1;
    return cold(marbles[n - 1] ?? '|');
  });
}
