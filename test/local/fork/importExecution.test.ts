import {
  DescribeDomainCommand,
  DescribeWorkflowTypeCommand,
  ListClosedWorkflowExecutionsCommand,
  SignalWorkflowExecutionCommand,
  TerminateWorkflowExecutionCommand,
} from '@aws-sdk/client-swf';
import { type ExportedExecution, ImportError, LocalSwf, manualClock } from 'rx-swf/local';
import { describe, expect, it } from 'vitest';
import { domain, workflowType } from '../../harness/registrations.js';
import { SdkHarness } from '../../harness/SdkHarness.js';
import { complete, decision, schedule } from '../../harness/sdkDecisions.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';

const startChild = decision('StartChildWorkflowExecution', { workflowId: 'c1', workflowType });
const timer = decision('StartTimer', { timerId: 't', startToFireTimeout: '100' });

/** An execution with a timer, a held activity and an open child that its own decider runs. */
async function original() {
  const harness = await SdkHarness.open();
  const execution = await harness.start('w1', { tagList: ['a'] });
  await harness.decide(schedule('a1'), timer, startChild);
  await harness.pollActivity();
  await harness.decide();
  await harness.decide(decision('RecordMarker', { markerName: 'm' }));
  harness.clock.advance(10_000);
  return { harness, execution };
}

const json = (exported: ExportedExecution): ExportedExecution => JSON.parse(JSON.stringify(exported));
const ids = ({ workflowId = '', runId = '' }) => ({ workflowId, runId });

