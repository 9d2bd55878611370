import { map, type Observable } from 'rxjs';
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

const startBody = { workflowType: 'type', workflowId: 'text', input: 'any', ...startRules } as const;

/** Starts an execution. */
export const startRoute: Operation = {
  name: 'start',
  facts: ({ url, body }) => {
    checkNames(url.searchParams, []);
    checkBody(body, startBody, ['workflowType']);
    return omitUndefined({ workflowType: typeIn(body), workflowId: textIn(body, 'workflowId') });
  },
  respond: ({ gateway, body }) =>
    new WorkflowExecutionQuerySet(gateway.domain)
      .create({ ...body, workflowType: typeIn(body) ?? { name: '', version: '' } })
      .pipe(map(started)),
};

/** The actions on one execution, by the last part of the path. */
export const actionRoutes: Readonly<Record<string, Operation>> = {
  signal: {
    ...action('signal', { signalName: 'text', input: 'any' }, (execution, body) =>
      execution.signal(textIn(body, 'signalName') ?? '', body['input']).pipe(map(done)),
    ),
    facts: call => {
      checkBody(call.body, { signalName: 'text', input: 'any' }, ['signalName']);
      return { ...checkedIds(call), ...omitUndefined({ signalName: textIn(call.body, 'signalName') }) };
    },
  },
  cancel: action('cancel', {}, execution => execution.requestCancel().pipe(map(done))),
  terminate: action('terminate', { reason: 'text', details: 'any', childPolicy: 'text' }, (execution, body) =>
    execution.terminate(body).pipe(map(done)),
  ),
  rerun: action('rerun', { input: 'any', ...startRules }, (execution, body) =>
    execution.rerun(body).pipe(map(started)),
  ),
  redrive: action('redrive', { from: 'text', despiteLaterRun: 'boolean', ...startRules }, (execution, body) =>
    execution.redrive(body).pipe(map(started)),
  ),
};

function action(
  name: GatewayActionName,
  rules: BodyRules,
  perform: (execution: DurableExecution<unknown>, body: Body) => Observable<Response>,
): Operation {
  return {
    name,
    facts: call => {
      checkBody(call.body, rules);
      return checkedIds(call);
    },
    respond: (call: Call) => perform(executionOf(call), call.body),
  };
}

const done = (): Response => new Response(null, { status: 204 });

function started({ workflowId, runId = '' }: WorkflowExecution): Response {
  const run: StartedRun = { workflowId, runId };
  return json(run, 201);
}
