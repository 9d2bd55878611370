import { map, mergeMap, type Observable } from 'rxjs';
import { serviceNow } from '../../requests/index.js';
import { toRecord } from '../../streams/index.js';
import { timelineOf } from '../../timeline/index.js';
import { omitUndefined } from '../../values/index.js';
import { why } from '../../why/index.js';
import type { DurableExecution } from '../../workflows/index.js';
import type { GatewayActionName } from '../options/GatewayAction.js';
import { unlessSeen } from '../streams/unlessSeen.js';
import { versioned } from '../streams/versioned.js';
import type { Call, Operation } from './Call.js';
import { checkedIds, executionOf, idsOf, runOf } from './executionOf.js';
import { historyRoute } from './historyRoute.js';
import { events, json } from './responses.js';
import { stateRecord } from './stateRecord.js';

/** What can be read of one execution, by the last part of the path. */
export const executionRoutes: Readonly<Record<string, Operation>> = {
  '': answer('readExecution', call =>
    executionOf(call)
      .upstream()
      .pipe(map(run => toRecord(run))),
  ),
  timeline: answer('readTimeline', timeline),
  why: answer('readWhy', explanation),
  history: historyRoute,
  state: watch('readState', (execution, { scheduler }) =>
    execution.watchState({ scheduler }).pipe(map(stateRecord)),
  ),
  progress: watch('readProgress', (execution, { scheduler }) => execution.progress({ scheduler })),
  result: watch('readResult', (execution, { scheduler }) => execution.result({ scheduler })),
};

/** Returns a route whose answer is JSON. Requests at the same time share the calls. */
function answer(name: GatewayActionName, read: (call: Call) => Observable<unknown>): Operation {
  return {
    name,
    facts: checkedIds,
    respond: call => call.streams.get(keyOf(name, call), () => read(call)).pipe(map(value => json(value))),
  };
}

/** Returns a route whose answer is a stream of versions, of which only the latest one matters. */
function watch(
  name: GatewayActionName,
  read: (execution: DurableExecution<unknown>, gateway: Call['gateway']) => Observable<unknown>,
): Operation {
  return {
    name,
    facts: checkedIds,
    respond: call => {
      const frames$ = call.streams.get(keyOf(name, call), () =>
        versioned(read(executionOf(call), call.gateway)),
      );
      return events(call, frames$.pipe(unlessSeen(call.request)), { latest: true });
    },
  };
}

function timeline(call: Call): Observable<unknown> {
  return runOf(call).pipe(
    mergeMap(run => {
      const { domain, workflowId, runId } = run;
      const now = new Date(serviceNow(domain.client));
      return run
        .history()
        .pipe(map(history => timelineOf(history, { domain: domain.name, workflowId, runId, now })));
    }),
  );
}

function explanation(call: Call): Observable<unknown> {
  const { domain, listeners, scheduler } = call.gateway;
  return why(domain, idsOf(call), { scheduler, ...omitUndefined({ listeners }) });
}

const keyOf = (name: GatewayActionName, call: Call): string => JSON.stringify([name, idsOf(call)]);
