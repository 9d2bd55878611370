import type { OptionNames } from '../../requests/index.js';
import type { Duration } from '../../values/index.js';

/** Options for keeping executions on the worker that decided them last. */
export interface StickyOptions {
  /** The maximum number of executions. @defaultValue 1 000 */
  readonly executions?: number;
  /**
   * The maximum total weight. A run counts as one, and so does each activity, timer, child or signal that is
   * open or waiting in it. @defaultValue 100 000
   */
  readonly weight?: number;
  /**
   * Seconds that a decision task is reserved for this worker before any other may take it
   * (`taskListScheduleToStartTimeout`). @defaultValue 5
   */
  readonly scheduleToStartTimeout?: Duration;
}

/** The option names of {@link StickyOptions}. */
export const stickyOptions: OptionNames<StickyOptions> = {
  executions: true,
  weight: true,
  scheduleToStartTimeout: true,
};