describe('importExecution()', () => {
  it('goes on with an exported execution and its children', async () => {
    const { harness, execution } = await original();
    const exported = json(await harness.swf.exportExecution(domain, ids(execution)));
    const other = SdkHarness.empty();
    other.clock.advance(20_000);
    const restored = await other.swf.importExecution(exported);
    expect(restored).toMatchObject({ domain, ...execution, eventId: exported.events.length });
    expect(await other.events(execution)).toEqual(await harness.events(execution));
    const children = await restored.children();
    expect(children.map(({ workflowId, isStub }) => [workflowId, isStub])).toEqual([['c1', false]]);
    await other.completeActivity(await other.pollActivity());
    await other.decide();
    other.clock.advance(80_000);
    expect((await other.types(execution)).at(-2)).toBe('TimerFired');
    expect((await other.events(execution)).at(-2)?.eventTimestamp).toEqual(
      new Date(Date.UTC(2020, 0, 1, 0, 1, 40)),
    );
  });

  it('registers the domain and the types as they were', async () => {
    const { harness, execution } = await original();
    const other = SdkHarness.empty();
    await other.swf.importExecution(json(await harness.swf.exportExecution(domain, ids(execution))));
    for (const command of [new DescribeDomainCommand({ name: domain })] as const) {
      expect((await other.client.send(command)).configuration).toEqual(
        (await harness.client.send(command)).configuration,
      );
    }
    const type = new DescribeWorkflowTypeCommand({ domain, workflowType });
    expect((await other.client.send(type)).configuration).toEqual(
      (await harness.client.send(type)).configuration,
    );
  });

  it('moves the time of the service forward, and causes at once what is due', async () => {
    const { harness, execution } = await original();
    const exported = await harness.swf.exportExecution(domain, ids(execution));
    const behind = SdkHarness.empty({ clock: manualClock(Date.UTC(2019, 0, 1)) });
    await behind.swf.importExecution(exported);
    expect((await behind.types(execution)).length).toBe(exported.events.length);
    const ahead = SdkHarness.empty();
    ahead.clock.advance(200_000);
    await ahead.swf.importExecution(exported);
    expect((await ahead.types(execution)).slice(exported.events.length)).toEqual([
      'TimerFired',
      'DecisionTaskScheduled',
    ]);
  });

  it('outlives the process with a data folder', async () => {
    const { harness, execution } = await original();
    const exported = await harness.swf.exportExecution(domain, ids(execution));
    const data = await temporaryFolder();
    const clock = manualClock();
    clock.advance(50_000);
    const first = new LocalSwf({ data, clock });
    await first.importExecution(exported);
    await first.close();
    const second = SdkHarness.empty({ data, clock });
    expect(await second.events(execution)).toEqual(await harness.events(execution));
    // The held task is still offered again, and its deadline is that of the recorded start.
    const task = await second.pollActivity();
    expect(task.activityId).toBe('a1');
    await second.swf.close();
    const third = SdkHarness.empty({ data, clock });
    await third.completeActivity(task);
    expect(await third.types(execution, exported.events.length + 1)).toEqual([
      'ActivityTaskCompleted',
      'DecisionTaskScheduled',
    ]);
    await third.decide(complete());
    await third.swf.close();
    const fourth = SdkHarness.empty({ data, clock });
    expect((await fourth.types(execution)).at(-1)).toBe('WorkflowExecutionCompleted');
  });

  it('refuses an execution that the service has, or would not keep', async () => {
    const { harness, execution } = await original();
    const exported = await harness.swf.exportExecution(domain, ids(execution));
    const refused = (code: string) => expect.objectContaining({ name: 'ImportError', code });
    await expect(harness.swf.importExecution(exported)).rejects.toEqual(refused('EXISTS'));
    const again = harness.swf.importExecution(exported, { runId: 'r' });
    await expect(again).rejects.toThrow('already has an open execution with the workflowId w1');
    await harness.client.send(new TerminateWorkflowExecutionCommand({ domain, workflowId: 'w1' }));
    const closed = await harness.swf.exportExecution(domain, ids(execution));
    const later = SdkHarness.empty({ clock: manualClock(Date.UTC(2020, 5, 1)) });
    await expect(later.swf.importExecution(closed)).rejects.toBeInstanceOf(ImportError);
    await expect(later.swf.importExecution(closed)).rejects.toEqual(refused('EXPIRED'));
    expect(LocalSwf.fork(closed).execution.eventId).toBe(closed.events.length);
  });

  it('links children to their parent, whatever run id it gets', async () => {
    const { harness, execution } = await original();
    const exported = json(await harness.swf.exportExecution(domain, ids(execution)));
    const other = SdkHarness.empty();
    const restored = await other.swf.importExecution(exported, { workflowId: 'copy', runId: 'r' });
    const [child] = await restored.children();
    await child?.complete('"done"');
    expect((await other.types(restored)).slice(exported.events.length)).toContain(
      'ChildWorkflowExecutionCompleted',
    );
    expect(await restored.children()).toEqual([]);
  });

  it('refuses a second parent for an open child', async () => {
    const { harness, execution } = await original();
    const exported = json(await harness.swf.exportExecution(domain, ids(execution)));
    const other = SdkHarness.empty();
    await other.swf.importExecution(exported);
    await expect(other.swf.importExecution(exported, { workflowId: 'copy', runId: 'r' })).rejects.toThrow(
      'already has an open execution with the workflowId c1, which is that of a child',
    );
  });

  it('refuses an execution whose grandchild has no room, and changes nothing', async () => {
    const { harness, execution } = await original();
    const exported = json(await harness.swf.exportExecution(domain, ids(execution)));
    const [child] = exported.children;
    if (child === undefined) throw new Error('There is no child');
    const grandchild = {
      ...exported,
      workflowExecution: { workflowId: 'w1', runId: 'inner' },
      children: [],
    };
    const deep = {
      ...exported,
      workflowExecution: { workflowId: 'top', runId: 'top' },
      children: [{ ...child, children: [grandchild] }],
    };
    const other = SdkHarness.empty();
    await other.swf.importExecution({ ...exported, children: [], events: exported.events.slice(0, 2) });
    await expect(other.swf.importExecution(deep)).rejects.toThrow('the workflowId w1');
    await expect(other.swf.exportExecution(domain, child.workflowExecution)).rejects.toThrow();
  });

  it('stands at the last event, be it that of a child', async () => {
    const { harness, execution } = await original();
    await harness.client.send(
      new SignalWorkflowExecutionCommand({ domain, workflowId: 'c1', signalName: 'late' }),
    );
    const exported = json(await harness.swf.exportExecution(domain, ids(execution)));
    const clock = manualClock(Date.UTC(2019, 0, 1));
    const behind = SdkHarness.empty({ clock });
    await behind.swf.importExecution(exported);
    expect(clock.now()).toBe(harness.clock.now());
  });

  it('keeps listings in the order of time, also after a restart', async () => {
    const source = await SdkHarness.open();
    source.clock.advance(10_000);
    const closed = await source.start('w1');
    await source.decide(complete());
    const exported = await source.swf.exportExecution(domain, ids(closed));
    const data = await temporaryFolder();
    const clock = manualClock();
    const before = await SdkHarness.open({ data, clock });
    for (const workflowId of ['early', 'late']) {
      clock.advance(5_000);
      await before.start(workflowId);
      await before.decide(complete());
      clock.advance(10_000);
    }
    await before.swf.importExecution(exported);
    const listed = async ({ client }: SdkHarness) => {
      const closeTimeFilter = { oldestDate: new Date(0) };
      const command = new ListClosedWorkflowExecutionsCommand({ domain, closeTimeFilter });
      return (await client.send(command)).executionInfos?.map(({ execution }) => execution?.workflowId);
    };
    expect(await listed(before)).toEqual(['late', 'w1', 'early']);
    await before.swf.close();
    const after = SdkHarness.empty({ data, clock });
    expect(await listed(after)).toEqual(['late', 'w1', 'early']);
    clock.advance(91 * 86_400_000);
    expect(await listed(after)).toEqual([]);
  });
});
