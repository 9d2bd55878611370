import { PollForDecisionTaskCommand, RespondDecisionTaskCompletedCommand } from '@aws-sdk/client-swf';
import { recordMarker, scheduleActivityTask, startChildWorkflowExecution, startTimer } from 'rx-swf';
import { why } from 'rx-swf/why';
import { lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { Calls } from '../harness/Calls.js';
import { resize } from '../harness/DomainHarness.js';
import { failCalls } from '../harness/failCalls.js';
import { intercept } from '../harness/intercept.js';
import { WhyHarness } from '../harness/WhyHarness.js';

const resizing = scheduleActivityTask({ activityType: resize, activityId: '1' });
const nightly = startTimer({ timerId: 'nightly', startToFireTimeout: 600 });

/** Lets an execution record this many thousands of markers. */
async function lengthen(harness: WhyHarness, thousands: number): Promise<void> {
  const decisions = Array.from({ length: 100 }, (_, n) => recordMarker({ markerName: `${n}` }));
  // A decider of the library would read the whole history each time.
  const newest = { domain: 'media', taskList: { name: 'decisions' }, maximumPageSize: 1, reverseOrder: true };
  for (let n = 0; n < 10 * thousands; n += 1) {
    await harness.signal('go');
    const { taskToken } = await harness.client.send(new PollForDecisionTaskCommand(newest));
    await harness.client.send(new RespondDecisionTaskCompletedCommand({ taskToken, decisions }));
  }
}

const fault = (name: string) =>
  Object.assign(new Error(`${name} for a test`), {
    name,
    $fault: 'client',
    $metadata: { httpStatusCode: 400 },
  });

describe('the calls of why()', () => {
  it('begin with the subscription, and again with each', async () => {
    const harness = await WhyHarness.deciding(nightly);
    const run = await harness.find('album-7');
    const calls = new Calls(harness.client);
    const explained = why(harness.domain, run);
    expect(calls.operations).toEqual([]);
    await lastValueFrom(explained);
    await lastValueFrom(explained);
    expect(calls.operations).toEqual(['GetWorkflowExecutionHistory', 'GetWorkflowExecutionHistory']);
  });

  it('count each task list once, also for children', async () => {
    const harness = await WhyHarness.deciding(
      ...['1', '2', '3'].map(activityId => scheduleActivityTask({ activityType: resize, activityId })),
    );
    const run = await harness.find('album-7');
    const calls = new Calls(harness.client);
    await harness.whyRun(run);
    expect(calls.take('CountPendingActivityTasks')).toBe(1);
  });

  it('read one page of a history of 24,000 events if that has all that is open', async () => {
    const harness = await WhyHarness.open();
    await harness.start();
    await lengthen(harness, 24);
    await harness.signal('go');
    await harness.decide([resizing]);
    harness.pass(20);
    const run = await harness.find('album-7');
    const calls = new Calls(harness.client);
    const explanation = await harness.whyRun(run);
    expect(explanation.waits.map(({ kind }) => kind)).toEqual(['activity']);
    expect(explanation.execution.startedAt).toEqual(run.startTimestamp);
    expect(explanation.deadline?.of).toBe('the execution');
    expect(calls.operations).toEqual([
      'GetWorkflowExecutionHistory',
      'DescribeWorkflowExecution',
      'GetWorkflowExecutionHistory',
      'CountPendingActivityTasks',
    ]);
  }, 60_000);

  it('read as many pages as it takes to find what is open', async () => {
    const harness = await WhyHarness.open();
    await harness.start();
    await lengthen(harness, 2);
    await harness.signal('go');
    await harness.decide([nightly]);
    harness.pass(20);
    await lengthen(harness, 2);
    const run = await harness.find('album-7');
    const calls = new Calls(harness.client);
    const explanation = await harness.whyRun(run);
    expect(explanation.waits).toMatchObject([{ kind: 'timer', id: 'nightly' }]);
    expect(calls.take('GetWorkflowExecutionHistory')).toBe(4);
  });

  it('do not take something new for something old that SWF has counted', async () => {
    const harness = await WhyHarness.deciding(startTimer({ timerId: 'old', startToFireTimeout: 600 }));
    await lengthen(harness, 2);
    harness.pass(60);
    await harness.signal('go');
    await harness.decide([startTimer({ timerId: 'new', startToFireTimeout: 600 })]);
    // SWF's counts may be some seconds old.
    intercept(harness.client, 'DescribeWorkflowExecution', async ({ send }) => {
      const answer = await send();
      const { output } = answer as { output?: { openCounts?: { openTimers?: number } } };
      if (output?.openCounts) output.openCounts.openTimers = 1;
      return answer;
    });
    const { waits } = await harness.whyRun(await harness.find('album-7'));
    expect(waits).toMatchObject([{ id: 'old' }, { id: 'new' }]);
  });

  it('read the whole history if it grows meanwhile, because then the counts belong to other events', async () => {
    const harness = await WhyHarness.open();
    await harness.start();
    await harness.decide([nightly]);
    await lengthen(harness, 2);
    const run = await harness.find('album-7');
    let isFirst = true;
    intercept(harness.client, 'DescribeWorkflowExecution', async ({ send }) => {
      if (isFirst) {
        isFirst = false;
        await harness.signal('go');
        await harness.decide([resizing]);
      }
      return send();
    });
    const explanation = await harness.whyRun(run);
    expect(explanation.waits.map(({ kind }) => kind)).toEqual(['timer']);
  });

  it('stop when the subscriber leaves', async () => {
    const harness = await WhyHarness.deciding(nightly);
    const run = await harness.find('album-7');
    const calls = new Calls(harness.client);
    why(harness.domain, run).subscribe().unsubscribe();
    await calls.settled();
    expect(calls.operations).toEqual([]);
  });
});

describe('why() fails', () => {
  it.each([[{ workflowId: 'nobody' }], [{ workflowId: 'nobody', runId: 'never' }]])(
    'with DoesNotExistError if there is no such execution: %o',
    async execution => {
      const harness = await WhyHarness.open();
      await expect(harness.whyRun(execution)).rejects.toMatchObject({ name: 'DoesNotExistError' });
    },
  );

  it('with NotPermittedError if IAM does not allow to read the history', async () => {
    const harness = await WhyHarness.deciding(nightly);
    failCalls(harness.client, 'GetWorkflowExecutionHistory', 1, fault('AccessDeniedException'));
    await expect(harness.why()).rejects.toMatchObject({ name: 'NotPermittedError' });
  });

  it('with ThrottledError if SWF throttles the history again and again, but not if it relents', async () => {
    const harness = await WhyHarness.deciding(nightly);
    const run = await harness.find('album-7');
    const calls = new Calls(harness.client);
    const ask = async (failures: number) => {
      failCalls(harness.client, 'GetWorkflowExecutionHistory', failures, fault('ThrottlingException'));
      const answer = lastValueFrom(why(harness.domain, run, { scheduler: harness.clock })).catch(
        error => error,
      );
      await calls.elapse(harness.clock, 20_000);
      return answer;
    };
    expect(await ask(2)).toMatchObject({ state: 'waiting' });
    expect(await ask(3)).toMatchObject({ name: 'ThrottledError' });
  });

  it.each([
    [{ patience: -1 }, /patience/],
    [{ repeats: 0 }, /repeats/],
    [{ depth: 0.5 }, /depth/],
    [{ children: -1 }, /children/],
    [{ sample: 101 }, /sample/],
    [{ samples: 3 }, /Unknown option "samples" for why\(\)\. Did you mean "sample"\?/],
  ])('at once for an option that is not valid: %o', async (options: object, message) => {
    const harness = await WhyHarness.open();
    expect(() => why(harness.domain, { workflowId: 'album-7' }, options)).toThrow(message);
  });
});

describe('an explanation', () => {
  it('is JSON-able, with what its children wait for', async () => {
    const harness = await WhyHarness.deciding(nightly, resizing);
    const explanation = await harness.why();
    const parsed = JSON.parse(JSON.stringify(explanation));
    expect(parsed).toMatchObject({ state: 'waiting', waits: [{ kind: 'activity' }, { kind: 'timer' }] });
    expect(Object.keys(parsed)).toEqual(['execution', 'state', 'at', 'waits', 'deadline']);
  });

  it('takes the place of a child that may not be read', async () => {
    const workflowType = { name: 'Album', version: '1' };
    const harness = await WhyHarness.deciding(
      startChildWorkflowExecution({ workflowType, workflowId: 'album-7-a' }),
    );
    const run = await harness.find('album-7');
    const { runId } = await harness.find('album-7-a');
    intercept(harness.client, 'GetWorkflowExecutionHistory', async ({ input, send }) => {
      if (JSON.stringify(input).includes(`${runId}`)) throw fault('AccessDeniedException');
      return send();
    });
    expect(`${await harness.whyRun(run)}`).toContain(
      'What it waits for is not known: NotPermitted: AccessDeniedException for a test.',
    );
  });
});
