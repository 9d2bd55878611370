import { format } from 'node-inspect-extracted';
import type { RunReport, RunRequest } from './messages.js';
import { Output } from './Output.js';
import { RecordedRuns } from './RecordedRuns.js';
import { recording } from './recorder/recording.js';
import { toModule } from './toModule.js';

/** Runs one block, which its page ends by ending this worker. */

const report = (message: RunReport) => self.postMessage(message);
const runs = new RecordedRuns(recording);
const output = new Output(lines => report({ kind: 'lines', lines }));

/** Prints as Node.js does, which is what the pages of the manual show. */
function print(isError: boolean, ...values: readonly unknown[]): void {
  // A replay that only draws calls the workflow again, which may log.
  if (!runs.isReplaying) output.add({ text: withPlainStack(format(...values)), isError });
}

/** Names the lines of the block in a stack trace, and leaves out those of the bundles. */
const withPlainStack = (text: string) =>
  text.replace(/\n +at .*\/runtime\/.*/g, '').replace(/\n( +at )blob:\S*?:(\d+):\d+/g, '\n$1line $2');

const out = print.bind(undefined, false);
const err = print.bind(undefined, true);
Object.assign(console, { log: out, info: out, debug: out, warn: err, error: err });
Object.assign(globalThis, { setImmediate: (work: () => void) => setTimeout(work) });

self.addEventListener('error', event => {
  event.preventDefault();
  err(`Uncaught ${event.message.replace(/^Uncaught /, '')}`);
});
self.addEventListener('unhandledrejection', event => {
  event.preventDefault();
  err('Unhandled rejection:', event.reason);
});

const showRuns = async () => report({ kind: 'runs', runs: await runs.read() });

/** Runs a block. Resolves to `false` if it fails. */
async function run({ code, packages }: RunRequest): Promise<boolean> {
  let module: string;
  try {
    module = await toModule(code, packages);
  } catch (error) {
    // Of a block that can't be read, the stack says nothing.
    err(`${error}`);
    return false;
  }
  try {
    await import(URL.createObjectURL(new Blob([module], { type: 'text/javascript' })));
    return true;
  } catch (error) {
    err(error);
    return false;
  }
}

self.addEventListener('message', async ({ data }: MessageEvent<RunRequest>) => {
  recording.isSlow = data.isSlow;
  recording.recorder.changes$.subscribe(() => void showRuns());
  const isDone = await run(data);
  await showRuns();
  output.flush();
  report({ kind: 'end', isFailed: !isDone });
});

report({ kind: 'ready' });
