import { SignalWorkflowExecutionCommand } from '@aws-sdk/client-swf';
import {
  completeWorkflowExecution,
  DoesNotExistError,
  eventNames,
  History,
  InvalidArgumentError,
  settings,
  toEvent,
} from 'rx-swf';
import { replay } from 'rx-swf/testing';
import { activity, workflow } from 'rx-swf/workflows';
import { concatMap, delay, lastValueFrom } from 'rxjs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Output } from '../../../src/cli/frame/CommandContext.js';
import type { HistoryCommandOptions } from '../../../src/cli/history/command.js';
import { showHistory } from '../../../src/cli/history/showHistory.js';
import { subjects } from '../../../src/cli/history/subjects.js';
import { Calls } from '../../harness/Calls.js';
import { CapturedTerminal } from '../../harness/CapturedTerminal.js';
import { SdkHarness } from '../../harness/SdkHarness.js';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

const resize = activity<string, { url: string }>({ name: 'Resize', version: '1' });
const album = workflow({ name: 'Album', version: '1' }, (file: string, { run, scheduler, random }) =>
  run(resize, `${file} ${random()}`).pipe(
    delay(60_000, scheduler),
    concatMap(({ url }) => run(resize, url)),
  ),
);

async function shown(
  id: string,
  options: HistoryCommandOptions = {},
  output: Output = 'table',
): Promise<string> {
  const terminal = new CapturedTerminal();
  await lastValueFrom(showHistory(terminal.context({}, output), options, id));
  return terminal.out;
}

