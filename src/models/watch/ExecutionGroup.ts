import {
  DescribeWorkflowExecutionCommand,
  type DescribeWorkflowExecutionCommandOutput,
  GetWorkflowExecutionHistoryCommand,
  type HistoryEvent,
  ListOpenWorkflowExecutionsCommand,
  type WorkflowExecutionInfo,
} from '@aws-sdk/client-swf';
import equal from 'fast-deep-equal';
import {
  catchError,
  concat,
  defer,
  EMPTY,
  expand,
  map,
  mergeMap,
  type Observable,
  of,
  throwError,
} from 'rxjs';
import {
  DoesNotExistError,
  isInstance,
  reportWatch,
  request,
  requireMember,
  serviceNow,
} from '../../requests/index.js';
import { omitUndefined } from '../../values/index.js';
import type { SingleQuestion } from './choose.js';
import { ListedGroup } from './ListedGroup.js';
import type { Watch } from './Watch.js';
import type { Wish } from './Wish.js';

/** Known state of a watched execution. */
export interface ExecutionState {
  /** Its entry in a listing or a description, whichever is newer. */
  readonly info?: WorkflowExecutionInfo | undefined;
  /** Its latest description. It lags behind `info` while the budget is short. */
  readonly description?: DescribeWorkflowExecutionCommandOutput | undefined;
  /** The id of the last event that `description` includes, if it is known. */
  readonly eventId?: number | undefined;
  /** The last event of its history, as of the last look that asked for it. */
  readonly lastEvent?: HistoryEvent | undefined;
  /** The event that closed it. */
  readonly end?: HistoryEvent | undefined;
  /** Set if there is no such execution, or no longer. */
  readonly gone?: DoesNotExistError | undefined;
}

/** The run that is watched. */
export interface RunId {
  readonly workflowId: string;
  readonly runId: string;
}

/** Names of the events that close a run. */
export const closingEvents: ReadonlySet<string | undefined> = new Set([
  'WorkflowExecutionCompleted',
  'WorkflowExecutionFailed',
  'WorkflowExecutionCanceled',
  'WorkflowExecutionTerminated',
  'WorkflowExecutionTimedOut',
  'WorkflowExecutionContinuedAsNew',
]);

/** Returns the key by which a run is watched. Neither id can contain a line break. */
export const runKey = ({ workflowId, runId }: RunId): string => `${workflowId}\n${runId}`;

function toRunId(key: string): RunId {
  const end = key.lastIndexOf('\n');
  return { workflowId: key.slice(0, end), runId: key.slice(end + 1) };
}

/**
 * Watches executions of a domain. A page of open executions shows which ones still run. The last event of a
 * history shows an end and, by its id, whether a description is still up to date.
 */
export class ExecutionGroup extends ListedGroup<ExecutionState, WorkflowExecutionInfo> {
  protected override readonly operations = {
    list: 'ListOpenWorkflowExecutions',
    history: 'GetWorkflowExecutionHistory',
    describe: 'DescribeWorkflowExecution',
  } as const;

  #noticesError: unknown;

  /** Like {@link notice}, unless nobody is interested in events of this type. */
  noticeEvent(key: string, eventType: string | undefined): void {
    const isOfInterest = eventType === undefined || closingEvents.has(eventType);
    const watch = this.watches.get(key);
    if (isOfInterest || watch?.wantsDetail || watch?.wantsEvents) this.notice(key);
  }

