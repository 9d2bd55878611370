import { map, type Observable, tap } from 'rxjs';
import type { WorkflowExecution } from '../../models/index.js';
import type { StartedRun } from '../../remote/wire/records.js';
import { WorkflowExecutionQuerySet } from '../../streams/index.js';
import { omitUndefined } from '../../values/index.js';
import type { DurableExecution } from '../../workflows/index.js';
import type { GatewayActionName } from '../options/GatewayAction.js';
import { type BodyRules, checkBody, startRules, textIn, typeIn } from './bodyRules.js';
import type { Call, Operation } from './Call.js';
import { checkedIds, executionOf } from './executionOf.js';
import type { Body } from './readBody.js';
import { checkNames } from './readQuery.js';
import { json } from './responses.js';

const startBody = {
  workflowType: 'type',
  workflowId: 'text',
  input: 'any',
  reason: 'text',
  ...startRules,
} as const;

/** Starts an execution. */
export const startRoute: Operation = {
  name: 'start',
  facts: ({ url, body }) => {
    checkNames(url.searchParams, []);
    checkBody(body, startBody, ['workflowType']);
    return omitUndefined({ workflowType: typeIn(body), workflowId: textIn(body, 'workflowId') });
  },
  respond: call => {
    const { reason: _, ...body } = call.body;
    const executions = new WorkflowExecutionQuerySet(call.gateway.domain);
    return started(
      call,
      executions.create({ ...body, workflowType: typeIn(body) ?? { name: '', version: '' } }),
    );
  },
};

/** The actions on one execution, by the last part of the path. */
export const actionRoutes: Readonly<Record<string, Operation>> = {
  signal: action('signal', { signalName: 'text', input: 'any' }, (execution, body, call) =>
    done(call, execution.signal(textIn(body, 'signalName') ?? '', body['input'])),
  ),
  cancel: action('cancel', {}, (execution, _, call) => done(call, execution.requestCancel())),
  terminate: action('terminate', { details: 'any', childPolicy: 'text' }, (execution, body, call) =>
    done(call, execution.terminate({ ...body, ...omitUndefined({ reason: textIn(call.body, 'reason') }) })),
  ),
  rerun: action('rerun', { input: 'any', ...startRules }, (execution, body, call) =>
    started(call, execution.rerun(body)),
  ),
  redrive: action(
    'redrive',
    { from: 'text', despiteLaterRun: 'boolean', ...startRules },
    (execution, body, call) => started(call, execution.redrive(body)),
  ),
};

/** Returns an action on one execution. Its body has no `reason`. */
function action(
  name: GatewayActionName,
  rules: BodyRules,
  perform: (execution: DurableExecution<unknown>, body: Body, call: Call) => Observable<Response>,
): Operation {
  return {
    name,
    facts: call => {
      checkBody(call.body, { ...rules, reason: 'text' }, 'signalName' in rules ? ['signalName'] : []);
      return { ...checkedIds(call), ...omitUndefined({ signalName: textIn(call.body, 'signalName') }) };
    },
    respond: call => {
      const { reason: _, ...body } = call.body;
      return perform(executionOf(call), body, call);
    },
  };
}

const done = ({ audit }: Call, action$: Observable<unknown>): Observable<Response> =>
  action$.pipe(
    tap({ next: () => audit('ok'), error: error => audit('failed', { error }) }),
    map(() => new Response(null, { status: 204 })),
  );

const started = ({ audit }: Call, action$: Observable<WorkflowExecution>): Observable<Response> =>
  action$.pipe(
    tap({
      next: ({ workflowId, runId }) => audit('ok', { workflowId, newRunId: runId }),
      error: error => audit('failed', { error }),
    }),
    map(({ workflowId, runId = '' }) => {
      const run: StartedRun = { workflowId, runId };
      return json(run, 201);
    }),
  );
