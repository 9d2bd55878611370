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
    '__proto__',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }).map(text => encodeURIComponent(Buffer.from(text).toString())),
  fc.string({ maxLength: 8 }),
);
const name = fc.oneof(
  fc.constantFrom('open', 'type', 'since', 'until', 'limit', 'tag', 'runId', 'workflowId', 'constructor'),
  fc.string({ maxLength: 8 }),
);
const query = fc.array(fc.tuple(name, fc.string({ maxLength: 12 })), { maxLength: 3 });
const view = fc.constantFrom('', '/signal', '/cancel', '/terminate', '/rerun', '/redrive');
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
  '__proto__',
);
const body = fc.oneof(
  fc
    .dictionary(member, fc.oneof(fc.jsonValue(), fc.constant({ name: 'Album', version: '1' })))
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
        await expectMeant(await web.call(`/v1/executions?${new URLSearchParams(pairs)}`));
      }),
      { numRuns: 150 },
    );
  });

  it('answers any body of an action with a status that it means, and no stack', async () => {
    const web = await GatewayHarness.open();
    await web.swf.start();
    await fc.assert(
      fc.asyncProperty(view, body, async (view, text) => {
        const path = view === '' ? '/v1/executions' : `/v1/executions/album-7${view}`;
        await expectMeant(await web.post(path, text));
      }),
      { numRuns: 300 },
    );
  });
});
