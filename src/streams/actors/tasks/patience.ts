import { type Backoff, enduring } from '../../../requests/index.js';
import type { Task } from './Task.js';

/** How the faults of a task's calls are waited out and mended; whoever watches its actor is told of each retry. */
export const patience = (task: Task, call: 'heartbeat' | 'answer', backoff: Backoff): Backoff => ({
  ...enduring(task.domain.client, backoff),
  onRetry: retry => task.tell({ type: 'retried', call, ...retry }),
});
