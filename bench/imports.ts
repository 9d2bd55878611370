import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Contender, compare, type Turn } from './measure.js';
import { printTable } from './report.js';

const run = promisify(execFile);
const cwd = fileURLToPath(new URL('.', import.meta.url));

/** Imports packages and prints how long that takes: imports per second, and CPU time in microseconds. */
const program = (packages: readonly string[]) => `
  const before = process.cpuUsage();
  const start = performance.now();
  for (const name of ${JSON.stringify(packages)}) await import(name);
  const time = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  console.log(JSON.stringify({ rate: 1000 / time, cpu: user + system }));`;

const importing = (...packages: readonly string[]): Contender => ({
  name: packages.join(' and '),
  async run(): Promise<Turn> {
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program(packages)], {
      cwd,
    });
    return JSON.parse(stdout);
  },
});

/** Measures the import of the package, compared with that of the two packages it stands on. */
export async function benchImports(rounds: number): Promise<void> {
  const contenders = [
    importing('rxjs', '@aws-sdk/client-swf'),
    importing('rx-swf'),
    importing('rx-swf', 'rx-swf/workflows'),
    importing('rx-swf', 'rx-swf/local'),
  ];
  const figures = await compare(contenders, rounds);
  printTable(
    `Import in a new process, ${rounds} rounds`,
    ['', 'CPU, ms', 'ratio', 'quartiles'],
    figures.map(
      ({
        name,
        cpu: {
          median,
          ratio,
          spread: [low, high],
        },
      }) => [name, (median / 1_000).toFixed(0), ratio.toFixed(2), `${low.toFixed(2)} to ${high.toFixed(2)}`],
    ),
  );
}
