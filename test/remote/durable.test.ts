import { once } from 'node:events';
import { createServer } from 'node:http';
import { gateway, toNodeListener } from 'rx-swf/gateway';
import { RemoteError, remote } from 'rx-swf/remote';
import { activity, workflow } from 'rx-swf/workflows';
import { firstValueFrom, lastValueFrom, take, toArray } from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WorkflowHarness } from '../harness/WorkflowHarness.js';

const charge = activity<number, string>({ name: 'Charge', version: '1' });
const order = workflow({ name: 'Order', version: '1' }, (amount: number, { run }) => run(charge, amount));
const approval = workflow({ name: 'Approval', version: '1' }, (_: undefined, { signal, setContext }) => {
  setContext('asked');
  return signal('approve').pipe(take(1));
});

/** Serves a domain over HTTP, and returns a remote that uses the global `fetch`. */
async function serve(harness: WorkflowHarness) {
  const workflows = [order, approval];
  const handler = gateway({ domain: harness.domain, workflows, authorize: () => true });
  const server = createServer(toNodeListener(handler)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return remote(`http://127.0.0.1:${port}/v1`, { backoff: { initial: 1, max: 1 } });
}

describe('remote() › durable executions, over HTTP', () => {
  it('tells why one has failed, redrives it, and emits the result of the new run', async () => {
    let isBroken = true;
    const implementation = charge.with(amount => {
      if (isBroken) throw new Error('The card is declined');
      return `paid ${amount}`;
    });
    const harness = await WorkflowHarness.open([order], [implementation]);
    const page = await serve(harness);
    const { workflowId, runId } = await lastValueFrom(
      page.start({ workflowType: order, workflowId: 'order-7', input: 7, taskList: 'decisions' }),
    );
    const failed = page.execution(workflowId, runId);
    const error: unknown = await lastValueFrom(failed.result$).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RemoteError);
    expect(error).toMatchObject({ kind: 'ExecutionFailedError', status: 409 });
    expect(await lastValueFrom(failed.why())).toMatchObject({ state: 'closed' });
    isBroken = false;
    const redriven = await lastValueFrom(failed.redrive());
    expect(redriven.runId).not.toBe(runId);
    expect(await lastValueFrom(redriven.result$)).toBe('paid 7');
  });

  it('tells its progress, and which signals it listens to, from the code given to the gateway', async () => {
    const harness = await WorkflowHarness.open([approval], [], { service: { clock: 'real' } });
    const page = await serve(harness);
    const { workflowId } = await harness.start(approval, undefined);
    const asked = page.execution(workflowId);
    const progress = lastValueFrom(asked.progress$.pipe(toArray()));
    await firstValueFrom(asked.progress$);
    const { waits } = await lastValueFrom(asked.why());
    expect(waits).toMatchObject([{ kind: 'signals' }]);
    expect(JSON.stringify(waits)).toContain('approve');
    await lastValueFrom(asked.signal('approve', 'yes'));
    expect(await lastValueFrom(asked.result$)).toBe('yes');
    expect(await progress).toEqual(['asked']);
  });
});
