import type { ClockOption } from './clocks/index.js';
import type { Quotas } from './limits/quotas.js';
import type { LambdaFunctions } from './service/lambda.js';
import type { LocalCredentials } from './signatures/Signatures.js';

/**
 * How an embedded SWF is set up. Nothing is needed.
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
  /** The AWS region of requests that are not signed; signed ones say which they are for. Default `us-east-1`. */
  readonly region?: string;
  /** The AWS account it plays. Default `123456789012`. */
  readonly account?: string;
  /**
   * Where time comes from: `'real'`, the machine's clock, is the default; `'skip'` jumps to the next deadline when
   * nobody works; or a clock of your own, such as `manualClock()`.
   */
  readonly clock?: ClockOption;
  /** For how many milliseconds a poll waits for a task; with 0 it does not wait. Default 60,000, as Amazon's. */
  readonly longPoll?: number;
  /** Limits in place of Amazon's documented ones. */
  readonly quotas?: Partial<Quotas>;
  /** Whether calls and decisions are refused beyond Amazon's documented rates. Default false. */
  readonly throttle?: boolean;
  /**
   * Whose requests are answered. With these, every request must be signed (Signature Version 4) by one of them;
   * without, anybody's is answered and no signature is looked at.
   */
  readonly credentials?: LocalCredentials | readonly LocalCredentials[];
  /** The functions that `ScheduleLambdaFunction` calls, by name. */
  readonly lambda?: LambdaFunctions;
  /** The folder that keeps the state, so that it outlives the process. Default none: it is in memory only. */
  readonly data?: string;
}
