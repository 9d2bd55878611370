import { asyncScheduler, type ObservableInput, type SchedulerLike } from 'rxjs';
import { identity as hostIdentity } from '#host';
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

/** How an actor works. */
export interface ActorOptions {
  /**
   * The most tasks that are held unanswered at a time, of all lists together; a place is free again when its task is
   * answered. At least one a list. @defaultValue one a list
   */
  readonly concurrency?: number;
  /** How many polls wait for tasks at a time. At least one a list. @defaultValue `concurrency`, at most 8 or one a list */
  readonly pollers?: number;
  /** The most tasks a second that are taken; after a pause, at most those of one second at once. @defaultValue Infinity */
  readonly rateLimit?: number;
  /** What it is called in logs and in its identity. @defaultValue its first task list */
  readonly name?: string;
  /** Who took a task, in its history: at most 256 characters. @defaultValue the host, the process and the actor's name */
  readonly identity?: string;
  /**
   * When this emits, draining begins: no further poll starts, the tasks that are held are finished, and the actor
   * completes. See `drain` for its limits in time, and `processSignals` for a notifier.
   */
  readonly drainOn?: ObservableInput<unknown>;
  /** How it drains. */
  readonly drain?: DrainOptions;
  /** The waits after throttling and network faults, which polling survives. All pollers wait together. */
  readonly backoff?: Omit<Backoff, 'scheduler' | 'count' | 'onRetry'>;
  /** Where it writes what happens: `pino`, `console`. @defaultValue none */
  readonly logger?: Logger;
  /** Where the waiting happens. @defaultValue asyncScheduler */
  readonly scheduler?: SchedulerLike;
}

/** The names of the {@link ActorOptions}. */
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

/** The same, checked and with nothing left open. */
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
  /** One for each subscription. */
  readonly makeDrain: () => Drain | undefined;
}

const mostPollers = 8;
const mostAtOnce = 10_000;

/** Checks what an actor is made of. */
export function actorSettings(lists: string | readonly string[], options: ActorOptions): ActorSettings {
  const taskLists = checkTaskLists(lists);
  const least = taskLists.length;
  const { concurrency = least, scheduler = asyncScheduler, backoff = {}, name = taskLists[0] } = options;
  const { rateLimit = Number.POSITIVE_INFINITY, logger, identity = identityOf(name) } = options;
  checkBackoff(backoff);
  checkCount('concurrency', concurrency, least, mostAtOnce);
  const { pollers = Math.min(concurrency, Math.max(mostPollers, least)) } = options;
  checkCount('pollers', pollers, least, 1000);
  if (typeof rateLimit !== 'number' || !(rateLimit > 0))
    refuse('rateLimit', rateLimit, 'a number of tasks a second above 0');
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

/** The names of task lists, each once. */
export function checkTaskLists(given: string | readonly string[]): readonly [string, ...string[]] {
  const lists = typeof given === 'string' ? [given] : given;
  if (!Array.isArray(lists)) refuse('taskList', given, 'the name of a task list, or several');
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
