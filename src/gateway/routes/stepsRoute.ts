import { defer, last, map, mergeMap, type Observable } from 'rxjs';
import type { History } from '../../history/index.js';
import { WorkflowExecution } from '../../models/index.js';
import { typeKey } from '../../values/index.js';
import type { MarbleRow } from '../../workflows/steps/Marbles.js';
import { recordSteps } from '../../workflows/steps/recordSteps.js';
import { type StepList, StepLog } from '../../workflows/steps/StepLog.js';
import { Problem } from '../errors/Problem.js';
import type { Call, Operation } from './Call.js';
import { checkedIds, idsOf, runOf } from './executionOf.js';
import { json, versions, wantsEvents } from './responses.js';

/** Milliseconds after which the code of a turn is interrupted. */
const interruptAfter = 1_000;

/** The decisions of a durable execution whose code the gateway has: as JSON, or all changes as server-sent events. */
export const stepsRoute: Operation = {
  name: 'readSteps',
  facts: call => checkedIds(call),
  respond: call => {
    const key = JSON.stringify(['steps', idsOf(call)]);
    if (wantsEvents(call.request))
      return versions(call, { key, values$: () => watchSteps(call), identify: rowKey });
    return call.streams.get(`once ${key}`, () => stepsOnce(call)).pipe(map(list => json(list)));
  },
};

function watchSteps(call: Call): Observable<StepList> {
  const { domain, scheduler } = call.gateway;
  return runOf(call).pipe(
    mergeMap(({ workflowId, runId }) => {
      const run = new WorkflowExecution({ domain, workflowId, runId });
      return stepsOf(call, run, run.watchState({ scheduler }));
    }),
  );
}

const stepsOnce = (call: Call): Observable<StepList> =>
  runOf(call).pipe(
    mergeMap(run => stepsOf(call, run, run.history())),
    last(),
  );

/** Emits the steps of the histories of a run, each of which continues the one before. */
const stepsOf = (
  { gateway }: Call,
  { domain, workflowId, runId = '' }: WorkflowExecution,
  histories$: Observable<History>,
): Observable<StepList> =>
  defer(() => {
    let log: StepLog | undefined;
    return histories$.pipe(
      map(history => {
        log ??= new StepLog(
          codeOf(gateway, history),
          { domain: domain.name, execution: { workflowId, runId }, converter: domain.dataConverter },
          { interruptAfter, interrupted: gateway.interrupted },
        );
        return { log, history };
      }),
      recordSteps(gateway.scheduler),
    );
  });

/** Returns the code of the workflow of a history. */
function codeOf({ workflows, interrupted }: Call['gateway'], { execution }: History) {
  const { workflowType } = execution;
  const type = workflowType === undefined ? 'an unknown type' : typeKey(workflowType);
  const workflow = workflows.find(one => typeKey(one) === type);
  if (workflow === undefined)
    throw new Problem(404, 'NoCodeError', `The gateway has no code for ${type}`, { resource: 'workflows' });
  if (interrupted.has(type))
    throw new Problem(409, 'InterruptedError', `The code of ${type} does not end. It is no longer called`);
  return workflow;
}

/** Returns what identifies a marble row; the output stays the last one. Steps are identified by their place. */
function rowKey(element: unknown, index: number): unknown {
  if (typeof element !== 'object' || element === null || !('begin' in element)) return index;
  const { kind, name, id, begin } = element as MarbleRow;
  return JSON.stringify([kind, name, id, begin.eventId]);
}
