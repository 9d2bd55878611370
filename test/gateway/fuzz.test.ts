import fc from 'fast-check';
import type { FailureRecord } from 'rx-swf/remote';
import { describe, expect, it } from 'vitest';
import { GatewayHarness, jsonOf } from './GatewayHarness.js';

const word = fc.oneof(
  fc.constantFrom(
    'v1',
    'executions',
    'album-7',
    'history',
    'state',
    'why',
    'timeline',
    'signal',
    'counts',
    'types',
    'taskLists',
    'domain',
    'bulk',
    'steps',
    'pending',
    '__proto__',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }).map(text => encodeURIComponent(Buffer.from(text).toString())),
  fc.string({ maxLength: 8 }),
);
const name = fc.oneof(
  fc.constantFrom(
    'open',
    'type',
    'since',
    'until',
    'limit',
    'tag',
    'runId',
    'workflowId',
    'patches',
    'children',
    'list',
    'status',
    'defaults',
    'constructor',
  ),
  fc.string({ maxLength: 8 }),
);
const query = fc.array(fc.tuple(name, fc.string({ maxLength: 12 })), { maxLength: 3 });
const view = fc.constantFrom('', '/signal', '/cancel', '/terminate', '/rerun', '/redrive', '/bulk');
const member = fc.constantFrom(
  'workflowType',
  'workflowId',
  'input',
  'signalName',
  'tagList',
  'taskList',
  'taskPriority',
  'childPolicy',
  'executionStartToCloseTimeout',
  'lambdaRole',
  'from',
  'despiteLaterRun',
  'details',
  'reason',
  'action',
  'filter',
  'dryRun',
  '__proto__',
);
const body = fc.oneof(
  fc
    .dictionary(
      member,
      fc.oneof(
        fc.jsonValue(),
        fc.constantFrom<unknown>(
          { name: 'Album', version: '1' },
          'signal',
          { open: true },
          { type: { name: {} } },
        ),
      ),
    )
    .map(value => JSON.stringify(value)),
  fc.json(),
  fc.string(),
);

/** Checks that a response is one that the gateway means. */
async function expectMeant(response: Response): Promise<void> {
  expect(response.status).not.toBe(500);
  if (response.ok) return response.body?.cancel();
  const { error } = await jsonOf<FailureRecord>(response);
  expect(error.status).toBe(response.status);
  expect(error.message).not.toMatch(/\n\s+at |\.ts:\d|node_modules/);
}

describe('gateway() › anything that is sent', () => {
  it('answers any path and query with a status that it means, and no stack', async () => {
    const web = await GatewayHarness.open();
    await web.swf.start();
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 5 }), query, async (words, pairs) => {
        const path = `/v1/executions/${words.join('/')}?${new URLSearchParams(pairs)}`;
        await expectMeant(await web.call(path));
        await expectMeant(await web.call(`/${words.join('/').replace(/^\/+/, '')}`));
        for (const root of ['executions', 'counts', 'types', 'taskLists'])
          await expectMeant(await web.call(`/v1/${root}?${new URLSearchParams(pairs)}`));
      }),
      { numRuns: 150 },
    );
  });

  it('answers any body of an action with a status that it means, and no stack', async () => {
    const web = await GatewayHarness.open();
    await web.swf.start();
    await fc.assert(
      fc.asyncProperty(view, body, async (view, text) => {
        const isOfDomain = view === '' || view === '/bulk';
        const path = view === '/bulk' ? '/v1/bulk' : `/v1/executions${isOfDomain ? '' : `/album-7${view}`}`;
        await expectMeant(await web.post(path, text));
      }),
      { numRuns: 300 },
    );
  });
});
