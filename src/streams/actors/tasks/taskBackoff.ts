import { type Backoff, enduringBackoff } from '../../../requests/index.js';
import type { Task } from './Task.js';

/** Returns the backoff for a task's calls, with recovery, and with retries reported as events of the task. */
export const taskBackoff = (task: Task, call: 'heartbeat' | 'answer', backoff: Backoff): Backoff => ({
  ...enduringBackoff(task.domain.client, backoff),
  onRetry: retry => task.tell({ type: 'retried', call, ...retry }),
});
