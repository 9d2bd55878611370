import fc from 'fast-check';
import { activityList, activityType, decisionList, domain, workflowType } from '../harness/registrations.js';
import type { RawHarness } from './RawHarness.js';

const workflowId = fc.constantFrom('w1', 'w2', 'w3');
const id = fc.constantFrom('a', 'b', 'c');
const seconds = fc.constantFrom('0', '1', '25', '70');

const decision = fc.oneof(
  id.map(activityId => ['ScheduleActivityTask', { activityId, activityType }] as const),
  id.map(activityId => ['RequestCancelActivityTask', { activityId }] as const),
  fc
    .tuple(id, seconds)
    .map(([timerId, startToFireTimeout]) => ['StartTimer', { timerId, startToFireTimeout }] as const),
  id.map(timerId => ['CancelTimer', { timerId }] as const),
  id.map(markerName => ['RecordMarker', { markerName }] as const),
  workflowId.map(child => ['StartChildWorkflowExecution', { workflowId: child, workflowType }] as const),
  workflowId.map(
    target => ['SignalExternalWorkflowExecution', { workflowId: target, signalName: 's' }] as const,
  ),
  workflowId.map(target => ['RequestCancelExternalWorkflowExecution', { workflowId: target }] as const),
  id.map(lambda => ['ScheduleLambdaFunction', { id: lambda, name: 'F' }] as const),
);
const closing = fc.constantFrom(
  ['CompleteWorkflowExecution', {}] as const,
  ['FailWorkflowExecution', {}] as const,
  ['CancelWorkflowExecution', {}] as const,
  ['ContinueAsNewWorkflowExecution', {}] as const,
);
export const decisions = fc
  .tuple(fc.array(decision, { maxLength: 4 }), fc.option(closing, { freq: 3, nil: undefined }))
  .map(([some, last]) =>
    (last === undefined ? some : [...some, last]).map(([decisionType, attributes]) => ({
      decisionType,
      [`${decisionType.charAt(0).toLowerCase()}${decisionType.slice(1)}DecisionAttributes`]: attributes,
    })),
  );

/** Steps of the clients. */
export const step = fc.oneof(
  fc.record({ act: fc.constantFrom('start', 'signal', 'cancel'), workflowId }),
  fc.record({
    act: fc.constant('terminate'),
    workflowId,
    childPolicy: fc.constantFrom('TERMINATE', 'REQUEST_CANCEL', 'ABANDON'),
  }),
  fc.record({ act: fc.constant('poll for a decision task') }),
  fc.record({ act: fc.constant('decide'), decisions }),
  fc.record({ act: fc.constant('poll for an activity task') }),
  fc.record({
    act: fc.constantFrom('Completed', 'Failed', 'Canceled', 'heartbeat'),
  }),
  fc.record({ act: fc.constant('advance'), milliseconds: fc.constantFrom(1, 10_000, 45_000) }),
);

export interface Step {
  readonly act: string;
  readonly workflowId?: string;
  readonly childPolicy?: string;
  readonly decisions?: object[];
  readonly milliseconds?: number;
}

export async function take(
  harness: RawHarness,
  { act, workflowId = '', milliseconds = 0, ...given }: Step,
): Promise<void> {
  const target = { domain, workflowId };
  switch (act) {
    case 'start': {
      const started = await harness.call('StartWorkflowExecution', { ...target, workflowType });
      if (started) harness.runs.push({ workflowId, runId: started.runId });
      break;
    }
    case 'signal':
      await harness.call('SignalWorkflowExecution', { ...target, signalName: 's' });
      break;
    case 'cancel':
      await harness.call('RequestCancelWorkflowExecution', target);
      break;
    case 'terminate':
      await harness.call('TerminateWorkflowExecution', { ...target, ...given });
      break;
    case 'poll for a decision task': {
      const task = await harness.call('PollForDecisionTask', { domain, taskList: decisionList });
      if (task?.taskToken === undefined) break;
      harness.decisionTasks.push(task.taskToken);
      harness.runs.push(task.workflowExecution);
      break;
    }
    case 'decide': {
      const taskToken = harness.decisionTasks.shift();
      if (taskToken) await harness.call('RespondDecisionTaskCompleted', { taskToken, ...given });
      break;
    }
    case 'poll for an activity task': {
      const task = await harness.call('PollForActivityTask', { domain, taskList: activityList });
      if (task?.taskToken) harness.activityTasks.push(task.taskToken);
      break;
    }
    case 'heartbeat': {
      const [taskToken] = harness.activityTasks;
      if (taskToken) await harness.call('RecordActivityTaskHeartbeat', { taskToken });
      break;
    }
    case 'advance':
      harness.clock.advance(milliseconds);
      break;
    default: {
      const taskToken = harness.activityTasks.shift();
      if (taskToken) await harness.call(`RespondActivityTask${act}`, { taskToken });
    }
  }
}
