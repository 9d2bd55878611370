import type { Task } from '../models/index.js';
import type { Backoff } from '../requests/index.js';
import { recover } from './recover.js';

/** How the faults of a task's calls are waited out and mended; whoever watches its actor is told of each retry. */
export const patience = (task: Task, call: 'heartbeat' | 'answer', backoff: Backoff): Backoff => ({
  ...backoff,
  onRetry: retry => task.tell({ type: 'retried', call, ...retry }),
  recover: error => recover(task.domain.client, error),
});
