import type { SWFClient } from '@aws-sdk/client-swf';
import { expect, it } from 'vitest';
import { httpClient } from '../../faults/Link.js';
import { leftovers, resources } from '../../faults/leftovers.js';
import { conversation } from './conversation.js';
import { intercept, nth, Office } from './Office.js';

/** A service over HTTP, a worker that stays with an execution, and what there was before them. */
async function begun() {
  const before = resources();
  const office = await Office.open({});
  const { url } = await office.swf.listen();
  const client: SWFClient = httpClient(url, 3);
  const ann = await office.hire('Ann', [conversation], {}, { taskLists: ['decisions'], client });
  return { before, office, client, ann };
}

it('a worker that is unsubscribed from leaves no sockets, timers or listeners', async () => {
  const { before, office, client, ann } = await begun();
  await office.start(conversation);
  await nth(ann, 1);
  ann.leave();
  client.destroy();
  await office.swf.close();
  expect(await leftovers(before)).toEqual({});
});

it('a worker that is unsubscribed from in the middle of an answer leaves nothing either', async () => {
  const { before, office, client, ann } = await begun();
  const answering = new Promise<void>(resolve => {
    intercept(client, 'RespondDecisionTaskCompleted', call => {
      resolve();
      return call();
    });
  });
  await office.start(conversation);
  await answering;
  ann.leave();
  client.destroy();
  await office.swf.close();
  expect(await leftovers(before)).toEqual({});
});
