import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastValueFrom } from 'rxjs';
import { expect, it } from 'vitest';
import { countActivities } from '../../examples/map-reduce/activities.js';
import { countAll, countChunk } from '../../examples/map-reduce/workflow.js';
import { temporaryFolder } from '../harness/temporaryFolder.js';
import { WorkflowHarness } from '../harness/WorkflowHarness.js';
import { runExample } from './runExample.js';

/** Files that have the word as often as their number says. */
function files(count: number): string[] {
  const folder = temporaryFolder();
  return Array.from({ length: count }, (_, n) => {
    const file = join(folder, `${n}`);
    writeFileSync(file, 'word '.repeat(n));
    return file;
  });
}

it('the map-reduce example adds up the counts of its children, and retries a failed child', async () => {
  const all = files(35);
  const harness = await WorkflowHarness.open([countAll, countChunk], countActivities([all[12] ?? '']));
  const execution = await harness.start(countAll, { words: ['word', 'none'], files: all });
  expect(await harness.result(execution)).toEqual({ word: (34 * 35) / 2, none: 0 });
  const { childExecutions } = await lastValueFrom(execution.history());
  expect(childExecutions.all.map(({ state }) => state).sort()).toEqual([
    ...Array(4).fill('completed'),
    'failed',
  ]);
});

it('the map-reduce example fails when a child has failed three times', async () => {
  const harness = await WorkflowHarness.open([countAll, countChunk], countActivities());
  await expect(harness.run(countAll, { words: ['word'], files: ['nowhere'] })).rejects.toMatchObject({
    reason: expect.stringContaining('ENOENT'),
  });
});

it('the map-reduce example runs from a terminal', async () => {
  const { code, output } = await runExample('map-reduce');
  expect(output).toMatch(/CountChunk .* failed: Error[\s\S]*completed[\s\S]*→ \{ Observable: \d+/);
  expect(code).toBe(0);
});
