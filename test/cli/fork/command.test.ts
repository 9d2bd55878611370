import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CliHarness, night } from '../../harness/cli/CliHarness.js';
import { shell, startRxSwf } from '../../harness/cli/rxSwf.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';

const type = { name: 'Order', version: '1' };

/** A service with an execution whose first decision task waits. */
async function production() {
  const harness = await CliHarness.open();
  await harness.registerWorkflowType(type);
  const { runId } = await harness.call<{ runId: string }>('StartWorkflowExecution', {
    workflowId: 'order-1',
    workflowType: type,
  });
  return { harness, runId };
}

describe('rx-swf fork', () => {
  it('serves the fork until Ctrl-C', async () => {
    const { harness, runId } = await production();
    const serving = await startRxSwf(['fork', 'order-1', '--port', '0'], { env: harness.env });
    const printed = await serving.prints('boto3');
    expect(printed).toMatch(/^order-1 of domain media stands at event 2 of 2/);
    const [, url = ''] = /listening on (\S+)/.exec(printed) ?? [];
    const env = { ...harness.env, AWS_ENDPOINT_URL_SWF: url };
    const listed = await shell('rx-swf list --columns id,state && rx-swf signal order-1 ship', { env });
    expect(listed).toMatchObject({ code: 0, error: '' });
    expect(listed.out).toContain('order-1');
    // The execution that was forked knows nothing of it.
    const execution = { workflowId: 'order-1', runId };
    expect((await harness.call('GetWorkflowExecutionHistory', { execution }))['events']).toHaveLength(2);
    await serving.kill('SIGINT');
    expect((await serving.ended).code).toBe(130);
  });

  it('prints the fork for rx-swf import, which adds it to a data folder', async () => {
    const { harness, runId } = await production();
    const { code, out, error } = await harness.shell(
      'rx-swf fork order-1 --at 1 -o json | rx-swf import - --data "$HOME/data"',
    );
    expect([code, error]).toEqual([0, '']);
    expect(out).toBe(`order-1 ${runId} of domain media stands at event 2.\n`);
  });

  it('is started again from an export by rx-swf local', async () => {
    const { harness, runId } = await production();
    const file = join(temporaryFolder(), 'order.json');
    const exported = await harness.shell(`rx-swf export order-1 > '${file}'`);
    expect(exported).toMatchObject({ code: 0, error: '' });
    const serving = await startRxSwf(['local', '--port', '0', '--import', file], { now: night });
    const printed = await serving.prints('boto3');
    expect(serving.printed.error).toBe(`order-1 ${runId} of domain media stands at event 2.\n`);
    const [, url = ''] = /listening on (\S+)/.exec(printed) ?? [];
    const listed = await shell('rx-swf list', { env: { ...harness.env, AWS_ENDPOINT_URL_SWF: url } });
    expect(listed.out).toContain('order-1');
  });
});
