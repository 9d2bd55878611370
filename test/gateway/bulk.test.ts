import { completeWorkflowExecution, type WorkflowExecution } from 'rx-swf';
import type { ActionRecord, GatewayAction, GatewayOptions } from 'rx-swf/gateway';
import { RemoteError, remote } from 'rx-swf/remote';
import { config, firstValueFrom, forkJoin, lastValueFrom, take, timer, toArray } from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Calls } from '../harness/Calls.js';
import { GatewayHarness, jsonOf } from './GatewayHarness.js';

/** Opens a gateway with executions `album-1` and so on, and its remote. */
async function open(count: number, options: Partial<GatewayOptions> = {}) {
  const web = await GatewayHarness.open(options);
  const { type } = web.swf;
  await lastValueFrom(
    forkJoin(
      Array.from({ length: count }, (_, n) =>
        type.startExecution({ workflowId: `album-${n + 1}`, tagList: [n % 2 === 0 ? 'odd' : 'even'] }),
      ),
    ),
  );
  // An execution that starts in the same moment as the action is selected, too.
  web.swf.clock.advance(1_000);
  return { ...web, swf: web.swf, web, page: remote('http://localhost/v1', { fetch: web.handler }) };
}

const all = { open: true };

describe('gateway() › bulk actions', () => {
  it('count and show a sample in a dry run, which changes nothing and is a read', async () => {
    const asked: GatewayAction[] = [];
    const { swf, page } = await open(12, {
      authorize: (_, action) => {
        asked.push(action);
        return action.isRead;
      },
    });
    const calls = new Calls(swf.client);
    const plan = await lastValueFrom(page.planBulk({ action: 'terminate', filter: { tag: ['odd'] } }));
    expect(plan.count).toEqual({ count: 6, truncated: false });
    expect(plan.sample).toHaveLength(6);
    expect(calls.operations.every(name => /^(List|Count)/.test(name))).toBe(true);
    expect(asked).toEqual([
      {
        name: 'bulk',
        isRead: true,
        bulk: { action: 'terminate', filter: { tag: ['odd'], open: true }, isDryRun: true },
      },
    ]);
    const denied = page.bulk({ action: 'terminate', filter: { tag: ['odd'] } });
    await expect(lastValueFrom(denied)).rejects.toMatchObject({ status: 401 });
  });

  it('signal the selected executions, and tell how far they are', async () => {
    const { page } = await open(20);
    const progress = await lastValueFrom(
      page.bulk({ action: 'signal', signalName: 'add', input: 1, filter: { tag: ['even'] } }).pipe(toArray()),
    );
    expect(progress[0]).toMatchObject({ ok: 0, isDone: false, total: { count: 10 } });
    expect(progress.at(-1)).toMatchObject({ ok: 10, skipped: 0, failed: 0, isDone: true, failures: [] });
    const history = await lastValueFrom(page.execution('album-2').history$.pipe(take(3), toArray()));
    expect(history.map(({ name }) => name)).toContain('WorkflowExecutionSignaled');
  });

  it('start closed executions again', async () => {
    const { swf, page } = await open(2);
    await swf.decide([completeWorkflowExecution()]);
    const progress = await lastValueFrom(page.bulk({ action: 'rerun', filter: { completed: true } }));
    expect(progress).toMatchObject({ ok: 1, isDone: true });
  });

  it('report failures', async () => {
    const { swf, page } = await open(2);
    await swf.decide([completeWorkflowExecution()]);
    swf.fail('SignalWorkflowExecution', 1, Object.assign(new Error('no'), { name: 'LimitExceededFault' }));
    const progress = await lastValueFrom(
      page.bulk({ action: 'signal', signalName: 'add', filter: all }).pipe(toArray()),
    );
    const failures = progress.flatMap(({ failures }) => failures);
    expect(failures).toMatchObject([{ outcome: 'failed' }]);
    expect(progress.at(-1)).toMatchObject({ ok: 0, failed: 1, isDone: true });
  });

  it('stop when their client leaves, and say so in the audit', async () => {
    const records: ActionRecord[] = [];
    const { swf, page } = await open(300, {
      onAction: record => records.push(record),
      authorize: () => ({ isAllowed: true, who: 'ada' }),
    });
    const calls = new Calls(swf.client);
    const stopped = page.bulk({ action: 'terminate', filter: all, reason: 'bad deployment' });
    await firstValueFrom(stopped);
    await calls.settled();
    const sent = calls.take('TerminateWorkflowExecution');
    expect(sent).toBeLessThan(300);
    expect(records).toMatchObject([
      { name: 'bulk', who: 'ada', reason: 'bad deployment', outcome: 'begun', bulk: { action: 'terminate' } },
      { name: 'bulk', who: 'ada', outcome: 'stopped', bulk: { failed: 0 } },
    ]);
    await calls.settled();
    expect(calls.take('TerminateWorkflowExecution')).toBe(0);
  });

  it.each([
    [{ action: 'delete', filter: all }, 'action must be one of'],
    [{ action: 'signal', filter: all }, 'signalName is required'],
    [{ action: 'signal', signalName: '', filter: all }, 'signalName'],
    [{ action: 'terminate', filter: {} }, 'filter must select executions'],
    [{ action: 'terminate' }, 'filter is required'],
    [{ action: 'terminate', filter: { failed: true } }, 'filter must select open executions'],
    [{ action: 'rerun', filter: { open: true } }, 'filter must select closed executions'],
    [{ action: 'terminate', filter: { stat: 'open' } }, 'Unknown parameter'],
    [{ action: 'cancel', filter: all, signalName: 'a' }, 'Unknown member'],
    [{ action: 'terminate', filter: [] }, 'filter must be an object'],
    [{ action: 'terminate', filter: { open: null } }, 'open of the filter is neither'],
    [{ action: 'terminate', filter: { type: { name: { toString: 1 } } } }, 'type of the filter is neither'],
    [{ action: 'terminate', filter: { open: 'maybe' } }, 'open must be true or false'],
  ])('refuse %j', async (body, message) => {
    const web = await GatewayHarness.open();
    const response = await web.post('/v1/bulk', body);
    expect(response.status).toBe(400);
    expect((await jsonOf<{ error: { message: string } }>(response)).error.message).toContain(message);
  });

  it('do not begin again when their connection is lost', async () => {
    const { swf, web } = await open(3);
    const calls = new Calls(swf.client);
    const page = remote('http://localhost/v1', {
      fetch: async request => {
        const { body, headers } = await web.handler(request);
        const reader = body?.getReader();
        const cut = new ReadableStream<Uint8Array>({
          async start(controller) {
            const { value } = (await reader?.read()) ?? {};
            if (value !== undefined) controller.enqueue(value);
            controller.close();
            await reader?.cancel();
          },
        });
        return new Response(cut, { headers });
      },
    });
    const progress$ = page.bulk({ action: 'signal', signalName: 'add', filter: all });
    await expect(lastValueFrom(progress$)).rejects.toThrow('The connection was closed');
    await calls.settled();
    expect(calls.take('CountOpenWorkflowExecutions')).toBeLessThanOrEqual(1);
  });
});

