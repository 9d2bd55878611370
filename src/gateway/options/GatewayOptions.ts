import { asyncScheduler, type Observable, type ObservableInput, type SchedulerLike } from 'rxjs';
import { type Domain, type DomainOrName, toDomain } from '../../models/index.js';
import { callSafely, checkOptions, type OptionNames } from '../../requests/index.js';
import {
  type AnyType,
  type DomainDrift,
  drift,
  type TypeDefinition,
  TypeDirectory,
} from '../../streams/index.js';
import { checkCount, checkPeriod, refuse } from '../../values/index.js';
import type { SignalListeners } from '../../why/index.js';
import { type AnyWorkflow, signalListeners } from '../../workflows/index.js';
import type { ActionRecord } from './ActionRecord.js';
import type { GatewayAction } from './GatewayAction.js';
import type { Permission } from './Permission.js';

/**
 * Decides whether a request may do something: `true` or, with the name of who asks, a {@link Permission}. The body of the
 * request has been read.
 */
export type Authorize = (
  request: Request,
  action: GatewayAction,
) => boolean | Permission | ObservableInput<boolean | Permission>;

/** Options of {@link gateway}. */
export interface GatewayOptions {
  /** Domain whose executions are served. */
  readonly domain: DomainOrName;
  /**
   * Durable workflows, whose code tells `why` which signals an execution listens to, and whose executions have steps.
   * Their code runs in the gateway, without effects. @defaultValue none
   */
  readonly workflows?: readonly AnyWorkflow[];
  /** Types with which those of the domain are compared, in addition to `workflows`. @defaultValue none */
  readonly definitions?: readonly (TypeDefinition | AnyType)[];
  /**
   * Decides whether a request may read or change something. Anything but `true` denies it, and so does an error. A
   * stream is authorized once, when it is opened. @defaultValue denies everything
   */
  readonly authorize?: Authorize;
  /** Origins whose pages may call the gateway, such as `https://ops.example.com`, besides its own. @defaultValue none */
  readonly allowedOrigins?: readonly string[];
  /**
   * Names under which the gateway is called. One without a port allows all ports; the ports 80 and 443 also allow the name
   * without one. @defaultValue those of the loopback interface
   */
  readonly allowedHosts?: readonly string[];
  /** Path before all others. @defaultValue `/v1` */
  readonly prefix?: string;
  /** Largest body in bytes. @defaultValue 262 144 */
  readonly maxBody?: number;
  /** Largest number of events that wait for a slow client. Its stream ends then, and it resumes. @defaultValue 10 000 */
  readonly maxBuffered?: number;
  /**
   * Largest number of streams that are open at the same time. Others are refused with status 503. Each takes
   * about 20 kB; a page of the console has about four. @defaultValue 5 000
   */
  readonly maxStreams?: number;
  /** Milliseconds between comments that keep a stream open. @defaultValue 15 000 */
  readonly heartbeat?: number;
  /**
   * Called with errors of which clients get only the status or nothing: those of `authorize`, and those of SWF that
   * concern the gateway itself. @defaultValue ignores them
   */
  readonly onError?: (error: unknown, request: Request) => void;
  /**
   * Called after each action that may have changed something, also one that failed: who has done what, why, and what
   * became of it. `JSON.stringify` makes a line of it for a log. It has no payloads. @defaultValue ignores them
   */
  readonly onAction?: (record: ActionRecord, request: Request) => void;
  /** Scheduler for heartbeats and for the pace of SWF's watches. @defaultValue asyncScheduler */
  readonly scheduler?: SchedulerLike;
}

/** Names of the options of {@link gateway}. */
export const gatewayOptionNames: OptionNames<GatewayOptions> = {
  domain: true,
  workflows: true,
  definitions: true,
  authorize: true,
  allowedOrigins: true,
  allowedHosts: true,
  prefix: true,
  maxBody: true,
  maxBuffered: true,
  maxStreams: true,
  heartbeat: true,
  onError: true,
  onAction: true,
  scheduler: true,
};

