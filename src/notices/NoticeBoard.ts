import {
  defer,
  endWith,
  filter,
  finalize,
  ignoreElements,
  merge,
  type Observable,
  Subject,
  share,
  takeWhile,
  tap,
} from 'rxjs';
import type { Notice } from './Notice.js';

/** The attributes of a {@link Notice} that say which execution it is about. */
export type NoticeTarget = Pick<Notice, 'domain' | 'workflowId' | 'runId'>;

const keyOf = ({ domain, workflowId, runId }: NoticeTarget) => JSON.stringify([domain, workflowId, runId]);

/**
 * Delivers the notices of one source to those who watch an execution. All watches share one subscription to the
 * source, which ends with the last of them, and a notice costs one lookup, regardless of the number of watches.
 */
export class NoticeBoard {
  readonly #watched = new Map<string, Subject<Notice>>();
  readonly #all$ = new Subject<Notice>();
  /** Dispatches the notices. Emits only its end, so that a notice does not pass through every watch. */
  readonly #end$: Observable<undefined>;

  constructor(source: Observable<Notice>) {
    this.#end$ = source.pipe(
      tap(notice => {
        this.#watched.get(keyOf(notice))?.next(notice);
        this.#all$.next(notice);
      }),
      ignoreElements(),
      endWith(undefined),
      share(),
    );
  }

  /** Emits the notices of all executions of a domain. Completes or errors with the source. */
  in(domain: string): Observable<Notice> {
    return merge(this.#all$, this.#end$).pipe(
      takeWhile(notice => notice !== undefined),
      filter(notice => notice.domain === domain),
    );
  }

  /** Emits the notices of one execution. Completes or errors with the source. */
  of(target: NoticeTarget): Observable<Notice> {
    return defer(() => {
      const key = keyOf(target);
      const notices$ = this.#watched.get(key) ?? new Subject<Notice>();
      this.#watched.set(key, notices$);
      // The end comes last, because a source may emit as soon as it is subscribed to.
      return merge(notices$, this.#end$).pipe(
        takeWhile(notice => notice !== undefined),
        filter(notice => notice !== undefined),
        finalize(() => {
          if (!notices$.observed) this.#watched.delete(key);
        }),
      );
    });
  }
}
