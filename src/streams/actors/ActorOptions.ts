import { asyncScheduler, type ObservableInput, type SchedulerLike } from 'rxjs';
import { defaultPollers, identity as hostIdentity } from '#host';
import { type Backoff, checkBackoff, checkOptions, type OptionNames } from '../../requests/index.js';
import {
  checkCount,
  checkName,
  checkOneOf,
  checkPeriod,
  checkText,
  limits,
  optional,
  refuse,
} from '../../values/index.js';
import { checkLogger, type Logger } from './events/Logger.js';
import { Drain, type DrainOptions } from './polling/Drain.js';

/** Options of an actor. */
export interface ActorOptions {
  /**
   * Maximum number of unanswered tasks held at a time, across all lists. A slot becomes free when its task is
   * answered. At least one per list. @defaultValue one per list
   */
  readonly concurrency?: number;
  /**
   * Maximum number of polls in flight. At least one per list. @defaultValue `concurrency`, at most 8 or one
   * per list; in a page, one per list, because browsers open few connections
   */
  readonly pollers?: number;
  /**
   * Maximum number of tasks taken per second. After a pause, the burst is limited to one second's worth.
   * @defaultValue Infinity
   */
  readonly rateLimit?: number;
  /** Name of the actor in logs and in its identity. @defaultValue its first task list */
  readonly name?: string;
  /**
   * Identity recorded in the history of each task, at most 256 characters. @defaultValue the host, the
   * process and the actor's name
   */
  readonly identity?: string;
  /**
   * Notifier that starts draining: no further poll starts, held tasks are finished, and the actor completes.
   * See `drain` for its time limits, and `processSignals` for a notifier.
   */
  readonly drainOn?: ObservableInput<unknown>;
  /** Options of draining. */
  readonly drain?: DrainOptions;
  /** Backoff after throttling and network errors, which don't end polling. All pollers back off together. */
  readonly backoff?: Omit<Backoff, 'scheduler' | 'count' | 'onRetry'>;
  /** Logger for the events of the actor: `pino`, `console`. @defaultValue none */
  readonly logger?: Logger;
  /** Scheduler for all timing. @defaultValue asyncScheduler */
  readonly scheduler?: SchedulerLike;
}

/** Names of the {@link ActorOptions}. */
export const actorOptions: OptionNames<ActorOptions> = {
  concurrency: true,
  pollers: true,
  rateLimit: true,
  name: true,
  identity: true,
  drainOn: true,
  drain: true,
  backoff: true,
  logger: true,
  scheduler: true,
};

/** The {@link ActorOptions}, checked and with defaults applied. */
export interface ActorSettings {
  readonly taskLists: readonly [string, ...string[]];
  readonly concurrency: number;
  readonly pollers: number;
  readonly rateLimit: number;
  readonly name: string;
  readonly identity: string;
  readonly backoff: Backoff;
  readonly logger: Logger | undefined;
  readonly scheduler: SchedulerLike;
  /** Creates the drain of a subscription. */
  readonly makeDrain: () => Drain | undefined;
}

const mostAtOnce = 10_000;

/** Checks the task lists and options of an actor, and applies the defaults. */
export function actorSettings(lists: string | readonly string[], options: ActorOptions): ActorSettings {
  const taskLists = checkTaskLists(lists);
  const least = taskLists.length;
  const { concurrency = least, scheduler = asyncScheduler, backoff = {}, name = taskLists[0] } = options;
  const { rateLimit = Number.POSITIVE_INFINITY, logger, identity = identityOf(name) } = options;
  checkBackoff(backoff);
  checkCount('concurrency', concurrency, least, mostAtOnce);
  const { pollers = Math.min(concurrency, Math.max(defaultPollers, least)) } = options;
  checkCount('pollers', pollers, least, 1000);
  if (typeof rateLimit !== 'number' || !(rateLimit > 0))
    refuse('rateLimit', rateLimit, 'a number of tasks per second, above 0');
  checkText('identity', identity, limits.identity);
  optional(checkLogger, 'logger', logger);
  return {
    taskLists,
    concurrency,
    pollers,
    rateLimit,
    name,
    identity,
    logger,
    scheduler,
    backoff: { ...backoff, scheduler },
    makeDrain: drainMaker(options, scheduler),
  };
}

/** Checks the names of task lists and removes duplicates. */
export function checkTaskLists(given: string | readonly string[]): readonly [string, ...string[]] {
  const lists = typeof given === 'string' ? [given] : given;
  if (!Array.isArray(lists)) refuse('taskList', given, 'the name of a task list or a list of names');
  const [first, ...others] = [...new Set(lists)];
  for (const list of lists) checkName('taskList', list);
  return first === undefined ? refuse('taskList', lists, 'at least one name') : [first, ...others];
}

const identityOf = (name: string) => `${hostIdentity()}:${name}`.slice(-limits.identity);

function drainMaker({ drainOn, drain = {} }: ActorOptions, scheduler: SchedulerLike) {
  const never = Number.POSITIVE_INFINITY;
  checkOptions('drain', drain, { pollGrace: true, deadline: true, atDeadline: true });
  const { pollGrace = never, deadline = never, atDeadline = 'fail' } = drain;
  optional(checkPeriod, 'drain.pollGrace', pollGrace);
  optional(checkPeriod, 'drain.deadline', deadline);
  checkOneOf('drain.atDeadline', atDeadline, ['fail', 'release']);
  return () =>
    drainOn === undefined ? undefined : new Drain(drainOn, { pollGrace, deadline, atDeadline }, scheduler);
}
