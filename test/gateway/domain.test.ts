import { readFileSync } from 'node:fs';
import { scheduleActivityTask } from 'rx-swf';
import type { Capabilities } from 'rx-swf/remote';
import { activity, workflow } from 'rx-swf/workflows';
import { describe, expect, it } from 'vitest';
import { version } from '../../src/gateway/options/version.js';
import { Calls } from '../harness/Calls.js';
import { resize as resizeType } from '../harness/DomainHarness.js';
import { GatewayHarness, jsonOf } from './GatewayHarness.js';

const resize = activity<string, string>({ name: 'Resize', version: '1' });
const order = workflow({ name: 'Order', version: '1' }, (file: string, { run }) => run(resize, file));

describe('gateway() › the domain', () => {
  it('tells its version, which is that of the package', () => {
    expect(version).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version);
  });

  it('tells what it allows the request, and whose code it has', async () => {
    const web = await GatewayHarness.open({
      workflows: [order],
      authorize: ({ headers }, { isRead, name }) =>
        isRead || (name === 'signal' && headers.get('authorization') === 'Bearer secret'),
    });
    const facts = await jsonOf<Capabilities>(web.call('/v1'));
    expect(facts).toMatchObject({
      version,
      domain: 'media',
      endpoint: 'embedded',
      workflows: [{ name: 'Order', version: '1' }],
      hasDefinitions: true,
    });
    expect(facts.actions.every(name => name.startsWith('read'))).toBe(true);
    const headers = { authorization: 'Bearer secret' };
    const { actions } = await jsonOf<Capabilities>(web.call('/v1/', { headers }));
    expect(actions.filter(name => !name.startsWith('read'))).toEqual(['signal']);
  });

  it('shows the domain, and its types with their defaults and their differences from code', async () => {
    const web = await GatewayHarness.open({ workflows: [order] });
    expect(await jsonOf(web.call('/v1/domain'))).toMatchObject({ name: 'media', status: 'REGISTERED' });
    const plain = await jsonOf<{ types: readonly object[] }>(web.call('/v1/types'));
    expect(plain.types).toContainEqual(expect.objectContaining({ kind: 'workflow', name: 'Album' }));
    expect(await jsonOf(web.call('/v1/types?defaults=true&status=REGISTERED'))).toMatchObject({
      types: expect.arrayContaining([
        expect.objectContaining({
          name: 'Album',
          defaults: expect.objectContaining({ childPolicy: 'TERMINATE' }),
        }),
      ]),
      drift: {
        domain: 'media',
        isSynced: false,
        differences: expect.arrayContaining([expect.objectContaining({ kind: 'missing' })]),
      },
    });
    expect((await web.call('/v1/types?status=all')).status).toBe(400);
  });

  it('counts executions by state, once and live', async () => {
    const web = await GatewayHarness.open();
    await web.swf.start();
    const counts = [
      { state: 'OPEN', count: 1, truncated: false },
      { state: 'COMPLETED', count: 0, truncated: false },
    ];
    const { counts: once } = await jsonOf<{ counts: readonly object[] }>(web.call('/v1/counts'));
    expect(once).toEqual(expect.arrayContaining(counts));
    const live = await web.events('/v1/counts?open');
    expect((await live.next())?.data).toEqual({ counts: counts.slice(0, 1) });
    expect((await web.call('/v1/counts?limit=3')).status).toBe(400);
  });

  it('counts the tasks that wait on task lists, and names the types of each', async () => {
    const web = await GatewayHarness.open();
    await web.swf.start();
    const decisions = { count: 1, truncated: false };
    expect(await jsonOf(web.call('/v1/taskLists'))).toMatchObject({
      taskLists: expect.arrayContaining([
        expect.objectContaining({
          taskList: 'decisions',
          decisions,
          workflowTypes: [{ name: 'Album', version: '1' }],
        }),
      ]),
    });
    const given = await jsonOf(web.call('/v1/taskLists?list=nothing&list=decisions'));
    expect(given).toMatchObject({
      taskLists: [{ taskList: 'nothing' }, { taskList: 'decisions', decisions }],
    });
    const many = Array.from({ length: 101 }, (_, n) => `list=${n}`).join('&');
    expect((await web.call(`/v1/taskLists?${many}`)).status).toBe(400);
    const live = await web.events('/v1/taskLists?list=decisions');
    expect((await live.next())?.data).toMatchObject({ taskLists: [{ decisions }] });
  });

  it('describes each type once', async () => {
    const web = await GatewayHarness.open();
    const calls = new Calls(web.swf.client);
    await jsonOf(web.call('/v1/types?defaults=true'));
    expect(calls.operations).toEqual(
      expect.arrayContaining(['DescribeWorkflowType', 'DescribeActivityType']),
    );
    calls.take();
    await jsonOf(web.call('/v1/types?defaults=true'));
    expect(calls.operations.filter(name => name.startsWith('Describe'))).toEqual([]);
  });

  it('shows the open tasks of an execution, with the backlog of their lists', async () => {
    const web = await GatewayHarness.open();
    await web.swf.start();
    expect(await jsonOf(web.call('/v1/executions/album-7/pending'))).toMatchObject({
      tasks: [{ kind: 'decision', eventId: 2, taskList: 'decisions', state: 'scheduled' }],
      backlog: [{ taskList: 'decisions', decisions: { count: 1 } }],
    });
    await web.swf.decide([scheduleActivityTask({ activityType: resizeType, activityId: '1' })]);
    const { tasks } = await jsonOf<{ tasks: readonly object[] }>(web.call('/v1/executions/album-7/pending'));
    expect(tasks).toMatchObject([{ kind: 'activity', type: { name: 'Resize' }, state: 'scheduled' }]);
  });
});
