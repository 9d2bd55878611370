import {
  completeWorkflowExecution,
  continueAsNewWorkflowExecution,
  scheduleActivityTask,
  startChildWorkflowExecution,
  WorkflowExecutionQuerySet,
} from 'rx-swf';
import { lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { Output } from '../../../src/cli/frame/CommandContext.js';
import { followExecution } from '../../../src/cli/show/followExecution.js';
import { CapturedTerminal } from '../../harness/CapturedTerminal.js';
import { CliHarness } from '../../harness/cli/CliHarness.js';
import { connectionReset } from '../../harness/connectionReset.js';
import { failCalls } from '../../harness/failCalls.js';

const album = { name: 'Album', version: '1' };
const resize = { name: 'Resize', version: '1' };

/** An execution that is followed, from its start on. */
async function following(output: Output, terminal = new CapturedTerminal()) {
  const harness = await CliHarness.open();
  await harness.registerWorkflowType(album);
  await harness.registerWorkflowType({ name: 'Cover', version: '1' });
  await harness.registerActivityType(resize);
  await harness.start('album-7', album, { input: '["a.png"]' });
  const execution = await lastValueFrom(new WorkflowExecutionQuerySet(harness.domain).get('album-7'));
  const ended = lastValueFrom(followExecution(terminal.context({}, output), execution), {
    defaultValue: undefined,
  });
  return { harness, terminal, ended };
}

/** Resolves once a terminal shows a text. */
async function shows(terminal: CapturedTerminal, stream: 'out' | 'error', text: string): Promise<void> {
  while (!terminal[stream].includes(text)) await new Promise(setImmediate);
}

describe('followExecution', () => {
  it('shows the execution, and then what happens in it and in its children until it ends', async () => {
    const { harness, terminal, ended } = await following('table');
    await shows(terminal, 'out', 'album-7  Album@1  open');
    const child = { workflowId: 'cover-7', workflowType: { name: 'Cover', version: '1' }, input: 7 };
    const scheduled = scheduleActivityTask({ activityType: resize, activityId: 'a.png', input: 'a.png' });
    await harness.decide('decisions', scheduled, startChildWorkflowExecution(child));
    const { taskToken } = await harness.poll('PollForActivityTask', 'thumbnails', 'worker-1');
    harness.clock.advance(60_000);
    await harness.call('RespondActivityTaskCompleted', {
      taskToken,
      result: '"a-small.png"',
      domain: undefined,
    });
    // The task of the child, which started first.
    await harness.decide('decisions', completeWorkflowExecution({ result: 'a cover' }));
    await harness.decide('decisions', continueAsNewWorkflowExecution({ input: ['b.png'] }));
    await harness.decide('decisions', completeWorkflowExecution({ result: { pictures: 2 } }));
    await ended;
    const lines = terminal.out.slice(terminal.out.indexOf('events ')).split('\n').slice(1);
    const times = lines.map(line => line.slice(11, 19)).filter(time => time !== '');
    expect(new Set(times)).toEqual(new Set(['03:00:00', '03:01:00']));
    const texts = lines.map(line => line.slice('2026-11-28 03:00:00Z  '.length));
    expect(texts.filter(text => !text.startsWith(' '))).toEqual([
      'activity a.png (Resize@1) scheduled on thumbnails',
      'child cover-7 started',
      'activity a.png started by worker-1',
      'activity a.png completed: a-small.png',
      'child cover-7 completed: a cover',
      expect.stringMatching(/^continued as 22/),
      'started: ["b.png"]',
      'completed: {"pictures":2}',
      '',
    ]);
    expect(texts.filter(text => text.startsWith(' '))).toEqual([
      '  cover-7: started: 7',
      '  cover-7: completed: a cover',
    ]);
  });

  it('prints an object a line in JSON: the execution, and then the events', async () => {
    const { harness, terminal, ended } = await following('json');
    await shows(terminal, 'out', '\n');
    await harness.call('SignalWorkflowExecution', {
      workflowId: 'album-7',
      signalName: 'page',
      input: '{"page":1}',
    });
    await harness.call('TerminateWorkflowExecution', { workflowId: 'album-7', reason: 'a duplicate' });
    await ended;
    const [report, ...events] = terminal.out
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(report).toMatchObject({ workflowId: 'album-7', status: 'OPEN', events: 2 });
    const runId = report.runId;
    expect(events).toEqual([
      {
        time: '2026-11-28T03:00:00.000Z',
        workflowId: 'album-7',
        runId,
        depth: 0,
        eventId: 3,
        event: 'WorkflowExecutionSignaled',
        text: 'signal page: {"page":1}',
      },
      expect.objectContaining({ event: 'WorkflowExecutionTerminated', text: 'terminated: a duplicate' }),
    ]);
  });

  it('says on a line of a terminal what it waits for, and removes the line at the end', async () => {
    const terminal = new CapturedTerminal({ now: Date.UTC(2026, 10, 28, 4) });
    terminal.showsProgress = true;
    const { harness, ended } = await following('table', terminal);
    await shows(terminal, 'error', 'open for 1h: waits for a decision task (2 events)');
    await harness.decide('decisions', scheduleActivityTask({ activityType: resize, activityId: 'a.png' }));
    await shows(terminal, 'error', 'open for 1h: waits for 1 activity (5 events)');
    await harness.call('TerminateWorkflowExecution', { workflowId: 'album-7' });
    await ended;
    expect(terminal.error.endsWith('\r\u001b[K')).toBe(true);
  });

  it('ends with the execution although a child of it goes on', async () => {
    const { harness, terminal, ended } = await following('table');
    await shows(terminal, 'out', 'album-7  Album@1  open');
    const child = { workflowId: 'cover-7', workflowType: { name: 'Cover', version: '1' } };
    await harness.decide('decisions', startChildWorkflowExecution(child));
    await shows(terminal, 'out', 'cover-7: started');
    await harness.decide('decisions');
    await harness.decide('decisions', completeWorkflowExecution({ result: 'enough' }));
    await ended;
    expect(terminal.out.endsWith('completed: enough\n')).toBe(true);
  });

  it('shows the first events of a run that continues another one in the same millisecond', async () => {
    const { harness, terminal, ended } = await following('ndjson');
    await shows(terminal, 'out', '"events":2');
    await harness.decide('decisions', continueAsNewWorkflowExecution({ input: ['b.png'] }));
    await harness.decide('decisions', continueAsNewWorkflowExecution({ input: ['c.png'] }));
    await harness.decide('decisions', completeWorkflowExecution());
    await ended;
    const texts = terminal.out.match(/"text":"(started|continued|completed)[^}]*/g) ?? [];
    expect(texts.map(text => text.replace(/22[\w+/]+=/, 'RUN').slice('"text":'.length))).toEqual([
      '"continued as RUN"',
      String.raw`"started: [\"b.png\"]"`,
      '"continued as RUN"',
      String.raw`"started: [\"c.png\"]"`,
      '"completed"',
    ]);
  });

  it('says that SWF cannot be reached, and goes on when it can', async () => {
    const { harness, terminal, ended } = await following('table');
    await shows(terminal, 'out', 'album-7  Album@1  open');
    failCalls(harness.client, 'GetWorkflowExecutionHistory', 1, connectionReset());
    await shows(terminal, 'error', 'Retrying.\n');
    await harness.call('TerminateWorkflowExecution', { workflowId: 'album-7' });
    await ended;
    expect(terminal.error).toMatch(/^warning: .*\. Retrying\.\nSWF answers again\.\n$/);
    expect(terminal.out).toMatch(/ {2}terminated by an operator\n$/);
  });

  it('ends at once if the execution has ended', async () => {
    const { harness, ended } = await following('table');
    await harness.call('TerminateWorkflowExecution', { workflowId: 'album-7' });
    await ended;
    const execution = await lastValueFrom(new WorkflowExecutionQuerySet(harness.domain).get('album-7'));
    const terminal = new CapturedTerminal();
    await lastValueFrom(followExecution(terminal.context({}), execution));
    expect(terminal.out).toMatch(/^album-7 {2}Album@1 {2}terminated after /);
    expect(terminal.out.trimEnd().split('\n').at(-1)).toMatch(/^ {2}events +3$/);
  });
});
