import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { type SchedulerLike, Subscription } from 'rxjs';
import { isInstance, messageOf, wait } from '../requests/index.js';
import type { PerformContext } from '../streams/index.js';
import { ThreadCrashedError } from './errors.js';
import type { Job, Report, Settled } from './messages.js';
import { unpackError } from './PackedError.js';
import type { ThreadPool } from './ThreadPool.js';

/** Grace period of a job after its signal is aborted. */
export interface GracePeriod {
  readonly grace: number;
  readonly scheduler: SchedulerLike;
}

/**
 * Runs a job in a thread of the pool. Resolves with the result of the handler; rejects with what the handler
 * threw, a {@link ThreadCrashedError}, or the reason of an abort.
 *
 * The thread and this function communicate through a message port: heartbeats come in, and an abort of the
 * context goes out. After an abort, a job that has begun has the grace period to settle; a job that has not
 * begun is dropped at once. In the latter case, and when the grace period is over, `terminator` ends the run,
 * together with its thread if it has one.
 */
export async function runJob(
  pool: ThreadPool,
  job: Omit<Job, 'port'>,
  context: PerformContext,
  gracePeriod: GracePeriod,
): Promise<unknown> {
  const { port1: ours, port2: port } = new MessageChannel();
  const terminator = new AbortController();
  const watch = watchOver(ours, pool, context, gracePeriod, terminator);
  try {
    const settled = await settle(pool, { ...job, port }, terminator.signal);
    if ('failure' in settled) throw unpackError(settled.failure);
    return settled.result;
  } finally {
    watch.unsubscribe();
  }
}

async function settle({ threads }: ThreadPool, job: Job, signal: AbortSignal): Promise<Settled> {
  try {
    return await threads.run(job, { transferList: [job.port], signal });
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    // A DOMException means that the input could not be cloned: the job never reached a thread.
    throw isInstance(error, DOMException) ? error : crashed(error);
  }
}

/** Forwards heartbeats to the context, and the context's abort to the thread. */
function watchOver(
  ours: MessagePort,
  { error$ }: ThreadPool,
  { signal, heartbeat }: PerformContext,
  { grace, scheduler }: GracePeriod,
  terminator: AbortController,
): Subscription {
  const watch = new Subscription(() => ours.close());
  let begun = false;
  ours.on('message', (report: Report) => {
    if ('begun' in report) begun = true;
    else if ('broken' in report) terminator.abort(unpackError(report.broken));
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
  // Without this, the pool would keep waiting for a thread that could not start.
  watch.add(error$.subscribe(error => begun || terminator.abort(crashed(error))));
  return watch;
}

const crashed = (cause: unknown): ThreadCrashedError =>
  new ThreadCrashedError(`The thread crashed: ${messageOf(cause)}`, { cause });
