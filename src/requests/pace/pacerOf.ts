import type { SWFClient } from '@aws-sdk/client-swf';
import { asyncScheduler, type Observable, type SchedulerLike, Subject } from 'rxjs';
import { checkPace, type PaceOptions } from './PaceOptions.js';
import { Pacer } from './Pacer.js';
import type { WatchEvent } from './WatchEvent.js';

/** Pacing of a client. Watches on different schedulers have pacers of their own. */
interface ClientPace {
  options: PaceOptions;
  readonly pacers: Map<SchedulerLike, Pacer>;
  readonly events$: Subject<WatchEvent>;
}

/** By the configuration, which a client shares with the clients derived from it. */
const paces = new WeakMap<object, ClientPace>();

const keyOf = (client: SWFClient): object => client.config ?? client;

function paceOf(client: SWFClient): ClientPace {
  const known = paces.get(keyOf(client));
  if (known !== undefined) return known;
  const pace = { options: {}, pacers: new Map(), events$: new Subject<WatchEvent>() };
  paces.set(keyOf(client), pace);
  return pace;
}

/** Returns the pacer of a client, shared by all watches on a scheduler. */
export function pacerOf(client: SWFClient, scheduler: SchedulerLike = asyncScheduler): Pacer {
  const { pacers, options } = paceOf(client);
  const known = pacers.get(scheduler);
  if (known !== undefined) return known;
  const pacer = new Pacer(scheduler, options);
  pacers.set(scheduler, pacer);
  return pacer;
}

/**
 * Sets how many calls the watches of a client may make from now on, also those that are running.
 *
 * @see `settings.set({ pace })` and `connect({ pace })`, which do this for the clients that they create
 * @throws `InvalidArgumentError` for a share or a rate that is not valid
 * @example
 * ```ts
 * import { connect, setPace } from 'rx-swf';
 *
 * // An account with a raised quota, of which this process may use a quarter.
 * setPace(connect(), { share: 0.25, rates: { DescribeWorkflowExecution: { burst: 2000, perSecond: 50 } } });
 * ```
 */
export function setPace(client: SWFClient, options: PaceOptions): void {
  checkPace(options);
  const pace = paceOf(client);
  if (pace.options === options) return;
  pace.options = options;
  for (const pacer of pace.pacers.values()) pacer.configure(options);
}

/**
 * Emits what the watches of a client do from now on: which question was chosen for how many watched things,
 * what was throttled, and when SWF could not be reached.
 *
 * @example
 * ```ts
 * import { connect, watchEvents } from 'rx-swf';
 *
 * watchEvents(connect()).subscribe(event => console.debug(event));
 * ```
 */
export const watchEvents = (client: SWFClient): Observable<WatchEvent> =>
  paceOf(client).events$.asObservable();

/** Reports an event of the watches of a client. */
export const reportWatch = (client: SWFClient, event: WatchEvent): void => paceOf(client).events$.next(event);

/** Counts a call against the rates of its client, if that client watches anything. */
export function countCall(client: SWFClient, command: object): void {
  const pace = paces.get(keyOf(client));
  if (pace === undefined) return;
  for (const pacer of pace.pacers.values()) pacer.count(operationOf(command));
}

/** Returns the name of the operation of an SDK command, which bundlers don't change; `''` if there is none. */
function operationOf(command: object): string {
  const schema: unknown = 'schema' in command ? command.schema : undefined;
  const name: unknown = Array.isArray(schema) ? schema[2] : undefined;
  return typeof name === 'string' ? name : '';
}
