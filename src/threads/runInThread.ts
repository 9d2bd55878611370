// Entry point of every thread of the pool.

import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { Job, Report, Settled } from './messages.js';
import { packError } from './PackedError.js';
import type { ThreadContext, ThreadHandler } from './ThreadHandler.js';

/** Runs a job. Never rejects: a job that does not settle counts as a crash. */
export default async function runInThread({ file, task, port }: Job): Promise<Settled> {
  try {
    port.postMessage({ begun: true } satisfies Report);
    const handler = await load(file).catch((error: unknown) => leave(port, error));
    const result = await handler(task, contextOver(port));
    // Cloned here so that a result that can't be cloned is a failure and not a crash.
    return { result: structuredClone(result) };
  } catch (error) {
    return { failure: packError(error) };
  } finally {
    port.close();
  }
}

/**
 * Reports a module that failed to load and waits for the thread to be terminated. Node.js caches the error,
 * so only another thread can load the module.
 */
function leave(port: MessagePort, error: unknown): Promise<never> {
  port.postMessage({ broken: packError(error) } satisfies Report);
  return new Promise(() => {});
}

async function load(file: string): Promise<ThreadHandler> {
  const { default: handler }: { default?: unknown } = await import(file);
  if (typeof handler !== 'function') throw new TypeError(`The default export of ${file} is not a function`);
  return handler as ThreadHandler;
}

function contextOver(port: MessagePort): ThreadContext {
  const aborter = new AbortController();
  const stop = (reason: string) => aborter.abort(new DOMException(reason, 'AbortError'));
  // A blocking handler keeps the event loop from delivering messages, so `heartbeat` polls for them.
  const look = () => {
    const received: { message: string } | undefined = receiveMessageOnPort(port);
    if (received !== undefined) stop(received.message);
  };
  port.on('message', stop);
  return {
    signal: aborter.signal,
    heartbeat: details => {
      port.postMessage({ heartbeat: details } satisfies Report);
      look();
    },
  };
}
