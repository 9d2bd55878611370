import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { LocalSwf } from 'rx-swf/local';
import { type Times, timed } from './archive/timed.js';
import { quantile } from './measure.js';
import { printTable } from './report.js';

const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

/** Settings of the commands, so that neither asks the network for credentials. */
const settings = {
  AWS_REGION: 'us-east-1',
  // The AWS CLI reads only this one.
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  SWF_DOMAIN: 'media',
};

/** Measures the start of the built command, compared with that of Node.js and, if installed, with the AWS CLI. */
export async function benchCommands(rounds: number): Promise<void> {
  const swf = new LocalSwf();
  const { url } = await swf.listen({ port: 0 });
  const env = { ...process.env, NODE_OPTIONS: '', ...settings, AWS_ENDPOINT_URL_SWF: url };
  const rxSwf = (args: string) => timed(`node ${main} ${args}`, env);
  await rxSwf('register domain media --retention 1');
  const aws = `aws swf list-open-workflow-executions --domain media --start-time-filter oldestDate=0 --endpoint-url ${url}`;
  const contenders = [
    { name: 'node -e 0', run: () => timed('node -e 0', env) },
    { name: 'rx-swf --version', run: () => rxSwf('--version') },
    { name: 'rx-swf --help', run: () => rxSwf('--help') },
    { name: 'rx-swf list --open', run: () => rxSwf('list --open') },
    ...((await hasAws()) ? [{ name: 'aws swf list-open-…', run: () => timed(aws, env) }] : []),
  ];
  const times = contenders.map((): Times[] => []);
  for (let round = 0; round <= rounds; round += 1)
    for (const [i, { run }] of contenders.entries()) {
      const time = await run();
      if (round > 0) times[i]?.push(time);
    }
  await swf.close();
  const medians = (of: keyof Times) =>
    times.map(all =>
      quantile(
        all.map(time => time[of]),
        0.5,
      ),
    );
  const [walls, cpus] = [medians('wall'), medians('cpu')];
  const ratio = (value = Number.NaN, first = Number.NaN) => (value / first).toFixed(2);
  printTable(
    `Start of a command, medians of ${rounds} rounds`,
    ['', 'wall, ms', 'ratio', 'CPU, ms', 'ratio'],
    contenders.map(({ name }, i) => [
      name,
      `${walls[i]?.toFixed(0)}`,
      ratio(walls[i], walls[0]),
      `${cpus[i]?.toFixed(0)}`,
      ratio(cpus[i], cpus[0]),
    ]),
  );
}

const hasAws = (): Promise<boolean> =>
  promisify(execFile)('aws', ['--version']).then(
    () => true,
    () => false,
  );
