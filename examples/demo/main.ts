import { statSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DoesNotExistError, type History, settings, WorkflowExecution } from 'rx-swf';
import { LocalSwf } from 'rx-swf/local';
import {
  fromEvent,
  ignoreElements,
  lastValueFrom,
  merge,
  type Observable,
  reduce,
  share,
  take,
  takeUntil,
  tap,
} from 'rxjs';
import { type JobEvent, job } from './job.js';
import { progress } from './progress.js';
import { report } from './report.js';

const usage = `Usage: npm run demo -- [FOLDER...] [options]

Measures every file in the folders (by default this project's docs and src) with a workflow: one activity
per file, retried if it fails. It runs on an SWF that is embedded in this process, unless you choose another.

  --concurrency N   number of files to measure at once (default: 16)
  --endpoint URL    run on another SWF, e.g. http://127.0.0.1:4577
  --aws             run on Amazon's SWF, with the credentials and region of your settings
  --help            print this help
`;

const options = {
  concurrency: { type: 'string', default: '16' },
  endpoint: { type: 'string' },
  aws: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Parses the command line. Throws a `TypeError` with a message for the user. */
function parse(argv: readonly string[]) {
  const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
  const concurrency = Number(values.concurrency);
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 1000) {
    throw new TypeError(`--concurrency must be a whole number from 1 to 1000, got '${values.concurrency}'`);
  }
  if (values.aws && values.endpoint !== undefined)
    throw new TypeError('--aws and --endpoint cannot be combined');
  const own = ['docs', 'src'].map(name =>
    relative('.', fileURLToPath(new URL(`../../${name}`, import.meta.url))),
  );
  return { ...values, concurrency, folders: positionals.length > 0 ? positionals : own };
}

/** Applies the settings for the requested SWF. The returned function closes it. */
function connectTo({ aws, endpoint }: ReturnType<typeof parse>): () => Promise<void> {
  if (endpoint !== undefined) {
    settings.set({ endpoint });
    const { region, credentials } = settings.get();
    if (region === undefined) settings.set({ region: 'us-east-1' });
    if (credentials === undefined) settings.set({ accessKeyId: 'local', secretAccessKey: 'local' });
  }
  if (aws || endpoint !== undefined) return async () => {};
  const swf = new LocalSwf();
  settings.set({ client: swf.client() });
  return () => swf.close();
}

/** Runs the job until it ends or the user stops it. Resolves to the exit code of the process. */
async function run({ folders, concurrency, aws, endpoint }: ReturnType<typeof parse>): Promise<number> {
  const begun = performance.now();
  const isEmbedded = !aws && endpoint === undefined;
  const stop$ = merge(fromEvent(process, 'SIGINT'), fromEvent(process, 'SIGTERM')).pipe(take(1), share());
  let started: WorkflowExecution | undefined;
  const events$ = job({ folders, concurrency, interval: isEmbedded ? 50 : 2_000 }).pipe(
    tap(event => {
      if (event.kind === 'started') started = event.execution;
    }),
    takeUntil(stop$),
    share(),
  );
  const isTerminal = process.stdout.isTTY;
  const lines$ = progress(events$, isTerminal ? 100 : 1_000).pipe(
    tap(line => process.stdout.write(isTerminal ? `\r\u001b[K${line}` : `${line}\n`)),
    ignoreElements(),
  );
  const runs = await lastValueFrom(merge(lines$, events$.pipe(runsOf)));
  if (isTerminal) process.stdout.write('\r\u001b[K');
  const end = runs.at(-1)?.execution.closeStatus;
  // A run that has continued as new is not the end: the next one is still running.
  if (end === undefined || end === 'CONTINUED_AS_NEW') return stop(started);
  console.log(report(runs, performance.now() - begun));
  return end === 'COMPLETED' ? 0 : 1;
}

const runsOf = (events$: Observable<JobEvent>) =>
  events$.pipe(
    reduce<JobEvent, History[]>((runs, event) => (event.kind === 'closed' ? [...runs, event.run] : runs), []),
  );

/** Terminates a job that the user has stopped, so that nothing of it continues here or elsewhere. */
async function stop(started: WorkflowExecution | undefined): Promise<number> {
  if (started !== undefined) {
    const { domain, workflowId } = started;
    const anyRun = new WorkflowExecution({ domain, workflowId });
    await lastValueFrom(anyRun.terminate({ reason: 'Stopped by the user' })).catch((error: unknown) => {
      if (!(error instanceof DoesNotExistError)) throw error;
    });
  }
  console.log('Stopped. The execution has been terminated, and nothing is still running.');
  return 130;
}

async function main(argv: readonly string[]): Promise<number> {
  // The SDK's warning about the Node version would run into the progress line.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  let wanted: ReturnType<typeof parse>;
  try {
    wanted = parse(argv);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    return 2;
  }
  if (wanted.help) {
    console.log(usage);
    return 0;
  }
  const missing = wanted.folders.filter(
    folder => !statSync(folder, { throwIfNoEntry: false })?.isDirectory(),
  );
  if (missing.length > 0) {
    console.error(`Not a folder: ${missing.join(', ')}`);
    return 1;
  }
  let close = async () => {};
  try {
    close = connectTo(wanted);
    return await run(wanted);
  } catch (error) {
    console.error(error instanceof Error ? `${error.name}: ${error.message}` : error);
    return 1;
  } finally {
    await close();
  }
}

process.exitCode = await main(process.argv.slice(2));
