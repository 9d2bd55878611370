import { checkOptions, describeError } from '../../../requests/index.js';
import { checkPeriod } from '../../../values/index.js';
import type { ActorState } from './ActorState.js';

/** Condition of an actor, as {@link healthOf} tells it. */
export type HealthStatus =
  /** Subscribed to, and SWF has not responded yet. */
  | 'starting'
  /** The last call has worked. */
  | 'running'
  /** Calls fail, and are retried. */
  | 'retrying'
  /** Held tasks are being finished, and no new ones are taken. */
  | 'draining'
  /** Not subscribed to, or completed. */
  | 'stopped'
  /** Ended by an error. */
  | 'failed';

/** Health of an actor in plain JSON values, for `/healthz`. Times are in ISO 8601. */
export interface Health {
  /**
   * False if the actor has failed or stopped, or if its calls have failed for longer than `tolerance`.
   */
  readonly isHealthy: boolean;
  readonly status: HealthStatus;
  readonly name: string;
  readonly taskLists: readonly string[];
  /** Tasks that are held. */
  readonly held: number;
  /** Polls that are in flight. */
  readonly polling: number;
  /** Tasks answered per second, averaged over the last minute. */
  readonly rate: number;
  /** When SWF last accepted a call; `null` if it never has. */
  readonly lastResponse: string | null;
  /** Since when calls fail; `null` if the last one has worked. */
  readonly failingSince: string | null;
  readonly lastError: { readonly name: string; readonly message: string; readonly at: string } | null;
}

/** Options of {@link healthOf}. */
export interface HealthOptions {
  /** Milliseconds for which calls may fail before the actor counts as unhealthy. @defaultValue 120 000 */
  readonly tolerance?: number;
}

/**
 * Returns the health of a worker or decider at this moment, without a call. A restart does not help while SWF
 * is unreachable, so use `isHealthy` for alarms and readiness; for liveness, `failed` and `stopped` are what
 * matters.
 *
 * @param actor - an actor, or a worker of `rx-swf/workflows`
 * @throws `InvalidArgumentError` for an unknown option, or a tolerance that is not a number of at least 0
 * @example
 * ```ts
 * import { createServer } from 'node:http';
 * import { ActivityWorker, healthOf, perform } from 'rx-swf';
 *
 * const worker = new ActivityWorker('media', 'thumbnails');
 * worker.pipe(perform(task => `${task}`)).subscribe();
 * createServer((_, response) => {
 *   const health = healthOf(worker);
 *   response.writeHead(health.isHealthy ? 200 : 503, { 'content-type': 'application/json' });
 *   response.end(JSON.stringify(health));
 * }).listen(8080);
 * ```
 */
export function healthOf(actor: { readonly state: ActorState }, options: HealthOptions = {}): Health {
  checkOptions('healthOf()', options, { tolerance: true });
  const { tolerance = 120_000 } = options;
  checkPeriod('tolerance', tolerance);
  const { state } = actor;
  const { name, taskLists, held, polling, rate, lastResponse, failingSince, at } = state;
  const status = statusOf(state);
  const failing = failingSince === undefined ? 0 : at.getTime() - failingSince.getTime();
  return {
    isHealthy: status !== 'failed' && status !== 'stopped' && failing <= tolerance,
    status,
    name,
    taskLists,
    held,
    polling,
    rate,
    lastResponse: lastResponse?.toISOString() ?? null,
    failingSince: failingSince?.toISOString() ?? null,
    lastError: errorOf(state),
  };
}

function statusOf(state: ActorState): HealthStatus {
  if (state.hasFailed) return 'failed';
  if (!state.isRunning) return 'stopped';
  if (state.isDraining) return 'draining';
  if (state.failingSince !== undefined) return 'retrying';
  return state.lastResponse === undefined ? 'starting' : 'running';
}

function errorOf({ lastError }: ActorState): Health['lastError'] {
  if (lastError === undefined) return null;
  const { name, message } = describeError(lastError.error);
  return { name, message, at: lastError.at.toISOString() };
}
