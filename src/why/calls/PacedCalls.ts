import {
  catchError,
  defer,
  type MonoTypeOperatorFunction,
  type Observable,
  of,
  type SchedulerLike,
} from 'rxjs';
import type { Domain } from '../../models/index.js';
import {
  isInstance,
  messageOf,
  type PacedOperation,
  pacerOf,
  retryTransient,
  SwfError,
  ThrottledError,
} from '../../requests/index.js';
import type { UnknownFact } from '../data/TaskListReport.js';

/** Retries of a call, in addition to those of the SDK, before its error is passed on. */
const retries = 2;

/** Calls about executions of a domain, at the pace of its client. */
export class PacedCalls {
  readonly domain: Domain;
  readonly #scheduler: SchedulerLike;

  constructor(domain: Domain, scheduler: SchedulerLike) {
    this.domain = domain;
    this.#scheduler = scheduler;
  }

  /** Delays a call until the budget of its operation allows it. Transient errors are retried a few times. */
  paced<T>(operation: PacedOperation): MonoTypeOperatorFunction<T> {
    const scheduler = this.#scheduler;
    return call$ =>
      defer(() => {
        const pacer = pacerOf(this.domain.client, scheduler);
        return defer(() => pacer.run(operation, pacer.now(), call$)).pipe(
          retryTransient({
            count: retries,
            scheduler,
            onRetry: ({ error }) => {
              if (isInstance(error, ThrottledError)) pacer.throttled(operation);
            },
          }),
        );
      });
  }

  /** Like {@link paced}, for a question whose answer the explanation can do without. */
  optional<T>(operation: PacedOperation): (call$: Observable<T>) => Observable<T | UnknownFact> {
    return call$ => call$.pipe(this.paced(operation), orUnknown());
  }
}

/** Replaces an error of SWF by the reason why the answer is not known. */
export function orUnknown<T>(): (call$: Observable<T>) => Observable<T | UnknownFact> {
  return catchError((error: unknown) => {
    if (!isInstance(error, SwfError)) throw error;
    return of({ notKnown: `${error.name.replace(/Error$/, '')}: ${messageOf(error)}` });
  });
}