/** The options with their defaults. */
export interface GatewayConfiguration {
  readonly domain: Domain;
  readonly workflows: readonly AnyWorkflow[];
  readonly listeners: SignalListeners | undefined;
  /** The differences between code and the domain; `undefined` if no code is known. */
  readonly drift$: Observable<DomainDrift> | undefined;
  readonly directory: TypeDirectory;
  /** Types whose code was interrupted, and is no longer called. */
  readonly interrupted: Set<string>;
  readonly authorize: Authorize;
  readonly allowedOrigins: ReadonlySet<string>;
  readonly allowedHosts: ReadonlySet<string>;
  readonly prefix: string;
  readonly maxBody: number;
  readonly maxBuffered: number;
  readonly maxStreams: number;
  readonly heartbeat: number;
  readonly onError: (error: unknown, request: Request) => void;
  readonly onAction: (record: ActionRecord, request: Request) => void;
  readonly scheduler: SchedulerLike;
}

/** Names of the loopback interface, with which a gateway may be called by default. */
export const loopbackHosts: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Returns the options with their defaults.
 *
 * @throws `InvalidArgumentError` for an option that is not valid
 */
export function toConfiguration(options: GatewayOptions): GatewayConfiguration {
  checkOptions('gateway()', options, gatewayOptionNames);
  const {
    authorize = () => false,
    allowedOrigins = [],
    allowedHosts = loopbackHosts,
    prefix = '/v1',
  } = options;
  const { maxBody = 262_144, maxBuffered = 10_000, maxStreams = 5_000, heartbeat = 15_000 } = options;
  const { onError = () => {}, onAction = () => {}, scheduler = asyncScheduler } = options;
  const { workflows = [], definitions = [] } = options;
  if (typeof authorize !== 'function') refuse('authorize', authorize, 'a function');
  checkList(
    'allowedOrigins',
    allowedOrigins,
    isOrigin,
    'a list of origins, such as "https://ops.example.com"',
  );
  checkList('allowedHosts', allowedHosts, isHost, 'a list of host names, such as "swf.example.com"');
  if (typeof prefix !== 'string' || !/^(\/[\w.~-]+)*$/.test(prefix))
    refuse('prefix', prefix, 'a path such as "/v1", or an empty text');
  checkCount('maxBody', maxBody, 1);
  checkCount('maxBuffered', maxBuffered, 1);
  checkCount('maxStreams', maxStreams, 1);
  checkPeriod('heartbeat', heartbeat);
  const domain = toDomain(options.domain);
  const defined = [...definitions, ...workflows].filter(
    type => !('domain' in type) || type.domain.name === domain.name,
  );
  return {
    domain,
    workflows,
    listeners: options.workflows && signalListeners(workflows),
    drift$: defined.length === 0 ? undefined : drift(domain, defined, { scheduler }),
    directory: new TypeDirectory(domain, { scheduler }),
    interrupted: new Set(),
    authorize,
    allowedOrigins: new Set(allowedOrigins),
    allowedHosts: new Set(allowedHosts.map(host => host.toLowerCase())),
    prefix,
    maxBody,
    maxBuffered,
    maxStreams,
    heartbeat,
    onError: (error, request) => callSafely(() => onError(error, request)),
    onAction: (record, request) => callSafely(() => onAction(record, request)),
    scheduler,
  };
}

function checkList(
  field: string,
  values: readonly string[],
  isAllowed: (value: string) => boolean,
  allowed: string,
): void {
  if (!Array.isArray(values)) refuse(field, values, allowed);
  for (const value of values)
    if (typeof value !== 'string' || !isAllowed(value)) refuse(field, value, allowed);
}

const isOrigin = (value: string): boolean => URL.canParse(value) && new URL(value).origin === value;
const isHost = (value: string): boolean => /^(\[[\da-f:.]+\]|[^\s/:@*]+)(:\d+)?$/i.test(value);
