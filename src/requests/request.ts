import type {
  $Command,
  ServiceInputTypes,
  ServiceOutputTypes,
  SWFClient,
  SWFClientResolvedConfig,
} from '@aws-sdk/client-swf';
import { identity, type Observable, type SchedulerLike } from 'rxjs';
import { takeShortcut } from '#shortcut';
import type { Cancellation } from './calls/Cancellation.js';
import { fromAbortable } from './calls/fromAbortable.js';
import { addressOf } from './calls/ServiceAddress.js';
import { checkOptions, type OptionNames } from './checks/checkOptions.js';
import { ResponseError } from './errors/SwfError.js';
import { toSwfError } from './errors/sdk/toSwfError.js';
import { countCall } from './pace/pacerOf.js';
import { generationOf, noteGeneration, noteSuccess } from './retries/recovery.js';
import type { SendOptions } from './shortcut/sdk.js';
import { longestTimer } from './waits/wait.js';

/** A command of the SDK. */
type Command<I extends ServiceInputTypes, O extends ServiceOutputTypes> = $Command<
  I,
  O,
  SWFClientResolvedConfig,
  ServiceInputTypes,
  ServiceOutputTypes
>;

/** The class of an SDK command, e.g. `DescribeDomainCommand`. */
export type CommandClass<I extends ServiceInputTypes, O extends ServiceOutputTypes> = new (
  input: I,
) => Command<I, O>;

/** Options of a single call. */
export interface RequestOptions {
  /** Timeout of each attempt in milliseconds, instead of the client's own; `Infinity` for none. */
  readonly requestTimeout?: number;
  /**
   * True if the failures of all the SDK's attempts count for {@link SwfError.inDoubt}, false if only that of
   * the last attempt does. Polls don't need this. @defaultValue true
   */
  readonly tracksDoubt?: boolean;
  /**
   * Scheduler for the five-minute call timeout.
   * @defaultValue that of the stream that makes the call, or asyncScheduler
   */
  readonly scheduler?: SchedulerLike | undefined;
}

/** Timeout of long polls in milliseconds: SWF responds within 60 s, the rest is a margin for the network. */
export const longPollTimeout = 75_000;

/** Request options of polls, which can always be retried safely. */
export const longPoll: RequestOptions = { requestTimeout: longPollTimeout, tracksDoubt: false };

/** Upper bound for any call in milliseconds, including three attempts of the SDK at a long poll. */
const callTimeout = 300_000;

/**
 * Makes a call to SWF as a cold Observable. Each subscription sends a separate call, and unsubscribing aborts
 * it. Emits the response and completes, or errors with an {@link SwfError}. A call without a response after
 * five minutes, including the SDK's own retries, is aborted regardless of the client's timeouts and errors
 * with a transient `ResponseError` of kind `TimeoutError`.
 *
 * @example
 * ```ts
 * import { DescribeDomainCommand } from '@aws-sdk/client-swf';
 * import { connect, request } from 'rx-swf';
 *
 * request(connect(), DescribeDomainCommand, { name: 'media' }).subscribe(({ domainInfo }) => console.log(domainInfo));
 * ```
 */
export function request<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
  client: SWFClient,
  Command: CommandClass<I, O>,
  input: I,
  requestOptions: RequestOptions = {},
): Observable<O> {
  checkOptions('request()', requestOptions, optionNames);
  return requestAs(client, Command, input, identity, requestOptions);
}

/**
 * Like {@link request}, with the response mapped. For calls that each task or page makes: it saves them the
 * check of the options and a subscription to `map`.
 */
export function requestAs<I extends ServiceInputTypes, O extends ServiceOutputTypes, R>(
  client: SWFClient,
  Command: CommandClass<I, O>,
  input: I,
  project: (answer: O) => R,
  { scheduler, tracksDoubt = true, requestTimeout }: RequestOptions = {},
): Observable<R> {
  // Clamped because the SDK passes the value to a host timer.
  const attempts =
    requestTimeout === undefined ? {} : { requestTimeout: Math.min(requestTimeout, longestTimer) };
  const call = async (cancellation: Cancellation) => {
    let inDoubt = false;
    let answer: O;
    const noteDoubt = (error: unknown) => {
      inDoubt ||= toSwfError(error).inDoubt;
    };
    const generation = generationOf(client);
    // A user's middleware may throw synchronously: that is an error of the call like any other.
    try {
      const command = new Command({ ...input });
      countCall(client, command);
      const options: SendOptions = {
        ...attempts,
        get abortSignal() {
          return cancellation.signal;
        },
      };
      // Wrappers of `send` may replace the options, and with them the signal.
      const lighten = (given: SendOptions) =>
        given === options ? { ...attempts, abortSignal: cancellation.light } : given;
      takeShortcut(command, () => tracksDoubt && watchAttempts(command, noteDoubt), lighten);
      answer = await client.send(command, options);
      noteSuccess(client);
    } catch (error) {
      const failure = toSwfError(error, { inDoubt, call: { input, address: await addressOf(client) } });
      noteGeneration(failure, generation);
      throw failure;
    }
    return project(answer);
  };
  return fromAbortable(call, { milliseconds: callTimeout, scheduler, error: notAnswered });
}

/** Made once, as many calls are checked. */
const optionNames: OptionNames<RequestOptions> = { requestTimeout: true, tracksDoubt: true, scheduler: true };

/** Reports each failed attempt: the SDK itself exposes only the error of the last one. */
function watchAttempts<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
  command: Command<I, O>,
  onFailure: (error: unknown) => void,
): void {
  command.middlewareStack.add(
    next => async args => {
      try {
        return await next(args);
      } catch (error) {
        onFailure(error);
        throw error;
      }
    },
    // Runs just inside the SDK's retry middleware, because the client's own middleware comes first.
    { step: 'finalizeRequest', priority: 'high' },
  );
}

const notAnswered = () =>
  new ResponseError(`SWF did not respond within ${callTimeout / 1000} s`, {
    kind: 'TimeoutError',
    transient: true,
    inDoubt: true,
  });
