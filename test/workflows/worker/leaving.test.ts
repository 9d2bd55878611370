import type { SWFClient } from '@aws-sdk/client-swf';
import { expect, it } from 'vitest';
import { httpClient } from '../../harness/faults/Link.js';
import { intercept } from '../../harness/intercept.js';
import { leftovers, resources } from '../../harness/leftovers.js';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';
import { conversation } from './conversation.js';

/** A service over HTTP, a worker that keeps an execution, and the resources that were in use before them. */
async function begun() {
  const before = resources();
  const harness = await WorkflowHarness.open([], [], { service: { clock: 'real' } });
  const { url } = await harness.swf.listen();
  const client: SWFClient = httpClient(url, 3);
  const ann = await harness.startWorker(
    [conversation],
    { identity: 'Ann' },
    { taskLists: ['decisions'], client },
  );
  return { before, harness, client, ann };
}

it('a worker that is unsubscribed from leaves no sockets, timers or listeners', async () => {
  const { before, harness, client, ann } = await begun();
  await harness.start(conversation, undefined);
  await ann.outcome(1);
  ann.stop();
  client.destroy();
  await harness.swf.close();
  expect(await leftovers(before)).toEqual({});
});

it('a worker that is unsubscribed from during an answer leaves nothing either', async () => {
  const { before, harness, client, ann } = await begun();
  const answering = new Promise<void>(resolve => {
    intercept(client, 'RespondDecisionTaskCompleted', ({ send }) => {
      resolve();
      return send();
    });
  });
  await harness.start(conversation, undefined);
  await answering;
  ann.stop();
  client.destroy();
  await harness.swf.close();
  expect(await leftovers(before)).toEqual({});
});
