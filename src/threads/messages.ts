import type { MessagePort } from 'node:worker_threads';
import type { PackedError } from './PackedError.js';
import type { ThreadTask } from './ThreadHandler.js';

/** Input of a thread: a task, the URL of the module that handles it, and a port for messages. */
export interface Job {
  readonly file: string;
  readonly task: ThreadTask;
  /** Sends {@link Report}s and receives at most one message: the reason to stop. */
  readonly port: MessagePort;
}

/** Outcome of a job that did not crash its thread. */
export type Settled = { readonly result: unknown } | { readonly failure: PackedError };

/** Message of a thread about its job. */
export type Report =
  | { readonly begun: true }
  | { readonly heartbeat: unknown }
  /** The module can't be loaded. The thread must be terminated, because the error would recur forever. */
  | { readonly broken: PackedError };
