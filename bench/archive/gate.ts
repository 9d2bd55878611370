import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { quantile } from '../measure.js';
import { printTable } from '../report.js';
import { writeCorpus } from './corpus.js';
import { type Times, timed } from './timed.js';

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** Measures the built `rx-swf replay` on histories of 53 events, and what remains without those of an empty gate. */
export async function benchGate(histories: number, rounds: number): Promise<void> {
  const corpus = await writeCorpus(histories);
  const single = await writeCorpus(1);
  const contenders = [
    { name: 'one history', of: single, options: '--jobs 2', count: 1 },
    { name: 'one of each path', of: corpus, options: '--jobs 2', count: histories },
    { name: '--all --jobs 1', of: corpus, options: '--all --jobs 1', count: histories },
    { name: '--all --jobs 2', of: corpus, options: '--all --jobs 2', count: histories },
  ];
  const times = contenders.map((): Times[] => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [i, { of, options }] of contenders.entries())
      times[i]?.push(await timed(`node ${main} replay ${of.module} ${of.folder} ${options}`));
  for (const { folder } of [corpus, single]) await rm(folder, { recursive: true });
  const start = median(times[0] ?? [], 'cpu');
  printTable(
    `rx-swf replay of ${histories} histories of 53 events, ${rounds} rounds`,
    ['', 'wall, s', 'CPU, s', 'CPU each without the start, ms'],
    contenders.map(({ name, count }, i) => {
      const [wall, cpu] = [median(times[i] ?? [], 'wall'), median(times[i] ?? [], 'cpu')];
      const each = count === 1 ? '' : ((cpu - start) / count).toFixed(2);
      return [name, (wall / 1_000).toFixed(2), (cpu / 1_000).toFixed(2), each];
    }),
  );
}

const median = (times: readonly Times[], of: keyof Times): number =>
  quantile(
    times.map(time => time[of]),
    0.5,
  );
