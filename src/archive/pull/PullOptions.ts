import { asyncScheduler, type SchedulerLike } from 'rxjs';
import { checkOptions, type OptionNames, type OutageOptions } from '../../requests/index.js';
import { checkDate, optional, refuse } from '../../values/index.js';

/** Options of a pull. */
export interface PullOptions extends OutageOptions {
  /** Archives what closed on or after this day in UTC. @defaultValue 30 days ago */
  readonly since?: Date;
  /** Archives what closed until the end of this day in UTC. @defaultValue today */
  readonly until?: Date;
  /** True to archive open executions too, as they are now: in `open`, replaced by each pull. @defaultValue false */
  readonly open?: boolean;
  /**
   * True to keep only shapes and lengths of payloads and reasons: letters become `x` and digits `1`. Keys of objects,
   * names of errors, ids and tags stay. Replays work on redacted histories where payloads don't decide what the code
   * does. @defaultValue false
   */
  readonly redact?: boolean;
  /** Scheduler of the pace of calls. @defaultValue asyncScheduler */
  readonly scheduler?: SchedulerLike;
}

const names: OptionNames<PullOptions> = {
  since: true,
  until: true,
  open: true,
  redact: true,
  scheduler: true,
  onRetry: true,
  onRecovered: true,
};

/** Options of a pull, with their defaults. */
export interface CheckedPullOptions extends PullOptions {
  readonly open: boolean;
  readonly redact: boolean;
  readonly scheduler: SchedulerLike;
}

/** @throws `InvalidArgumentError` for an option that is not valid */
export function checkPullOptions(options: PullOptions): CheckedPullOptions {
  checkOptions('pull()', options, names);
  const { since, until, open = false, redact = false, scheduler = asyncScheduler } = options;
  optional(checkDate, 'since', since);
  optional(checkDate, 'until', until);
  if (since !== undefined && until !== undefined && since > until)
    refuse('since', since, 'a time before until');
  return { ...options, open, redact, scheduler };
}
