import type { HistoryEvent, WorkflowExecutionOpenCounts } from '@aws-sdk/client-swf';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { domain } from '../harness/registrations.js';
import { RawHarness } from './RawHarness.js';
import { step, take } from './randomSteps.js';

/** Returns the number of items opened by one type of event and not closed by another. */
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

it('any calls in any order leave every history and every count consistent', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 80, size: 'max' }), async steps => {
      const harness = await new RawHarness().prepare();
      for (const each of steps) await take(harness, each);
      let open = 0;
      const distinct = new Map(harness.runs.map(run => [run.runId, run]));
      for (const execution of distinct.values()) {
        const { events } = await harness.call('GetWorkflowExecutionHistory', { domain, execution });
        const { executionInfo, openCounts } = await harness.call('DescribeWorkflowExecution', {
          domain,
          execution,
        });
        const isClosed = executionInfo.executionStatus === 'CLOSED';
        if (!isClosed) open += 1;
        checkHistory(events, openCounts, isClosed);
      }
      const startTimeFilter = { oldestDate: 0 };
      const counted = await harness.call('CountOpenWorkflowExecutions', { domain, startTimeFilter });
      const { executionInfos } = await harness.call('ListOpenWorkflowExecutions', {
        domain,
        startTimeFilter,
      });
      expect(counted.count).toBe(executionInfos.length);
      // Children and successors that were never polled for are not among the known runs.
      expect(counted.count).toBeGreaterThanOrEqual(open);
      await harness.swf.close();
    }),
    { numRuns: 100 },
  );
});
