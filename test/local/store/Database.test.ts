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
import { domain } from '../../harness/registrations.js';
import { SdkHarness } from '../../harness/SdkHarness.js';
import { schedule } from '../../harness/sdkDecisions.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';

const list = new ListOpenWorkflowExecutionsCommand({ domain, startTimeFilter: { oldestDate: new Date(0) } });

/** Returns the rows of a folder that is not open. */
async function rowsIn(folder: string): Promise<string[]> {
  const level = new ClassicLevel(folder);
  await level.open();
  const rows = await level.values({ gte: 'row/' }).all();
  await level.close();
  return rows;
}

describe('a folder does not grow forever', () => {
  it('rows are deleted with their execution', async () => {
    const data = temporaryFolder();
    const harness = await SdkHarness.empty({ data }).prepare();
    await harness.swf.close();
    const before = await rowsIn(data);
    const again = SdkHarness.empty({ data });
    await again.start('w1');
    await again.decide(schedule('a1'));
    const { taskToken } = await again.pollActivity();
    await again.client.send(new RecordActivityTaskHeartbeatCommand({ taskToken }));
    await again.client.send(new TerminateWorkflowExecutionCommand({ domain, workflowId: 'w1' }));
    again.clock.advance(31 * 86_400_000);
    await again.swf.close();
    expect(await rowsIn(data)).toEqual(before);
  });

  it('only the latest row is kept of heartbeats, tags and statuses', async () => {
    const data = temporaryFolder();
    const harness = await SdkHarness.empty({ data }).prepare();
    await harness.start('w1');
    await harness.decide(schedule('a1'));
    const { taskToken } = await harness.pollActivity();
    const resourceArn = `arn:aws:swf:us-east-1:123456789012:/domain/${domain}`;
    for (const value of ['1', '2', '3']) {
      await harness.client.send(new RecordActivityTaskHeartbeatCommand({ taskToken, details: value }));
      await harness.client.send(new TagResourceCommand({ resourceArn, tags: [{ key: 'k', value }] }));
    }
    await harness.swf.close();
    const rows = await rowsIn(data);
    expect(rows.filter(row => row.includes('"heartbeat"'))).toEqual([
      expect.stringContaining('"details":"3"'),
    ]);
    expect(rows.filter(row => row.includes('"tags"'))).toEqual([expect.stringContaining('"value":"3"')]);
  });
});

describe('after a power cut in the middle of a write', () => {
  /** The acknowledged calls in order, and a copy of the folder after them. */
  async function left(): Promise<{ folder: string; log: string; names: string[] }> {
    const folder = temporaryFolder();
    const before = await SdkHarness.empty({ data: folder }).prepare();
    // When a folder is opened, its earlier rows move out of the newest log.
    await before.swf.close();
    const harness = SdkHarness.empty({ data: folder });
    const names = Array.from({ length: 12 }, (_, n) => `w${n}`);
    for (const name of names) await harness.start(name);
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
          const copy = temporaryFolder();
          cpSync(folder, copy, { recursive: true });
          cut(join(copy, log), length);
          const harness = SdkHarness.empty({ data: copy });
          const { executionInfos = [] } = await harness.client.send(list);
          const found = executionInfos.map(({ execution }) => `${execution?.workflowId}`).reverse();
          expect(found).toEqual(names.slice(0, found.length));
          if (length === size) expect(found).toEqual(names);
          for (const { execution } of executionInfos) {
            if (execution) expect(await harness.types(execution)).toHaveLength(2);
          }
          // It can be used from there.
          await harness.start('next');
          await harness.swf.close();
          const again = SdkHarness.empty({ data: copy });
          expect((await again.client.send(list)).executionInfos).toHaveLength(found.length + 1);
          await again.swf.close();
        }),
        { numRuns: 12, examples: [[size], [0]] },
      );
    },
  );
});
