import type { ClockOption } from './clocks/toClock.js';
import { documentedQuotas, type Quotas } from './limits/quotas.js';
import { isAmount, isRecord, isText, milliseconds, type Rules } from './options/checkOptions.js';
import type { LambdaHandlers } from './service/lambdaHandlers.js';
import type { LocalCredentials } from './signatures/Signatures.js';
import { isRegionName } from './signatures/scopedRegion.js';

/**
 * Options of an embedded SWF. All of them are optional.
 *
 * @example
 * ```ts
 * import { LocalSwf, manualClock } from 'rx-swf/local';
 *
 * new LocalSwf({
 *   region: 'eu-west-1',
 *   clock: manualClock(),
 *   quotas: { workflowTypesPerDomain: Infinity },
 *   lambda: { Thumbnail: async input => ({ seen: input }) },
 * });
 * ```
 */
export interface LocalSwfOptions {
  /** AWS region of unsigned requests; signed requests name theirs. Defaults to `us-east-1`. */
  readonly region?: string;
  /** AWS account ID. Defaults to `123456789012`. */
  readonly account?: string;
  /**
   * Source of time: `'real'`, the machine's clock (the default); `'skip'`, which jumps to the next deadline
   * when no work is in progress; or a clock, such as `manualClock()`.
   */
  readonly clock?: ClockOption;
  /**
   * Milliseconds that a poll waits for a task; 0 means that it doesn't wait. Defaults to 60,000, as Amazon's.
   */
  readonly longPoll?: number;
  /** Overrides of Amazon's documented limits. */
  readonly quotas?: Partial<Quotas>;
  /** Rejects calls and decisions that exceed Amazon's documented rates. Defaults to false. */
  readonly throttle?: boolean;
  /**
   * Credentials that requests must be signed with (Signature Version 4). Without this option, all requests
   * are accepted and signatures are not verified.
   */
  readonly credentials?: LocalCredentials | readonly LocalCredentials[];
  /** Functions that `ScheduleLambdaFunction` calls, by name. */
  readonly lambda?: LambdaHandlers;
  /** Folder that stores the state, so that it outlives the process. By default, state is in memory only. */
  readonly data?: string;
}

const isClock = (value: unknown) =>
  isRecord(value) && typeof value['now'] === 'function' && typeof value['alarm'] === 'function';
const every = (value: unknown, holds: (value: unknown, name: string) => boolean) =>
  isRecord(value) && Object.entries(value).every(([name, member]) => holds(member, name));

export const localSwfRules: Rules<LocalSwfOptions> = {
  region: [
    value => typeof value === 'string' && isRegionName(value),
    'a valid region (for example, us-east-1)',
  ],
  account: [isText, 'an account ID as a string'],
  clock: [
    value => value === 'real' || value === 'skip' || isClock(value),
    "'real', 'skip', or an object with now() and alarm()",
  ],
  longPoll: milliseconds,
  quotas: [
    value =>
      every(
        value,
        (limit, name) => Object.hasOwn(documentedQuotas, name) && (limit === undefined || isAmount(limit)),
      ),
    `an object of non-negative numbers, with any of the keys ${Object.keys(documentedQuotas).join(', ')}`,
  ],
  throttle: [value => typeof value === 'boolean', 'true or false'],
  // Checked by Signatures, whose errors don't show the value.
  credentials: [() => true, 'credentials'],
  lambda: [value => every(value, member => typeof member === 'function'), 'an object of functions'],
  data: [isText, 'a folder path'],
};
