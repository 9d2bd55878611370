import { setImmediate } from 'node:timers/promises';
import type { WorkflowExecution } from '@aws-sdk/client-swf';
import fc from 'fast-check';
import { LocalSwf, type LocalSwfOptions, type ManualClock, manualClock } from 'rx-swf/local';
import { expect } from 'vitest';
import { activityList, activityType, decisionList, domain, workflowType } from './support.js';

/** A client that says no more than it must, so that thousands of calls cost little. */
export class Bare {
  readonly clock: ManualClock = manualClock();
  swf: LocalSwf;
  readonly runs: WorkflowExecution[] = [];
  readonly decisionTasks: string[] = [];
  readonly activityTasks: string[] = [];

  /** Every answer, and every refusal. */
  readonly answers: unknown[] = [];
  readonly #options: LocalSwfOptions;

  constructor(options: LocalSwfOptions = {}) {
    this.#options = { clock: this.clock, longPoll: 0, lambda: { F: input => input }, ...options };
    this.swf = new LocalSwf(this.#options);
  }

  /** Another service on the same clock goes on where this one ends. */
  async restart(): Promise<void> {
    await this.swf.close();
    this.swf = new LocalSwf(this.#options);
    await this.swf.ready();
  }

  /** The answer, or undefined if the call was refused, which must be with a fault. */
  async call(operation: string, input: object) {
    const answered = this.swf.requestHandler.handle({
      headers: { 'x-amz-target': `SimpleWorkflowService.${operation}` },
      body: JSON.stringify(input),
    });
    const { response } = await this.#finish(answered);
    const body = JSON.parse(Buffer.from(response.body).toString() || '{}');
    this.answers.push([operation, body]);
    if (response.statusCode === 200) return body;
    expect(body.__type).toMatch(/Fault$|#ValidationException$/);
    return undefined;
  }

  /** Lets polls that have no task come back. */
  async #finish<T>(answered: Promise<T>): Promise<T> {
    let isWaiting = true;
    const done = answered.finally(() => {
      isWaiting = false;
    });
    while (isWaiting) {
      this.clock.advance(0);
      await setImmediate();
    }
    return done;
  }

  async prepare(retention = '90'): Promise<this> {
    await this.call('RegisterDomain', { name: domain, workflowExecutionRetentionPeriodInDays: retention });
    const defaultTaskList = decisionList;
    await this.call('RegisterWorkflowType', {
      domain,
      ...workflowType,
      defaultTaskList,
      defaultChildPolicy: 'TERMINATE',
      defaultExecutionStartToCloseTimeout: '500',
      defaultTaskStartToCloseTimeout: '20',
    });
    await this.call('RegisterActivityType', {
      domain,
      ...activityType,
      defaultTaskList: activityList,
      defaultTaskHeartbeatTimeout: '30',
      defaultTaskScheduleToCloseTimeout: '90',
      defaultTaskScheduleToStartTimeout: '40',
      defaultTaskStartToCloseTimeout: '60',
    });
    return this;
  }
}

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

/** What one of the clients does next. */
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
  world: Bare,
  { act, workflowId = '', milliseconds = 0, ...given }: Step,
): Promise<void> {
  const target = { domain, workflowId };
  switch (act) {
    case 'start': {
      const started = await world.call('StartWorkflowExecution', { ...target, workflowType });
      if (started) world.runs.push({ workflowId, runId: started.runId });
      break;
    }
    case 'signal':
      await world.call('SignalWorkflowExecution', { ...target, signalName: 's' });
      break;
    case 'cancel':
      await world.call('RequestCancelWorkflowExecution', target);
      break;
    case 'terminate':
      await world.call('TerminateWorkflowExecution', { ...target, ...given });
      break;
    case 'poll for a decision task': {
      const task = await world.call('PollForDecisionTask', { domain, taskList: decisionList });
      if (task?.taskToken === undefined) break;
      world.decisionTasks.push(task.taskToken);
      world.runs.push(task.workflowExecution);
      break;
    }
    case 'decide': {
      const taskToken = world.decisionTasks.shift();
      if (taskToken) await world.call('RespondDecisionTaskCompleted', { taskToken, ...given });
      break;
    }
    case 'poll for an activity task': {
      const task = await world.call('PollForActivityTask', { domain, taskList: activityList });
      if (task?.taskToken) world.activityTasks.push(task.taskToken);
      break;
    }
    case 'heartbeat': {
      const [taskToken] = world.activityTasks;
      if (taskToken) await world.call('RecordActivityTaskHeartbeat', { taskToken });
      break;
    }
    case 'advance':
      world.clock.advance(milliseconds);
      break;
    default: {
      const taskToken = world.activityTasks.shift();
      if (taskToken) await world.call(`RespondActivityTask${act}`, { taskToken });
    }
  }
}
