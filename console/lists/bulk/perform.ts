import {
  type BulkPlan,
  type BulkProgress,
  type BulkRequest,
  type ExecutionRecord,
  type Outcome,
  RemoteError,
  type RemoteExecution,
} from 'rx-swf/remote';
import { catchError, from, map, mergeMap, type Observable, of, scan, startWith } from 'rxjs';
import { messageOf } from '../../frame/Fault.js';
import { gateway } from '../../streams/gateway.js';
import type { BulkAction, BulkTarget } from './bulkActions.js';

/** An action with its parameters. Its filter is that of the target. */
export type BulkOrder = Omit<BulkRequest, 'filter'>;

/** Executions of a selection on which the page acts at a time. */
const concurrency = 4;

/** Emits what an action would be about. */
export function planOf(target: BulkTarget, { takes }: BulkAction, order: BulkOrder): Observable<BulkPlan> {
  if (target.kind === 'filter') return gateway.planBulk({ ...order, filter: target.filter });
  const items = target.items.filter(({ status }) => status === takes);
  return of({ count: { count: items.length, truncated: false }, sample: items.slice(0, 10) });
}

/** Performs an action. Emits the progress. Unsubscribing stops it, and aborts the calls under way. */
export function perform(
  target: BulkTarget,
  { takes }: BulkAction,
  order: BulkOrder,
): Observable<BulkProgress> {
  if (target.kind === 'filter') return gateway.bulk({ ...order, filter: target.filter });
  const items = target.items.filter(({ status }) => status === takes);
  const before: BulkProgress = {
    ok: 0,
    skipped: 0,
    failed: 0,
    total: { count: items.length, truncated: false },
    failures: [],
    isDone: false,
  };
  return from(items).pipe(
    mergeMap(item => outcomeOf(item, order), concurrency),
    scan(added, before),
    startWith(before),
  );
}

function added(progress: BulkProgress, outcome: Outcome): BulkProgress {
  const { ok, skipped, failed, total } = progress;
  return {
    ...progress,
    [outcome.outcome]: progress[outcome.outcome] + 1,
    failures: outcome.outcome === 'failed' ? [outcome] : [],
    isDone: ok + skipped + failed + 1 === total.count,
  };
}

function outcomeOf({ workflowId, runId = '' }: ExecutionRecord, order: BulkOrder): Observable<Outcome> {
  const done = { workflowId, runId };
  return act(gateway.execution(workflowId, runId), order).pipe(
    map((): Outcome => ({ ...done, outcome: 'ok' })),
    catchError((error: unknown) =>
      of<Outcome>(
        error instanceof RemoteError && error.kind === 'DoesNotExistError'
          ? { ...done, outcome: 'skipped', reason: 'it has ended meanwhile' }
          : { ...done, outcome: 'failed', error: messageOf(error) },
      ),
    ),
  );
}

function act(
  execution: RemoteExecution,
  { action, signalName = '', input, reason, childPolicy }: BulkOrder,
): Observable<unknown> {
  const options = reason === undefined ? {} : { reason };
  switch (action) {
    case 'signal':
      return execution.signal(signalName, input, options);
    case 'cancel':
      return execution.requestCancel(options);
    case 'terminate':
      return execution.terminate({ ...options, ...(childPolicy && { childPolicy }) });
    case 'rerun':
      return execution.rerun(options);
    case 'redrive':
      return execution.redrive(options);
  }
}
