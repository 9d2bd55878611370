import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { type SchedulerLike, Subscription } from 'rxjs';
import { isInstance, messageOf, wait } from '../requests/index.js';
import type { PerformContext } from '../streams/index.js';
import { ThreadCrashedError } from './errors.js';
import { unpack } from './failures.js';
import type { Job, Report, Settled } from './messages.js';
import type { Pool } from './pool.js';

/** How long a job may go on after its signal is aborted. */
export interface Patience {
  readonly grace: number;
  readonly scheduler: SchedulerLike;
}

/** Has a thread do a job. Gives the result of its handler; throws what that threw, or why the thread crashed. */
export async function runJob(
  pool: Pool,
  job: Omit<Job, 'port'>,
  context: PerformContext,
  patience: Patience,
): Promise<unknown> {
  const { port1: ours, port2: port } = new MessageChannel();
  const terminator = new AbortController();
  const watch = watchOver(ours, pool, context, patience, terminator);
  try {
    const settled = await settle(pool, { ...job, port }, terminator.signal);
    if ('failure' in settled) throw unpack(settled.failure);
    return settled.result;
  } finally {
    watch.unsubscribe();
  }
}

async function settle({ threads }: Pool, job: Job, signal: AbortSignal): Promise<Settled> {
  try {
    return await threads.run(job, { transferList: [job.port], signal });
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    // An input that cannot be cloned did not get as far as a thread.
    throw isInstance(error, DOMException) ? error : crashed(error);
  }
}

/** Passes heartbeats on to the context, and the context's abort to the thread. */
function watchOver(
  ours: MessagePort,
  { error$ }: Pool,
  { signal, heartbeat }: PerformContext,
  { grace, scheduler }: Patience,
  terminator: AbortController,
): Subscription {
  const watch = new Subscription(() => ours.close());
  let begun = false;
  ours.on('message', (report: Report) => {
    if ('begun' in report) begun = true;
    else if ('broken' in report) terminator.abort(unpack(report.broken));
    else heartbeat(report.heartbeat);
  });
  const stop = () => {
    if (!begun) return terminator.abort(signal.reason);
    ours.postMessage(messageOf(signal.reason));
    watch.add(wait(grace, scheduler).subscribe(() => terminator.abort(signal.reason)));
  };
  signal.addEventListener('abort', stop);
  watch.add(() => signal.removeEventListener('abort', stop));
  if (signal.aborted) stop();
  // The pool would wait on for a thread that could not start.
  watch.add(error$.subscribe(error => begun || terminator.abort(crashed(error))));
  return watch;
}

const crashed = (cause: unknown): ThreadCrashedError =>
  new ThreadCrashedError(`The thread crashed: ${messageOf(cause)}`, { cause });
