import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  GetWorkflowExecutionHistoryCommand,
  PollForDecisionTaskCommand,
  RespondDecisionTaskCompletedCommand,
  SWFClient,
} from '@aws-sdk/client-swf';
import { DoesNotExistError, InvalidArgumentError, settings } from 'rx-swf';
import { LocalSwf } from 'rx-swf/local';
import { firstValueFrom, lastValueFrom, ReplaySubject } from 'rxjs';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { exportRun } from '../../../src/cli/export/exportRun.js';
import type { ForkCommandOptions } from '../../../src/cli/fork/command.js';
import { forkExecution } from '../../../src/cli/fork/forkExecution.js';
import { importFile } from '../../../src/cli/import/importFile.js';
import { CapturedTerminal } from '../../harness/CapturedTerminal.js';
import { decisionList, domain, workflowType } from '../../harness/registrations.js';
import { SdkHarness } from '../../harness/SdkHarness.js';
import { decision, schedule } from '../../harness/sdkDecisions.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';

const defaults: ForkCommandOptions = {
  output: 'local',
  port: 0,
  time: 'real',
  children: 'wait',
  messages: 'deliver',
};

/** An execution with an open child and a decision task that no decider has started yet. */
async function production() {
  const harness = await SdkHarness.open();
  settings.set({ client: harness.swf.client(), domain });
  const execution = await harness.start('order-1');
  await harness.decide(
    schedule('a1'),
    decision('StartChildWorkflowExecution', { workflowId: 'child-1', workflowType }),
  );
  return { harness, execution };
}

/** Runs the command until the test ends. Resolves to a client of the fork, once it is served. */
async function serve(id: string | undefined, options: Partial<ForkCommandOptions> = {}) {
  const printed$ = new ReplaySubject<string>();
  const terminal = new CapturedTerminal();
  const context = terminal.context({}, 'table');
  const running = forkExecution(
    { ...context, terminal: { ...context.terminal, print: text => printed$.next(text) } },
    { ...defaults, ...options },
    id,
  ).subscribe({ error: error => printed$.error(error) });
  onTestFinished(() => running.unsubscribe());
  const text = await firstValueFrom(printed$);
  const [, endpoint = ''] = /listening on (\S+)/.exec(text) ?? [];
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new SWFClient({ endpoint, credentials, region: 'us-east-1' });
  onTestFinished(() => client.destroy());
  return { text, client };
}

const poll = new PollForDecisionTaskCommand({ domain, taskList: decisionList });

describe('rx-swf fork, export and import', () => {
  afterEach(() => settings.clear());

  it('serves a fork, and says where it stands', async () => {
    await production();
    const { text, client } = await serve('order-1', { at: 7 });
    expect(text).toMatch(
      /^order-1 of domain media stands at event 7 of \d+ \(2020-01-01 00:00:00Z\)\.\nSWF is listening on /,
    );
    const task = await client.send(poll);
    expect(task).toMatchObject({ workflowExecution: { workflowId: 'order-1' } });
    const elsewhere = decision('SignalExternalWorkflowExecution', { workflowId: 'other', signalName: 's' });
    await client.send(
      new RespondDecisionTaskCompletedCommand({ taskToken: task.taskToken, decisions: [elsewhere] }),
    );
    // The message is delivered in place of the execution that the fork doesn't have.
    const next = await client.send(poll);
    expect(next.events?.some(({ eventType }) => eventType === 'ExternalWorkflowExecutionSignaled')).toBe(
      true,
    );
  });

  it('runs open children from their start if it is told to', async () => {
    await production();
    const { client } = await serve('order-1', { children: 'run' });
    const tasks = [await client.send(poll), await client.send(poll)];
    expect(tasks.map(task => task.workflowExecution?.workflowId).sort()).toEqual(['child-1', 'order-1']);
  });

  it('forks a history from a file', async () => {
    const { harness, execution } = await production();
    const file = join(temporaryFolder(), 'history.json');
    writeFileSync(file, JSON.stringify({ events: await harness.events(execution) }));
    const { text } = await serve('mine', { history: file, at: 1 });
    expect(text).toMatch(/^mine of domain forked stands at event 1 of/);
  });

  it('refuses what it cannot fork', async () => {
    await production();
    await expect(serve('order-1', { at: 99 })).rejects.toThrow('at must be the id of an event from 1 to');
    await expect(serve('nobody')).rejects.toBeInstanceOf(DoesNotExistError);
    await expect(async () => serve(undefined)).rejects.toBeInstanceOf(InvalidArgumentError);
  });

  it('moves an execution into a data folder', async () => {
    const { harness, execution } = await production();
    const folder = temporaryFolder();
    const [file, data] = [join(folder, 'order.json'), join(folder, 'data')];
    const exported = new CapturedTerminal();
    await lastValueFrom(exportRun(exported.context({}, 'table'), {}, 'order-1'));
    writeFileSync(file, exported.out);
    const imported = new CapturedTerminal();
    const domainOption = { domain: 'support' };
    await lastValueFrom(importFile(imported.context({}, 'table'), { data, at: 6, ...domainOption }, file));
    expect(imported.out).toBe(`order-1 ${execution.runId} of domain support stands at event 6.\n`);
    const swf = new LocalSwf({ data });
    onTestFinished(() => swf.close());
    const { events = [] } = await swf
      .client()
      .send(new GetWorkflowExecutionHistoryCommand({ domain: 'support', execution }));
    expect(events.slice(0, 6)).toEqual((await harness.events(execution)).slice(0, 6));
    const again = lastValueFrom(
      importFile(imported.context({}, 'table'), { data: join(folder, 'b') }, folder),
    );
    await expect(again).rejects.toThrow('Cannot read');
  });
});
