import { catchError, defaultIfEmpty, isObservable, map, of, type Subscription } from 'rxjs';
import { isInstance } from '../../../requests/index.js';
import { type ResultOf, runHandler } from '../tasks/runHandler.js';
import type { HandlerOutcome } from './answer.js';
import type { StopController } from './StopController.js';

/**
 * Starts a handler, and calls back with its outcome. Values and Promises, which most handlers return, need no
 * subscription; anything else is run by {@link runHandler}, until the handler is stopped.
 *
 * @returns the subscription to the work, if there is one
 */
export function startHandler<W>(
  handler: () => W,
  stopController: StopController,
  settle: (outcome: HandlerOutcome<ResultOf<W>>) => void,
): Subscription | undefined {
  // The compiler cannot see that `ResultOf` distinguishes the members of the union like the code below.
  const settleWith = settle as (outcome: HandlerOutcome<unknown>) => void;
  const fail = (error: unknown) => settleWith({ error });
  let work: W;
  try {
    work = handler();
    if (isInstance(work, Promise)) {
      work.then(result => settleWith({ result }), fail);
      return undefined;
    }
    if (isValue(work)) {
      settleWith({ result: work });
      return undefined;
    }
  } catch (error) {
    fail(error);
    return undefined;
  }
  return runHandler(() => work, stopController.stop$)
    .pipe(
      defaultIfEmpty(undefined),
      map(result => ({ result })),
      catchError((error: unknown) => of({ error })),
    )
    .subscribe(settleWith);
}

/** Whether a handler returned its result itself: no Observable, thenable or generator. */
const isValue = (work: unknown): boolean =>
  typeof work !== 'object' || work === null || !(isObservable(work) || 'then' in work || 'next' in work);
