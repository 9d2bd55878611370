import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { HistoryBuilder } from 'rx-swf/testing';

/** Activities of a history, which make it 52 events long. */
const activities = 8;

/** A corpus of histories, and the code that made them. */
export interface Corpus {
  readonly folder: string;
  readonly module: string;
}

/** Writes an archive of histories of some 50 events in files of 1,000, and a module with their workflow. */
export async function writeCorpus(histories: number): Promise<Corpus> {
  const folder = await mkdtemp(join(tmpdir(), 'rx-swf-bench-'));
  const module = join(folder, 'workflows.mjs');
  await writeFile(module, code);
  for (let first = 0; first < histories; first += 1_000) {
    const day = join(folder, 'media', `2026-11-${`${10 + first / 1_000}`.padStart(2, '0')}`);
    await mkdir(day, { recursive: true });
    const lines = Array.from({ length: Math.min(1_000, histories - first) }, (_, n) => lineOf(first + n));
    await writeFile(join(day, 'Order%401.ndjson.gz'), await promisify(gzip)(lines.join('')));
  }
  return { folder, module };
}

function lineOf(n: number): string {
  const builder = new HistoryBuilder().start({
    workflowType: { name: 'Order', version: '1' },
    input: { order: n, customer: `customer ${n}`, items: activities },
  });
  for (let item = 1; item <= activities; item += 1)
    builder.activity(`${item}`, {
      type: { name: 'Reserve', version: '1' },
      input: { order: n, item },
      result: { shelf: `shelf ${n % 100}`, item },
    });
  const history = builder.complete({ result: 'done' }).build();
  const run = { workflowId: `order-${n}`, runId: `run-${n}`, workflowType: { name: 'Order', version: '1' } };
  return `${JSON.stringify({ ...run, status: 'CLOSED', closeStatus: 'COMPLETED', ...JSON.parse(JSON.stringify(history)) })}\n`;
}

const code = `
import { concatMap, last, map, range } from ${JSON.stringify(import.meta.resolve('rxjs'))};
import { activity, workflow } from ${JSON.stringify(import.meta.resolve('rx-swf/workflows'))};

const reserve = activity({ name: 'Reserve', version: '1' });
export const order = workflow({ name: 'Order', version: '1' }, ({ order, items }, { run }) =>
  range(1, items).pipe(concatMap(item => run(reserve, { order, item })), last(), map(() => 'done')));
`;
