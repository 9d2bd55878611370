import { defer, EMPTY, expand, last, map, mergeMap, type Observable, of } from 'rxjs';
import { adoptEvent, type Event, History } from '../../history/index.js';
import { fetchHistoryPage, type OpenCounts, WorkflowExecution } from '../../models/index.js';
import { serviceNow } from '../../requests/index.js';
import type { ExecutionId } from '../../values/index.js';
import type { ExecutionFacts } from '../data/Evidence.js';
import type { PacedCalls } from './PacedCalls.js';

// The newest events tell what an execution waits for, unless something that began before them is still open. The
// history is therefore read backwards, until everything that SWF counts as open has been found: one page of 1,000
// events in most cases, even of 25,000. The counts come from another call, so they are used only if the history hasn't
// grown meanwhile; otherwise, all of it is read.

/** Milliseconds after which SWF counts everything. */
const settledAfter = 10_000;

/** An execution as far as an explanation needs it. */
export interface ReadExecution {
  readonly history: History;
  readonly facts: ExecutionFacts;
}

/** Events in the order of a history, and the token of those before them. */
interface Part {
  readonly events: readonly Event[];
  readonly nextPageToken: string | undefined;
}

/**
 * Reads the part of a history that tells what the execution waits for.
 *
 * @param isWhole - whether all of it is needed
 */
export function readExecution(
  calls: PacedCalls,
  execution: ExecutionId,
  isWhole: boolean,
): Observable<ReadExecution> {
  const { dataConverter: converter } = calls.domain;
  const historyOf = ({ events }: Part) => History.from(events, { converter });
  return readPage(calls, execution, { events: [], nextPageToken: undefined }).pipe(
    mergeMap(first => {
      if (first.nextPageToken === undefined) return of({ history: historyOf(first), facts: {} });
      return describe(calls, execution, first).pipe(
        mergeMap(({ facts, counts }) =>
          of(first).pipe(
            expand(part => {
              const { nextPageToken } = part;
              const isEnough =
                !isWhole &&
                (historyOf(part).finished ||
                  (counts && hasAll(historyOf(part), counts, serviceNow(calls.domain.client))));
              return nextPageToken === undefined || isEnough ? EMPTY : readPage(calls, execution, part);
            }),
            last(),
            map(part => ({ history: historyOf(part), facts })),
          ),
        ),
      );
    }),
  );
}

/** Reads the page of events before those of a part. */
function readPage(
  calls: PacedCalls,
  execution: ExecutionId,
  { events, nextPageToken }: Part,
): Observable<Part> {
  return fetchHistoryPage(calls.domain, execution, { reverseOrder: true }, nextPageToken).pipe(
    calls.paced('GetWorkflowExecutionHistory'),
    map(page => ({
      events: [...page.items.map(adoptEvent).reverse(), ...events],
      nextPageToken: page.nextPageToken,
    })),
  );
}

/** Describes the execution, with the counts of what is open if they belong to the events that were read. */
function describe(
  calls: PacedCalls,
  { workflowId, runId }: ExecutionId,
  { events }: Part,
): Observable<{ facts: ExecutionFacts; counts: OpenCounts | undefined }> {
  const { domain } = calls;
  return defer(() => new WorkflowExecution({ domain, workflowId, runId }).upstream()).pipe(
    calls.paced('DescribeWorkflowExecution'),
    mergeMap(model =>
      fetchHistoryPage(domain, model, { reverseOrder: true, pageSize: 1 }, undefined).pipe(
        calls.paced('GetWorkflowExecutionHistory'),
        map(({ items: [newest] }) => {
          const isSame = newest?.eventId === events.at(-1)?.id;
          return { facts: factsOf(model), counts: isSame ? model.openCounts : undefined };
        }),
      ),
    ),
  );
}

/** An entity, as far as its begin is concerned. */
interface Begun {
  readonly partial: boolean;
  readonly life: readonly { readonly timestamp: Date }[];
}

/**
 * Returns whether a part of a history has everything that is open. SWF's counts are eventually consistent: they may lack
 * what began in the last seconds, so that must not stand for something older.
 */
function hasAll(history: History, counts: OpenCounts, now: number): boolean {
  const whole = (entities: readonly Begun[]) =>
    entities.filter(({ partial, life: [begin] }) => {
      const age = begin === undefined ? 0 : now - begin.timestamp.getTime();
      return !partial && age >= settledAfter;
    }).length;
  return (
    whole(history.activities.open) >= counts.openActivityTasks &&
    whole(history.timers.started) >= counts.openTimers &&
    whole(history.childExecutions.open) >= counts.openChildWorkflowExecutions &&
    whole(history.lambdaFunctions.in('scheduled', 'started')) >= counts.openLambdaFunctions &&
    // There is at most one that isn't queued.
    history.decisions.open.length >= Math.min(1, counts.openDecisionTasks)
  );
}

/** Picks the facts, because a model has many more members. */
const factsOf = ({
  workflowType,
  startTimestamp,
  executionStartToCloseTimeout,
}: WorkflowExecution): ExecutionFacts => ({ workflowType, startTimestamp, executionStartToCloseTimeout });
