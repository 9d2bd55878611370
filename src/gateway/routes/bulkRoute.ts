import {
  bufferTime,
  concat,
  defer,
  filter,
  finalize,
  map,
  mergeMap,
  type Observable,
  of,
  startWith,
  tap,
} from 'rxjs';
import type { BulkPlan, BulkProgress } from '../../remote/wire/bulk.js';
import { serviceNow } from '../../requests/index.js';
import {
  addOutcome,
  type ExecutionSelection,
  extentOf,
  noOutcomes,
  type Outcome,
  outcomesOf,
  toRecord,
} from '../../streams/index.js';
import { omitUndefined } from '../../values/index.js';
import { Frame } from '../streams/Frame.js';
import { textIn } from './bodyRules.js';
import { bulkOperation } from './bulkOperation.js';
import { bulkSelection } from './bulkSelection.js';
import type { Call, Operation } from './Call.js';
import { checkNames } from './readQuery.js';
import { events, json } from './responses.js';

/*
 * A dry run is a read and answers JSON. Otherwise the response is a stream of progress, and the action goes on for as
 * long as its client reads: leaving stops it, and aborts the calls under way. It is paced like all watching, below the rates of
 * SWF.
 */

/** Executions that a dry run shows. */
const sampleSize = 10;

/** Milliseconds between two messages of progress. */
const interval = 200;

/** An action on each execution of a selection. */
export const bulkRoute: Operation = {
  name: 'bulk',
  isRead: isDryRun,
  facts: call => {
    checkNames(call.url.searchParams, []);
    const { action, operation } = bulkOperation(call);
    return {
      ...omitUndefined({ signalName: textIn(call.body, 'signalName') }),
      bulk: { action, filter: bulkSelection(call.body['filter'], operation.state), isDryRun: isDryRun(call) },
    };
  },
  respond: call => {
    const { operation } = bulkOperation(call);
    const selection = untilNow(call, bulkSelection(call.body['filter'], operation.state));
    const { domain } = call.gateway;
    if (isDryRun(call))
      return extentOf(domain, selection, sampleSize).pipe(
        map(({ count, sample }): BulkPlan => ({ count, sample: sample.map(run => toRecord(run)) })),
        map(plan => json(plan)),
      );
    return events(call, progress(call, selection).pipe(map(value => new Frame(value))), { latest: false });
  },
};

function isDryRun({ body }: Call): boolean {
  return body['dryRun'] === true;
}

/** Leaves out executions that start, or are closed, after the beginning. */
function untilNow({ gateway }: Call, selection: ExecutionSelection): ExecutionSelection {
  const now = new Date(serviceNow(gateway.domain.client));
  const { until = now } = selection;
  return { ...selection, until: until < now ? until : now };
}

function progress(call: Call, selection: ExecutionSelection): Observable<BulkProgress> {
  const { domain, scheduler } = call.gateway;
  const { action, operation } = bulkOperation(call);
  return extentOf(domain, selection, 1).pipe(
    mergeMap(({ count: total }) => {
      let tally = noOutcomes;
      let isOver = false;
      const progressOf = (failures: readonly Outcome[], isDone: boolean): BulkProgress => {
        const { ok, skipped, failed } = tally;
        return { ok, skipped, failed, total, failures, isDone };
      };
      const audit = (outcome: 'begun' | 'ok' | 'failed' | 'stopped', error?: unknown) => {
        isOver = outcome !== 'begun';
        const { ok, skipped, failed } = tally;
        call.audit(outcome, { error, bulk: { action, filter: selection, ok, skipped, failed } });
      };
      return concat(
        outcomesOf(domain, operation, { selection }, scheduler).pipe(
          tap(outcome => {
            tally = addOutcome(tally, outcome);
          }),
          bufferTime(interval, undefined, Number.POSITIVE_INFINITY, scheduler),
          filter(batch => batch.length > 0),
          map(batch =>
            progressOf(
              batch.filter(({ outcome }) => outcome === 'failed'),
              false,
            ),
          ),
        ),
        defer(() => of(progressOf([], true))),
      ).pipe(
        startWith(progressOf([], false)),
        tap({
          subscribe: () => audit('begun'),
          error: error => audit('failed', error),
          complete: () => audit('ok'),
        }),
        finalize(() => {
          if (!isOver) audit('stopped');
        }),
      );
    }),
  );
}