  /** Reports that a source of notices has failed. All watches get the same error, which is reported once. */
  noticesFailed(error: unknown): void {
    if (this.#noticesError === error) return;
    this.#noticesError = error;
    const { client, domain } = this.place;
    reportWatch(client, { type: 'notices-failed', domain, error });
  }

  protected override ask(
    watch: Watch<ExecutionState>,
    question: SingleQuestion,
    since: number,
  ): Observable<ExecutionState> {
    const asked$ =
      question === 'describe' && watch.wantsDetail && !watch.wantsEvents
        ? this.#describe(watch, since)
        : this.#lastEvent(watch, since);
    return asked$.pipe(
      catchError((error: unknown) =>
        isInstance(error, DoesNotExistError) ? of({ gone: error }) : throwError(() => error),
      ),
    );
  }

  protected override list(): Observable<ReadonlyMap<string, WorkflowExecutionInfo>> {
    const { client, domain } = this.place;
    const input = { domain, startTimeFilter: { oldestDate: this.#oldest() } };
    const page = (nextPageToken: string | undefined) =>
      this.listCall(
        'ListOpenWorkflowExecutions',
        defer(() =>
          request(client, ListOpenWorkflowExecutionsCommand, {
            ...input,
            ...omitUndefined({ nextPageToken }),
          }),
        ),
      );
    return page(undefined).pipe(
      expand(({ nextPageToken }) => (nextPageToken === undefined ? EMPTY : page(nextPageToken))),
      map(({ executionInfos = [] }) => new Map(executionInfos.flatMap(info => entryOf(info)))),
    );
  }

  protected override listed(state: ExecutionState | undefined, info: WorkflowExecutionInfo): ExecutionState {
    // The listing may be older than the end or than a request to cancel, which is never taken back. It shows
    // nothing else that can change.
    const isRequested = state?.info?.cancelRequested === true;
    const isKnown =
      (isRequested || state?.info?.cancelRequested === info.cancelRequested) && state?.gone === undefined;
    const hasClosed = state?.end !== undefined || state?.info?.executionStatus === 'CLOSED';
    return state !== undefined && (hasClosed || isKnown) ? state : { ...state, info, gone: undefined };
  }

  protected override isSettled({ info, description, end }: ExecutionState, wish: Wish): boolean {
    const isDescribed = description?.executionInfo?.executionStatus === 'CLOSED';
    return (
      (end !== undefined || (info?.executionStatus === 'CLOSED' && !wish.wantsEnd)) &&
      (isDescribed || !wish.wantsDetail)
    );
  }

  protected override lacksDetail({ state, wantsDetail, wantsEvents }: Watch<ExecutionState>): boolean {
    if (wantsEvents && state?.lastEvent === undefined) return true;
    if (!wantsDetail) return false;
    return (
      state?.description === undefined ||
      // A request to cancel is an event, so the description is out of date.
      state.description.executionInfo?.cancelRequested !== state.info?.cancelRequested
    );
  }

  protected override isChange(before: ExecutionState | undefined, state: ExecutionState): boolean {
    return (
      before?.end !== state.end ||
      before?.gone !== state.gone ||
      before?.eventId !== state.eventId ||
      before?.lastEvent?.eventId !== state.lastEvent?.eventId ||
      !equal(dataOf(before?.description), dataOf(state.description))
    );
  }

  protected override ageOf({ startTimestamp }: WorkflowExecutionInfo): number | undefined {
    return startTimestamp && serviceNow(this.place.client) - startTimestamp.getTime();
  }

  #describe(watch: Watch<ExecutionState>, since: number, eventId?: number): Observable<ExecutionState> {
    const { client, domain } = this.place;
    const call$ = request(client, DescribeWorkflowExecutionCommand, {
      domain,
      execution: toRunId(watch.key),
    });
    return this.call(watch, 'DescribeWorkflowExecution', call$, since).pipe(
      mergeMap(description => {
        const info = description.executionInfo;
        if (info !== undefined) this.noteAge(watch, info);
        const { end, lastEvent } = watch.state ?? {};
        const state: ExecutionState = { description, info, eventId, lastEvent, end };
        const lacksEnd = info?.executionStatus === 'CLOSED' && end === undefined && watch.wantsEnd;
        return lacksEnd ? this.#end(watch, state) : of(state);
      }),
    );
  }

  /** Adds its end to the state of a closed execution. */
  #end(watch: Watch<ExecutionState>, state: ExecutionState): Observable<ExecutionState> {
    return this.#event(watch, Number.NEGATIVE_INFINITY).pipe(map(end => ({ ...state, lastEvent: end, end })));
  }

  #lastEvent(watch: Watch<ExecutionState>, since: number): Observable<ExecutionState> {
    return this.#event(watch, since).pipe(
      mergeMap(event => {
        const { state } = watch;
        const end = closingEvents.has(event.eventType) ? event : undefined;
        const seen: ExecutionState = { ...state, lastEvent: event, end, gone: undefined };
        if (!watch.wantsDetail) return of(seen);
        const isUpToDate = state?.description !== undefined && state.eventId === event.eventId;
        if (isUpToDate) return of(seen);
        // The description is at least as new as the event, because it is asked for afterwards.
        const described$ = defer(() =>
          this.#describe(watch, end === undefined ? since : Number.NEGATIVE_INFINITY, event.eventId),
        );
        const isNews = end !== undefined || state?.description !== undefined || watch.wantsEvents;
        return concat(isNews ? of(seen) : EMPTY, described$);
      }),
    );
  }

  #event(watch: Watch<ExecutionState>, since: number): Observable<HistoryEvent> {
    const { client, domain } = this.place;
    const call$ = request(client, GetWorkflowExecutionHistoryCommand, {
      domain,
      execution: toRunId(watch.key),
      reverseOrder: true,
      maximumPageSize: 1,
    });
    return this.call(watch, 'GetWorkflowExecutionHistory', call$, since).pipe(
      map(({ events }) => requireMember(events?.[0], 'events')),
    );
  }

  /** The earliest start of the watched executions if it is known of all of them: a listing may begin there. */
  #oldest(): Date {
    let oldest = Number.POSITIVE_INFINITY;
    for (const { state } of this.watches.values()) {
      if (state?.end !== undefined) continue;
      oldest = Math.min(oldest, state?.info?.startTimestamp?.getTime() ?? 0);
    }
    return new Date(Number.isFinite(oldest) ? oldest : 0);
  }
}

function entryOf(info: WorkflowExecutionInfo): [string, WorkflowExecutionInfo][] {
  const { workflowId, runId } = info.execution ?? {};
  return workflowId === undefined || runId === undefined ? [] : [[runKey({ workflowId, runId }), info]];
}

function dataOf(description: DescribeWorkflowExecutionCommandOutput | undefined): unknown {
  if (description === undefined) return undefined;
  const { $metadata: _, ...data } = description;
  return data;
}