describe('showHistory', () => {
  afterEach(() => settings.clear());

  /** A service with an execution `order-1` of some signals, and its run id. */
  async function signaled(count: number) {
    const harness = await SdkHarness.open();
    const client = harness.swf.client();
    settings.set({ client, domain: 'media' });
    const { runId } = await harness.start('order-1');
    const signal = (n: number) =>
      new SignalWorkflowExecutionCommand({
        domain: 'media',
        workflowId: 'order-1',
        signalName: `signal-${n}`,
      });
    for (let n = 0; n < count; n += 1) await harness.client.send(signal(n));
    await harness.decide(completeWorkflowExecution({}));
    return { calls: new Calls(client), runId: `${runId}` };
  }

  const linesOf = async (options: HistoryCommandOptions, output?: Output) =>
    (await shown('order-1', options, output)).trimEnd().split('\n').slice(1);

  it('shows the events of the latest run', async () => {
    await signaled(2);
    expect(await linesOf({})).toEqual([
      ' 1  2020-01-01 00:00:00Z  WorkflowExecutionStarted    Encode@1, on decisions',
      ' 2  2020-01-01 00:00:00Z  DecisionTaskScheduled       on decisions',
      ' 3  2020-01-01 00:00:00Z  WorkflowExecutionSignaled   signal-0',
      ' 4  2020-01-01 00:00:00Z  WorkflowExecutionSignaled   signal-1',
      ' 5  2020-01-01 00:00:00Z  DecisionTaskStarted',
      ' 6  2020-01-01 00:00:00Z  DecisionTaskCompleted',
      ' 7  2020-01-01 00:00:00Z  WorkflowExecutionCompleted',
    ]);
  });

  it('shows the last events with one call if it knows the run', async () => {
    const { calls, runId } = await signaled(50);
    const lines = await linesOf({ runId, tail: 2 });
    expect(lines.map(line => /[A-Z]\w+/.exec(line.slice(25))?.[0])).toEqual([
      'DecisionTaskCompleted',
      'WorkflowExecutionCompleted',
    ]);
    expect(calls.operations).toEqual(['GetWorkflowExecutionHistory']);
  });

  it('shows the last events of a type', async () => {
    const { calls, runId } = await signaled(50);
    const lines = await linesOf({ runId, tail: 2, type: ['workflowexecutionsignaled'] });
    expect(lines).toEqual([expect.stringContaining('signal-48'), expect.stringContaining('signal-49')]);
    expect(calls.operations).toHaveLength(1);
  });

  it('shows the events of several types and subjects', async () => {
    await signaled(1);
    const lines = await linesOf({ type: ['DecisionTask', 'WorkflowExecutionStarted'] });
    expect(lines.map(line => /(?:Decision|Workflow)\w+/.exec(line)?.[0])).toEqual([
      'WorkflowExecutionStarted',
      'DecisionTaskScheduled',
      'DecisionTaskStarted',
      'DecisionTaskCompleted',
    ]);
    expect(await shown('order-1', { type: ['Timer'] })).toBe('No events.\n');
  });

  it('knows the subjects that events have', () => {
    const known = new Set(
      eventNames.map(name => toEvent({ eventId: 1, eventType: name, eventTimestamp: 0 }).type),
    );
    expect([...subjects].sort()).toEqual([...known].sort());
  });

  it('names the subjects for a type that is like none', async () => {
    await signaled(0);
    await expect(shown('order-1', { type: ['Foo'] })).rejects.toThrow(
      /^Unknown event type "Foo"\. Expected an event type, such as ActivityTaskFailed, or one of: WorkflowExecution, .*Marker\.$/,
    );
  });

  it('errors for an unknown type with a suggestion, before it calls anything', async () => {
    const { calls } = await signaled(0);
    const failure = shown('order-1', { type: ['ActivityTaskFailt'] });
    await expect(failure).rejects.toBeInstanceOf(InvalidArgumentError);
    await expect(failure).rejects.toThrow(
      'Unknown event type "ActivityTaskFailt". Did you mean "ActivityTaskFailed"?',
    );
    expect(calls.operations).toEqual([]);
  });

  it('errors for an execution that does not exist', async () => {
    await signaled(0);
    await expect(shown('nobody')).rejects.toBeInstanceOf(DoesNotExistError);
    await expect(shown('order-1', { runId: 'never' })).rejects.toBeInstanceOf(DoesNotExistError);
  });

  it('prints the events as SWF returns them: as one value, and one a line', async () => {
    const { runId } = await signaled(3);
    const { events } = JSON.parse(await shown('order-1', { runId }, 'json'));
    expect(events[0]).toEqual({
      eventId: 1,
      eventType: 'WorkflowExecutionStarted',
      eventTimestamp: '2020-01-01T00:00:00.000Z',
      workflowExecutionStartedEventAttributes: expect.objectContaining({ taskList: { name: 'decisions' } }),
    });
    const lines = (await shown('order-1', { runId }, 'ndjson')).trimEnd().split('\n');
    expect(lines.map(line => JSON.parse(line))).toEqual(events);
    expect(JSON.parse(await shown('order-1', { runId, raw: true }))).toEqual({ events });
    expect(JSON.parse(await shown('order-1', { runId, tail: 2 }, 'json')).events).toEqual(events.slice(-2));
    expect(History.from(events).finished).toBe(true);
  });

  it('prints what replay() takes', async () => {
    const harness = await WorkflowHarness.open([album], [resize.with(file => ({ url: `/${file}` }))]);
    settings.set({ client: harness.domain.client, domain: 'media' });
    const execution = await harness.start(album, 'a.png', { workflowId: 'album-7' });
    await harness.result(execution);
    const json = await shown('album-7', {}, 'json');
    const report = replay(album, json, { runId: `${execution.runId}`, workflowId: 'album-7' });
    expect(report).toMatchObject({ outcome: 'completed', turns: 4 });
    const lines = (await shown('album-7', {}, 'ndjson')).trimEnd().split('\n');
    expect(
      replay(
        album,
        lines.map(line => JSON.parse(line)),
        { runId: `${execution.runId}` },
      ).turns,
    ).toBe(4);
    // The AWS CLI prints seconds since the epoch, or ISO times with an offset, depending on its version and settings.
    const { events } = JSON.parse(json);
    const asCli = (convert: (time: string) => unknown) =>
      JSON.stringify({
        events: events.map((event: { eventTimestamp: string }) => ({
          ...event,
          eventTimestamp: convert(event.eventTimestamp),
        })),
      });
    for (const text of [
      asCli(time => Date.parse(time) / 1_000),
      asCli(time => time.replace('Z', '000+00:00')),
    ])
      expect(replay(album, text, { runId: `${execution.runId}` }).turns).toBe(4);
  });
});
