import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { completeWorkflowExecution, scheduleActivityTask, settings, startTimer } from 'rx-swf';
import { workflow } from 'rx-swf/workflows';
import { lastValueFrom } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { explainExecution } from '../../../src/cli/why/explainExecution.js';
import { Calls } from '../../harness/Calls.js';
import { CapturedTerminal } from '../../harness/CapturedTerminal.js';
import { connectionReset } from '../../harness/connectionReset.js';
import { resize } from '../../harness/DomainHarness.js';
import { failCalls } from '../../harness/failCalls.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';
import { WhyHarness } from '../../harness/WhyHarness.js';

const resizing = scheduleActivityTask({ activityType: resize, activityId: '1' });
const nightly = startTimer({ timerId: 'nightly', startToFireTimeout: 600 });

describe('rx-swf why', () => {
  let harness: WhyHarness;
  let terminal: CapturedTerminal;

  beforeEach(async () => {
    harness = await WhyHarness.open();
    settings.set({ client: harness.client, domain: 'media' });
    terminal = new CapturedTerminal();
    await harness.start();
  });

  afterEach(() => settings.clear());

  const ask = (options = {}, output: 'table' | 'json' | 'ndjson' = 'table') =>
    lastValueFrom(explainExecution(terminal.context({}, output), 'album-7', options));

  it('exits with 0 while the execution waits', async () => {
    await harness.decide([nightly]);
    await ask();
    expect(terminal.exitCode).toBe(0);
    expect(terminal.out).toMatch(
      /^Execution "album-7" \(Album@1\), run \S+, is waiting\. .*\n- Timer "nightly" .*\nNext deadline: .*\n$/,
    );
  });

  it('exits with 5 if it is stuck, and with 0 given more patience', async () => {
    await harness.decide([resizing]);
    harness.pass(100);
    await ask();
    expect(terminal.exitCode).toBe(5);
    await ask({ patience: 200_000 });
    expect(terminal.exitCode).toBe(0);
  });

  it('prints JSON', async () => {
    await harness.decide([resizing]);
    await ask({}, 'json');
    expect(JSON.parse(terminal.out)).toMatchObject({
      execution: { workflowId: 'album-7' },
      state: 'waiting',
      waits: [{ kind: 'activity', id: '1', scheduledAt: '2020-01-01T00:00:00.000Z' }],
    });
  });

  it('explains the run that it is given', async () => {
    const { runId } = await harness.find('album-7');
    await harness.decide([completeWorkflowExecution()]);
    await harness.start();
    await ask({ runId });
    expect(terminal.out).toContain('is closed.');
  });

  it('tells the signals that a workflow of the module listens to', async () => {
    const body = "workflow({ name: 'Durable', version: '1' }, (_, { signal }) => signal('approve'))";
    const file = join(temporaryFolder(), 'workflows.mjs');
    const entry = JSON.stringify(resolve('src/workflows/index.ts'));
    writeFileSync(file, `import { workflow } from ${entry};\nexport const durable = ${body};\n`);
    const durable = workflow({ name: 'Durable', version: '1' }, (_: undefined, { signal }) =>
      signal('approve'),
    );
    const worker = await harness.startWorker([durable]);
    await lastValueFrom(durable.start(harness.domain, undefined, { workflowId: 'approval' }));
    await worker.outcome(1);
    await lastValueFrom(explainExecution(terminal.context({}), 'approval', { workflows: file }));
    expect(terminal.out).toContain('It listens to signal "approve".');
  });

  it('refuses a module without workflows', async () => {
    const file = join(temporaryFolder(), 'workflows.mjs');
    const entry = JSON.stringify(resolve('src/workflows/index.ts'));
    writeFileSync(
      file,
      `import { activityType } from ${entry};\nexport const a = activityType({ name: 'A', version: '1' });\n`,
    );
    await expect(ask({ workflows: file })).rejects.toThrow(/exports no workflows/);
  });

  it('goes on with --watch after an outage, of which it tells', async () => {
    await harness.decide([startTimer({ timerId: 'nightly', startToFireTimeout: 3600 })]);
    const calls = new Calls(harness.client);
    failCalls(harness.client, 'GetWorkflowExecutionHistory', 4, connectionReset());
    const context = terminal.context({}, 'ndjson');
    const subscription = explainExecution(context, 'album-7', { watch: true }, harness.clock).subscribe();
    onTestFinished(() => subscription.unsubscribe());
    await calls.elapse(harness.clock, 20_000);
    expect(terminal.out).toContain('"state":"waiting"');
    expect(terminal.error).toMatch(/^warning: .*\. Retrying\.\nSWF answers again\.\n$/);
  });

  it('explains again with --watch until the execution closes', async () => {
    await harness.decide([startTimer({ timerId: 'nightly', startToFireTimeout: 8 })]);
    const calls = new Calls(harness.client);
    const watching = lastValueFrom(
      explainExecution(terminal.context({}, 'ndjson'), 'album-7', { watch: true }, harness.clock),
    );
    await calls.elapse(harness.clock, 9_000);
    await harness.decide([completeWorkflowExecution()]);
    await calls.elapse(harness.clock, 5_000);
    await watching;
    const states = terminal.out
      .trim()
      .split('\n')
      .map(line => JSON.parse(line).state);
    expect(states).toEqual(['waiting', 'waiting', 'closed']);
  });
});
