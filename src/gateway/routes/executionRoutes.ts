import { map, type Observable } from 'rxjs';
import { toRecord } from '../../streams/index.js';
import { omitUndefined } from '../../values/index.js';
import { why } from '../../why/index.js';
import type { DurableExecution } from '../../workflows/index.js';
import type { GatewayActionName } from '../options/GatewayAction.js';
import { spaced } from '../streams/spaced.js';
import type { Call, Operation } from './Call.js';
import { checkedIds, executionOf, idsOf } from './executionOf.js';
import { historyRoute } from './historyRoute.js';
import { pendingRoute } from './pendingRoute.js';
import { json, versions } from './responses.js';
import { stateRecord } from './stateRecord.js';
import { stepsRoute } from './stepsRoute.js';
import { timelineRoute } from './timelineRoute.js';

/** Reads of one execution, by the last part of the path. */
export const executionRoutes: Readonly<Record<string, Operation>> = {
  '': answer('readExecution', call =>
    executionOf(call)
      .upstream()
      .pipe(map(run => toRecord(run))),
  ),
  timeline: timelineRoute,
  pending: pendingRoute,
  steps: stepsRoute,
  why: answer('readWhy', explanation),
  history: historyRoute,
  state: watch('readState', (execution, { scheduler }) =>
    execution.watchState({ scheduler }).pipe(spaced(stateRecord, scheduler)),
  ),
  progress: watch('readProgress', (execution, { scheduler }) => execution.progress({ scheduler })),
  result: watch('readResult', (execution, { scheduler }) => execution.result({ scheduler })),
};

/** Returns a route whose answer is JSON. Requests at the same time share the calls. */
function answer(name: GatewayActionName, read: (call: Call) => Observable<unknown>): Operation {
  return {
    name,
    facts: call => checkedIds(call),
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
    facts: call => checkedIds(call),
    respond: call =>
      versions(call, {
        key: keyOf(name, call),
        values$: () => read(executionOf(call), call.gateway),
      }),
  };
}

function explanation(call: Call): Observable<unknown> {
  const { domain, listeners, scheduler } = call.gateway;
  return why(domain, idsOf(call), { scheduler, ...omitUndefined({ listeners }) });
}

const keyOf = (name: GatewayActionName, call: Call): string => JSON.stringify([name, idsOf(call)]);
