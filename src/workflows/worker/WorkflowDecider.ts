import { map, type Observable, toArray } from 'rxjs';
import { History } from '../../history/index.js';
import type { DomainOrName } from '../../models/index.js';
import { ResponseError, type Retry } from '../../requests/index.js';
import { type Reading, readHistory } from '../../streams/actors/decide/readHistory.js';
import { Decider, type DeciderOptions } from '../../streams/index.js';
import type { Run } from '../replay/Run.js';
import type { LiveRuns } from './LiveRuns.js';

/** The preparation step before a worker's first poll. */
export type Prepare = (onRetry: (retry: Retry) => void) => Observable<unknown>;

/**
 * A decider whose tasks contain only the new events for a run that is in memory, and the whole history
 * otherwise. A partial history is bound to the run that it continues.
 */
export class WorkflowDecider extends Decider {
  readonly #runs: LiveRuns;
  readonly #prepare: Prepare;

  constructor(
    domain: DomainOrName,
    taskLists: readonly string[],
    options: Omit<DeciderOptions, 'cache'>,
    runs: LiveRuns,
    prepare: Prepare,
  ) {
    super(domain, taskLists, options);
    this.#runs = runs;
    this.#prepare = prepare;
  }

  protected override prepare(onRetry: (retry: Retry) => void): Observable<unknown> {
    return this.#prepare(onRetry);
  }

  protected override history(reading: Reading): Observable<History> {
    const run = this.#runs.take(reading.execution.runId);
    return run !== undefined && isContinued(run, reading) ? this.#part(reading, run) : readHistory(reading);
  }

  #part({ domain, startedEventId, pages$ }: Reading, run: Run): Observable<History> {
    return pages$.pipe(
      toArray(),
      map(pages => {
        const history = History.from(pages.flat(), { converter: domain.dataConverter });
        if (history.last?.id !== startedEventId) throw incomplete(history, startedEventId);
        this.#runs.bind(history, run);
        return history;
      }),
    );
  }
}

/** Returns whether no decision was made elsewhere in the meantime and no event is missing. */
function isContinued(
  { decidedEventId, lastEventId }: Run,
  { previousStartedEventId, first }: Reading,
): boolean {
  return (
    decidedEventId === previousStartedEventId &&
    (first[0]?.eventId ?? Number.POSITIVE_INFINITY) <= lastEventId + 1
  );
}

function incomplete({ last }: History, startedEventId: number): ResponseError {
  return new ResponseError(`The history ends with event ${last?.id} where ${startedEventId} was to be`, {
    kind: 'IncompleteHistory',
    transient: true,
  });
}
