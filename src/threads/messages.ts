import type { MessagePort } from 'node:worker_threads';
import type { Failure } from './failures.js';
import type { ThreadTask } from './ThreadHandler.js';

/** What a thread is given: a task, the URL of the module that does it, and a line to the outside. */
export interface Job {
  readonly file: string;
  readonly task: ThreadTask;
  /** {@link Report}s go out, at most one message comes in: why to stop. */
  readonly port: MessagePort;
}

/** How a job ended that did not crash its thread. */
export type Settled = { readonly result: unknown } | { readonly failure: Failure };

/** What a thread says of its job. */
export type Report =
  | { readonly begun: true }
  | { readonly heartbeat: unknown }
  /** The module cannot be loaded, and this thread would give the same error for ever: it is to be ended. */
  | { readonly broken: Failure };
