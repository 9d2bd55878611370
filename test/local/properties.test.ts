import type { HistoryEvent, WorkflowExecution, WorkflowExecutionOpenCounts } from '@aws-sdk/client-swf';
import fc from 'fast-check';
import { LocalSwf, type ManualClock, manualClock } from 'rx-swf/local';
import { expect, it } from 'vitest';
import { activityList, activityType, decisionList, domain, workflowType } from './support.js';

/** A client that says no more than it must, so that thousands of calls cost little. */
class Bare {
  readonly clock: ManualClock = manualClock();
  readonly swf = new LocalSwf({ clock: this.clock, longPoll: 0, lambda: { F: input => input } });
  readonly runs: WorkflowExecution[] = [];
  readonly decisionTasks: string[] = [];
  readonly activityTasks: string[] = [];

  /** The answer, or undefined if the call was refused, which must be with a fault. */
  async call(operation: string, input: object) {
    const answered = this.swf.requestHandler.handle({
      headers: { 'x-amz-target': `SimpleWorkflowService.${operation}` },
      body: JSON.stringify(input),
    });
    this.clock.advance(0);
    const { response } = await answered;
    const body = JSON.parse(Buffer.from(response.body).toString() || '{}');
    if (response.statusCode === 200) return body;
    expect(body.__type).toMatch(/Fault$/);
    return undefined;
  }

  async prepare(): Promise<this> {
    await this.call('RegisterDomain', { name: domain, workflowExecutionRetentionPeriodInDays: '90' });
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
const decisions = fc
  .tuple(fc.array(decision, { maxLength: 4 }), fc.option(closing, { freq: 3, nil: undefined }))
  .map(([some, last]) =>
    (last === undefined ? some : [...some, last]).map(([decisionType, attributes]) => ({
      decisionType,
      [`${decisionType.charAt(0).toLowerCase()}${decisionType.slice(1)}DecisionAttributes`]: attributes,
    })),
  );

/** What one of the clients does next. */
const step = fc.oneof(
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

interface Step {
  readonly act: string;
  readonly workflowId?: string;
  readonly childPolicy?: string;
  readonly decisions?: object[];
  readonly milliseconds?: number;
}

async function take(world: Bare, { act, workflowId = '', milliseconds = 0, ...given }: Step): Promise<void> {
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

/** How many of the things that one type of event opens no other type has closed. */
function countOpen(events: readonly HistoryEvent[]) {
  const count = (pattern: RegExp) => events.filter(({ eventType }) => pattern.test(`${eventType}`)).length;
  return {
    openActivityTasks:
      count(/^ActivityTaskScheduled$/) - count(/^ActivityTask(Completed|Failed|TimedOut|Canceled)$/),
    openTimers: count(/^TimerStarted$/) - count(/^Timer(Fired|Canceled)$/),
    openChildWorkflowExecutions:
      count(/^ChildWorkflowExecutionStarted$/) -
      count(/^ChildWorkflowExecution(Completed|Failed|TimedOut|Canceled|Terminated)$/),
    openLambdaFunctions:
      count(/^LambdaFunctionScheduled$/) -
      count(/^LambdaFunction(Completed|Failed|TimedOut)$|^StartLambdaFunctionFailed$/),
    openDecisionTasks: Math.min(
      1,
      count(/^DecisionTaskScheduled$/) - count(/^DecisionTask(Completed|TimedOut)$/),
    ),
  } satisfies WorkflowExecutionOpenCounts;
}

const closes = /^WorkflowExecution(Completed|Failed|Canceled|TimedOut|Terminated|ContinuedAsNew)$/;

function checkHistory(
  events: readonly HistoryEvent[],
  counts: WorkflowExecutionOpenCounts,
  isClosed: boolean,
) {
  expect(events.map(({ eventId }) => eventId)).toEqual(events.map((_, index) => index + 1));
  let running = 0;
  let waiting = 0;
  let time = 0;
  for (const event of events) {
    const at = Number(event.eventTimestamp);
    expect(at).toBeGreaterThanOrEqual(time);
    time = at;
    if (event.eventType === 'DecisionTaskScheduled') waiting += 1;
    if (event.eventType === 'DecisionTaskStarted') {
      waiting -= 1;
      running += 1;
    }
    if (/^DecisionTask(Completed|TimedOut)$/.test(`${event.eventType}`)) running -= 1;
    expect(running).toBeGreaterThanOrEqual(0);
    expect(running).toBeLessThanOrEqual(1);
    expect(waiting).toBeLessThanOrEqual(1);
    const scheduled = event.activityTaskStartedEventAttributes?.scheduledEventId;
    if (scheduled) expect(events[scheduled - 1]?.eventType).toBe('ActivityTaskScheduled');
  }
  const ends = events.filter(({ eventType }) => closes.test(`${eventType}`));
  expect(ends).toEqual(isClosed ? [events.at(-1)] : []);
  expect(counts).toEqual(countOpen(events));
}

it('whatever is called in whatever order, every history stays true and every count with it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 80, size: 'max' }), async steps => {
      const world = await new Bare().prepare();
      for (const each of steps) await take(world, each);
      let open = 0;
      const distinct = new Map(world.runs.map(run => [run.runId, run]));
      for (const execution of distinct.values()) {
        const { events } = await world.call('GetWorkflowExecutionHistory', { domain, execution });
        const { executionInfo, openCounts } = await world.call('DescribeWorkflowExecution', {
          domain,
          execution,
        });
        const isClosed = executionInfo.executionStatus === 'CLOSED';
        if (!isClosed) open += 1;
        checkHistory(events, openCounts, isClosed);
      }
      const startTimeFilter = { oldestDate: 0 };
      const counted = await world.call('CountOpenWorkflowExecutions', { domain, startTimeFilter });
      const { executionInfos } = await world.call('ListOpenWorkflowExecutions', { domain, startTimeFilter });
      expect(counted.count).toBe(executionInfos.length);
      // Children and successors that nobody has polled for are not among the runs that we know.
      expect(counted.count).toBeGreaterThanOrEqual(open);
      await world.swf.close();
    }),
    { numRuns: 100 },
  );
});
