import assert from 'node:assert/strict';
import { Domain, WorkflowType } from 'rx-swf';
import { gateway } from 'rx-swf/gateway';
import { LocalSwf } from 'rx-swf/local';
import { remote } from 'rx-swf/remote';
import { firstValueFrom, lastValueFrom, map, take, toArray } from 'rxjs';

/**
 * Serves a gateway on the embedded service, and uses it as a page does: JSON, an action, streams, and a client that
 * leaves.
 *
 * @param {string} runtime - name to print
 * @param {(handler: import('rx-swf/gateway').GatewayHandler) => Promise<{ url: string, close(): unknown }>} serve
 */
export async function journey(runtime, serve) {
  const swf = new LocalSwf();
  const domain = new Domain({ name: 'media', client: swf.client() });
  await lastValueFrom(domain.save());
  const timeouts = { executionStartToCloseTimeout: 3_600, taskStartToCloseTimeout: 30 };
  const album = { domain, name: 'Album', version: '1', taskList: 'decisions', childPolicy: 'TERMINATE' };
  await lastValueFrom(new WorkflowType({ ...album, ...timeouts }).save());
  const audit = [];
  const seen = new WeakSet();
  let left = 0;
  const handler = gateway({
    domain,
    authorize: request => {
      if (!seen.has(request))
        request.signal.addEventListener('abort', () => {
          left += 1;
        });
      seen.add(request);
      return { isAllowed: request.headers.get('authorization') === 'Bearer secret', who: 'ada' };
    },
    onAction: record => audit.push(record),
  });
  const server = await serve(handler);

  const stranger = remote(`${server.url}/v1`);
  await assert.rejects(lastValueFrom(stranger.domain()), { status: 401 });
  const page = remote(`${server.url}/v1`, { headers: { authorization: 'Bearer secret' } });
  assert.equal((await lastValueFrom(page.capabilities())).endpoint, 'embedded');
  const workflowType = { name: 'Album', version: '1' };
  const run = await lastValueFrom(
    page.start({ workflowType, workflowId: 'album-7', input: 'ä', reason: 'test' }),
  );
  const names = lastValueFrom(
    run.history$.pipe(
      map(({ name }) => name),
      take(3),
      toArray(),
    ),
  );
  assert.equal((await firstValueFrom(run.state$)).lastEventId, 2);
  await lastValueFrom(run.signal('add', { n: 1 }));
  assert.deepEqual(await names, [
    'WorkflowExecutionStarted',
    'DecisionTaskScheduled',
    'WorkflowExecutionSignaled',
  ]);
  const [item] = await firstValueFrom(page.executions({ open: true }).items$);
  assert.equal(item?.workflowId, 'album-7');
  await lastValueFrom(page.bulk({ action: 'terminate', filter: { open: true } }));
  assert.deepEqual(
    audit.map(({ name, outcome, who }) => `${who} ${name} ${outcome}`),
    ['ada start ok', 'ada signal ok', 'ada bulk begun', 'ada bulk ok'],
  );
  const refused = await fetch(`${server.url}/v1/domain`, { headers: { origin: 'https://evil.example' } });
  assert.equal(refused.status, 403);

  await server.close();
  await swf.close();
  console.log(`The gateway works in ${runtime}. ${left} requests were aborted when their clients left.`);
}
