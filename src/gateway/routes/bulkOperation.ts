import { WorkflowExecution } from '../../models/index.js';
import {
  cancellation,
  type ExecutionOperation,
  rerunning,
  signaling,
  termination,
} from '../../streams/index.js';
import { redriving } from '../../workflows/execution/redriving.js';
import type { BulkAction } from '../options/GatewayAction.js';
import { type BodyRules, checkBody, textIn } from './bodyRules.js';
import type { Call } from './Call.js';
import type { Body } from './readBody.js';
import { oneOf } from './readQuery.js';

interface Kind {
  readonly rules: BodyRules;
  readonly required?: readonly string[];
  readonly operation: (body: Body) => ExecutionOperation;
}

const common = { action: 'text', filter: 'any', dryRun: 'boolean', reason: 'text' } as const;

const kinds: Readonly<Record<BulkAction['action'], Kind>> = {
  signal: {
    rules: { ...common, signalName: 'text', input: 'any' },
    required: ['signalName'],
    operation: body => signaling(textIn(body, 'signalName') ?? '', body),
  },
  cancel: { rules: common, operation: () => cancellation },
  terminate: {
    rules: { ...common, details: 'any', childPolicy: 'text' },
    operation: termination,
  },
  rerun: {
    rules: { ...common, input: 'any', taskList: 'text' },
    operation: rerunning,
  },
  redrive: {
    rules: { ...common, from: 'text', taskList: 'text' },
    operation: redriving,
  },
};

/**
 * Returns the action of a bulk request, and what it does to each execution.
 *
 * @throws `Problem` with status 400, or `InvalidArgumentError`, for a body that is not valid
 */
export function bulkOperation({ body, gateway }: Call): {
  readonly action: BulkAction['action'];
  readonly operation: ExecutionOperation;
} {
  const names = Object.keys(kinds) as BulkAction['action'][];
  const action = oneOf('action', textIn(body, 'action') ?? '', names) ?? 'signal';
  const { rules, required = [], operation } = kinds[action];
  checkBody(body, rules, ['filter', ...required]);
  const found = operation(body);
  // Arguments that SWF would refuse are refused before the first execution. Nothing is sent until one subscribes.
  found.perform(new WorkflowExecution({ domain: gateway.domain, workflowId: 'any', runId: 'any' }));
  return { action, operation: found };
}
