import type {
  $Command,
  ServiceInputTypes,
  ServiceOutputTypes,
  SWFClient,
  SWFClientResolvedConfig,
} from '@aws-sdk/client-swf';
import type { Observable, SchedulerLike } from 'rxjs';
import { abortable } from './abortable.js';
import { checkOptions } from './checkOptions.js';
import { ResponseError } from './errors.js';
import { placeOf } from './Place.js';
import { generationOf, noteGeneration, noteSuccess } from './recover.js';
import { toSwfError } from './toSwfError.js';
import { longestTimer } from './wait.js';

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

/** How one call is sent. */
export interface RequestOptions {
  /** Milliseconds after which an attempt is given up, in place of the client's own limit; `Infinity` for none. */
  readonly requestTimeout?: number;
  /**
   * Whether the failure of each of the SDK's own attempts is looked at, for {@link SwfError.inDoubt}; else only that
   * of the last. Polls need it not. @defaultValue true
   */
  readonly notesDoubt?: boolean;
  /** Scheduler for the five-minute call limit. @defaultValue that of the stream which makes the call, or asyncScheduler */
  readonly scheduler?: SchedulerLike | undefined;
}

/** A long poll is answered within 60 s; the rest is for the network. In milliseconds. */
export const longPollTimeout = 75_000;

/** How polls are sent: they may be made again without doubt. */
export const longPoll: RequestOptions = { requestTimeout: longPollTimeout, notesDoubt: false };

/** No call takes as long that is answered at all, with three attempts of the SDK at a long poll. In milliseconds. */
const callTimeout = 300_000;

/**
 * One call to SWF as a cold Observable: subscribing sends it, unsubscribing aborts it, and each subscription
 * is a call of its own. Emits the answer and completes, or errors with an {@link SwfError}. A call that has no answer
 * after five minutes, the SDK's own retries included, is aborted, whatever the client's limits: a transient
 * `ResponseError` of kind `TimeoutError`.
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
  checkOptions('request()', requestOptions, { requestTimeout: true, notesDoubt: true, scheduler: true });
  const { scheduler, notesDoubt = true, requestTimeout } = requestOptions;
  // The SDK hands it to a timer of the host.
  const attempts =
    requestTimeout === undefined ? {} : { requestTimeout: Math.min(requestTimeout, longestTimer) };
  const call = async (abortSignal: AbortSignal) => {
    let inDoubt = false;
    const generation = generationOf(client);
    // A middleware of the user's may throw at once: that is an error of the call like any other.
    try {
      const command = new Command({ ...input });
      if (notesDoubt)
        watchAttempts(command, error => {
          inDoubt ||= toSwfError(error).inDoubt;
        });
      const answer = await client.send(command, { ...attempts, abortSignal });
      noteSuccess(client);
      return answer;
    } catch (error) {
      const failure = toSwfError(error, { inDoubt, call: { input, place: await placeOf(client) } });
      noteGeneration(failure, generation);
      throw failure;
    }
  };
  return abortable(call, { milliseconds: callTimeout, scheduler, error: notAnswered });
}

/** Tells of each attempt that fails: the SDK itself shows the error of the last one only. */
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
    // Just within the SDK's step that makes a call again: the client's own come first.
    { step: 'finalizeRequest', priority: 'high' },
  );
}

const notAnswered = () =>
  new ResponseError(`SWF has not answered for ${callTimeout / 1000} s`, {
    kind: 'TimeoutError',
    transient: true,
    inDoubt: true,
  });