describe('gateway() › onAction', () => {
  async function audited(options: Partial<GatewayOptions> = {}) {
    const records: ActionRecord[] = [];
    const web = await GatewayHarness.open({ onAction: record => records.push(record), ...options });
    return { web, records, page: remote('http://localhost/v1', { fetch: web.handler }) };
  }

  it('is told who has done what, why, and what became of it', async () => {
    const { page, records } = await audited({ authorize: async () => ({ isAllowed: true, who: 'ada' }) });
    const workflowType = { name: 'Album', version: '1' };
    const album = await lastValueFrom(page.start({ workflowType, workflowId: 'album-7', reason: 'import' }));
    await lastValueFrom(album.signal('add', { secret: 1 }, { reason: 'forgotten' }));
    await lastValueFrom(album.terminate({ reason: 'wrong cart' }));
    await expect(lastValueFrom(album.requestCancel())).rejects.toBeInstanceOf(RemoteError);
    expect(records).toMatchObject([
      { name: 'start', who: 'ada', outcome: 'ok', newRunId: album.runId, reason: 'import', workflowType },
      { name: 'signal', workflowId: 'album-7', signalName: 'add', reason: 'forgotten', outcome: 'ok' },
      { name: 'terminate', outcome: 'ok', reason: 'wrong cart' },
      { name: 'cancel', outcome: 'failed', error: { kind: 'DoesNotExistError' } },
    ]);
    expect(JSON.stringify(records)).not.toContain('secret');
    const { attributes } = await lastValueFrom(album.history$);
    expect(attributes).toMatchObject({ reason: 'wrong cart' });
  });

  it('is told of what was denied, but not of reads', async () => {
    const { web, records } = await audited({ authorize: (_, { isRead }) => isRead });
    const execution: WorkflowExecution = await web.swf.start();
    await web.call(`/v1/executions/${execution.workflowId}`);
    await web.post('/v1/executions/album-7/terminate', { reason: 'why not' });
    await web.post('/v1/bulk', { action: 'cancel', filter: all });
    expect(records).toMatchObject([
      { name: 'terminate', workflowId: 'album-7', reason: 'why not', outcome: 'denied' },
      { name: 'bulk', outcome: 'denied', bulk: { action: 'cancel', filter: all } },
    ]);
  });

  it('harms nothing if it throws', async () => {
    const { web } = await audited({
      onAction: () => {
        throw new Error('disk full');
      },
    });
    await web.swf.start();
    const reported: unknown[] = [];
    config.onUnhandledError = error => reported.push(error);
    onTestFinished(() => {
      config.onUnhandledError = null;
    });
    expect((await web.post('/v1/executions/album-7/terminate', {})).status).toBe(204);
    await lastValueFrom(timer(0));
    expect(reported).toEqual([new Error('disk full')]);
  });

  it('refuses a reason that is too long or no text', async () => {
    const { web, records } = await audited();
    await web.swf.start();
    for (const reason of ['x'.repeat(257), 7])
      expect((await web.post('/v1/executions/album-7/terminate', { reason })).status).toBe(400);
    expect(records).toEqual([]);
  });
});
