import { setTimeout } from 'node:timers/promises';
import { TerminateWorkflowExecutionCommand } from '@aws-sdk/client-swf';
import { noticeFrom } from 'rx-swf/eventbridge';
import type { LocalSwf, StateChange } from 'rx-swf/local';
import { describe, expect, it } from 'vitest';
import { domain, workflowType } from '../harness/registrations.js';
import { SdkHarness } from '../harness/SdkHarness.js';
import { complete, decision, schedule } from '../harness/sdkDecisions.js';
import { temporaryFolder } from '../harness/temporaryFolder.js';

function collect(swf: LocalSwf) {
  const seen: StateChange[] = [];
  let isComplete = false;
  const subscription = swf.notices$.subscribe({
    next: change => seen.push(change),
    complete: () => {
      isComplete = true;
    },
  });
  const types = () => seen.splice(0).map(({ detail }) => detail.eventType);
  return { seen, types, subscription, isComplete: () => isComplete };
}

describe('the notices of an embedded service', () => {
  it('are the envelopes that Amazon sends to EventBridge', async () => {
    const harness = await SdkHarness.open();
    harness.clock.advance(1_234);
    const { seen } = collect(harness.swf);
    const execution = await harness.start('w1', { tagList: ['a'] });
    const startTimestamp = harness.clock.now();
    harness.clock.advance(2_000);
    await harness.respond(await harness.pollDecision(), complete('done'));
    const [started, completed] = seen;
    expect(seen).toHaveLength(2);
    expect(started?.id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(started?.id).not.toBe(completed?.id);
    expect(started).toEqual({
      version: '0',
      id: started?.id,
      'detail-type': 'Simple Workflow Execution State Change',
      source: 'aws.swf',
      account: '123456789012',
      time: `${new Date(startTimestamp).toISOString().slice(0, 19)}Z`,
      region: 'us-east-1',
      resources: [`arn:aws:swf:us-east-1:123456789012:/domain/${domain}`],
      detail: {
        eventId: 1,
        eventType: 'WorkflowExecutionStarted',
        workflowExecutionDetail: {
          executionInfo: {
            execution,
            workflowType,
            startTimestamp,
            closeTimestamp: null,
            executionStatus: 'OPEN',
            closeStatus: null,
            parent: null,
            parentExecutionArn: null,
            tagList: ['a'],
            cancelRequested: false,
          },
          executionConfiguration: {
            taskStartToCloseTimeout: expect.any(String),
            executionStartToCloseTimeout: '86400',
            taskList: { name: 'decisions' },
            taskPriority: null,
            childPolicy: expect.any(String),
            lambdaRole: null,
          },
          openCounts: {
            openActivityTasks: 0,
            openDecisionTasks: 1,
            openTimers: 0,
            openChildWorkflowExecutions: 0,
            openLambdaFunctions: 0,
          },
          latestActivityTaskTimestamp: null,
          latestExecutionContext: null,
        },
      },
    });
    expect(completed?.detail).toMatchObject({
      eventId: 5,
      eventType: 'WorkflowExecutionCompleted',
      workflowExecutionDetail: {
        executionInfo: {
          closeTimestamp: startTimestamp + 2_000,
          executionStatus: 'CLOSED',
          closeStatus: 'COMPLETED',
        },
      },
    });
    expect(seen.map(noticeFrom)).toMatchObject([
      { domain, ...execution, eventType: 'WorkflowExecutionStarted', region: 'us-east-1' },
      { domain, ...execution, eventType: 'WorkflowExecutionCompleted', eventId: 5 },
    ]);
  });

  it('tell of failures and of new runs, and not of signals, completed activities or decision tasks', async () => {
    const harness = await SdkHarness.open();
    const { types } = collect(harness.swf);
    await harness.start('w1');
    await harness.respond(await harness.pollDecision(), schedule('1'));
    await harness.completeActivity(await harness.pollActivity());
    expect(types()).toEqual(['WorkflowExecutionStarted']);
    await harness.respond(
      await harness.pollDecision(),
      decision('CancelTimer', { timerId: 'none' }),
      decision('ContinueAsNewWorkflowExecution', {}),
    );
    expect(types()).toEqual([
      'CancelTimerFailed',
      'WorkflowExecutionContinuedAsNew',
      'WorkflowExecutionStarted',
    ]);
    await harness.client.send(new TerminateWorkflowExecutionCommand({ domain, workflowId: 'w1' }));
    expect(types()).toEqual(['WorkflowExecutionTerminated']);
  });

  it('come from deadlines as well, at their time', async () => {
    const harness = await SdkHarness.open();
    const { seen, types } = collect(harness.swf);
    await harness.start('w1', { executionStartToCloseTimeout: '10' });
    const due = harness.clock.now() + 10_000;
    harness.clock.advance(10_000);
    expect(seen[1]?.time).toBe(`${new Date(due).toISOString().slice(0, 19)}Z`);
    expect(types()).toEqual(['WorkflowExecutionStarted', 'WorkflowExecutionTimedOut']);
  });

  it('are of all regions, from subscription until the service is closed', async () => {
    const harness = await SdkHarness.open();
    const ireland = await harness.in('eu-west-1').prepare();
    await harness.start('before');
    const { seen, subscription, isComplete } = collect(harness.swf);
    await harness.start('here');
    await ireland.start('there');
    subscription.unsubscribe();
    const later = collect(harness.swf);
    await harness.start('after');
    await harness.swf.close();
    expect([...seen, ...later.seen].map(({ region }) => region)).toEqual([
      'us-east-1',
      'eu-west-1',
      'us-east-1',
    ]);
    expect([isComplete(), later.isComplete()]).toEqual([false, true]);
  });

  it('let a listener call the service at once', async () => {
    const harness = await SdkHarness.open();
    const events: Promise<unknown>[] = [];
    harness.swf.notices$.subscribe(({ detail }) => {
      const { workflowId } = detail.workflowExecutionDetail.executionInfo.execution;
      if (workflowId === 'w1') events.push(harness.start('w2'));
    });
    await harness.start('w1');
    expect(await Promise.all(events)).toMatchObject([{ workflowId: 'w2' }]);
  });

  it('are not repeated for what is read from a folder', async () => {
    const data = temporaryFolder();
    const first = await SdkHarness.open({ data });
    await first.start('w1');
    await first.swf.close();
    const second = SdkHarness.empty({ data, clock: first.clock });
    const { seen } = collect(second.swf);
    await second.swf.ready();
    await setTimeout();
    expect(seen).toEqual([]);
    await second.start('w2');
    expect(seen).toHaveLength(1);
  });
});
