import type { TypeId } from '../../values/index.js';

/** A number of tasks. SWF stops counting at some number; the count is then truncated. */
export interface TaskCount {
  readonly count: number;
  readonly truncated: boolean;
}

/** A task list with the tasks that wait on it, as commands print it in JSON. */
export interface TaskListRecord {
  readonly taskList: string;
  readonly decisions: TaskCount;
  readonly activities: TaskCount;
  /** Workflow types with this default list. */
  readonly workflowTypes?: readonly TypeId[];
  /** Activity types with this default list. */
  readonly activityTypes?: readonly TypeId[];
  /** When the oldest open execution of these workflow types started, as an ISO text. */
  readonly oldestOpen?: string;
}
