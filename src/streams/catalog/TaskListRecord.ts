import type { Count, TypeId } from '../../values/index.js';

/** A task list with the tasks that wait on it, in JSON. */
export interface TaskListRecord {
  readonly taskList: string;
  readonly decisions: Count;
  readonly activities: Count;
  /** Workflow types with this default list. */
  readonly workflowTypes?: readonly TypeId[];
  /** Activity types with this default list. */
  readonly activityTypes?: readonly TypeId[];
  /** When the oldest open execution of these workflow types started, as an ISO text. */
  readonly oldestOpen?: string;
}
