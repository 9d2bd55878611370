import { cpSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ListOpenWorkflowExecutionsCommand,
  RecordActivityTaskHeartbeatCommand,
  TagResourceCommand,
  TerminateWorkflowExecutionCommand,
} from '@aws-sdk/client-swf';
import { ClassicLevel } from 'classic-level';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { domain, schedule, World } from '../support.js';
import { newFolder } from './support.js';

const list = new ListOpenWorkflowExecutionsCommand({ domain, startTimeFilter: { oldestDate: new Date(0) } });

/** The rows of a folder that nobody has open. */
async function rowsIn(folder: string): Promise<string[]> {
  const level = new ClassicLevel(folder);
  await level.open();
  const rows = await level.values({ gte: 'row/' }).all();
  await level.close();
  return rows;
}

describe('a folder does not grow for ever', () => {
  it('rows go when their execution is forgotten', async () => {
    const data = newFolder();
    const world = await World.empty({ data }).prepare();
    await world.swf.close();
    const before = await rowsIn(data);
    const again = World.empty({ data });
    await again.start('w1');
    await again.decide(schedule('a1'));
    const { taskToken } = await again.pollActivity();
    await again.client.send(new RecordActivityTaskHeartbeatCommand({ taskToken }));
    await again.client.send(new TerminateWorkflowExecutionCommand({ domain, workflowId: 'w1' }));
    again.clock.advance(31 * 86_400_000);
    await again.swf.close();
    expect(await rowsIn(data)).toEqual(before);
  });

  it('of heartbeats, and of all that is set, the latest is enough', async () => {
    const data = newFolder();
    const world = await World.empty({ data }).prepare();
    await world.start('w1');
    await world.decide(schedule('a1'));
    const { taskToken } = await world.pollActivity();
    const resourceArn = `arn:aws:swf:us-east-1:123456789012:/domain/${domain}`;
    for (const value of ['1', '2', '3']) {
      await world.client.send(new RecordActivityTaskHeartbeatCommand({ taskToken, details: value }));
      await world.client.send(new TagResourceCommand({ resourceArn, tags: [{ key: 'k', value }] }));
    }
    await world.swf.close();
    const rows = await rowsIn(data);
    expect(rows.filter(row => row.includes('"heartbeat"'))).toEqual([
      expect.stringContaining('"details":"3"'),
    ]);
    expect(rows.filter(row => row.includes('"tags"'))).toEqual([expect.stringContaining('"value":"3"')]);
  });
});

describe('after a power cut in the middle of a write', () => {
  /** What was acknowledged one after the other, and the folder as it was then. */
  async function left(): Promise<{ folder: string; log: string; names: string[] }> {
    const folder = newFolder();
    const before = await World.empty({ data: folder }).prepare();
    // What is there at the opening is not in the newest log any more.
    await before.swf.close();
    const world = World.empty({ data: folder });
    const names = Array.from({ length: 12 }, (_, n) => `w${n}`);
    for (const name of names) await world.start(name);
    const logs = readdirSync(folder).filter(file => file.endsWith('.log'));
    return { folder, log: logs.sort().at(-1) ?? '', names };
  }

  const cuts: readonly [string, (file: string, length: number) => void][] = [
    ['is cut off', truncateSync],
    ['is zeros', (file, length) => writeFileSync(file, readFileSync(file).fill(0, length))],
  ];

  it.each(cuts)(
    'when the end of the log %s, the folder opens with what was written before',
    async (_, cut) => {
      const { folder, log, names } = await left();
      const { size } = statSync(join(folder, log));
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 0, max: size }), async length => {
          const copy = newFolder();
          cpSync(folder, copy, { recursive: true });
          cut(join(copy, log), length);
          const world = World.empty({ data: copy });
          const { executionInfos = [] } = await world.client.send(list);
          const found = executionInfos.map(({ execution }) => `${execution?.workflowId}`).reverse();
          expect(found).toEqual(names.slice(0, found.length));
          if (length === size) expect(found).toEqual(names);
          for (const { execution } of executionInfos) {
            if (execution) expect(await world.types(execution)).toHaveLength(2);
          }
          // And it goes on from there.
          await world.start('next');
          await world.swf.close();
          const again = World.empty({ data: copy });
          expect((await again.client.send(list)).executionInfos).toHaveLength(found.length + 1);
          await again.swf.close();
        }),
        { numRuns: 12, examples: [[size], [0]] },
      );
    },
  );
});
