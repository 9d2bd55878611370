import type {
  $Command,
  ServiceInputTypes,
  ServiceOutputTypes,
  SWFClient,
  SWFClientResolvedConfig,
} from '@aws-sdk/client-swf';
import type { Observable } from 'rxjs';
import { abortable } from './abortable.js';
import { toSwfError } from './toSwfError.js';

/** The class of an SDK command, e.g. `DescribeDomainCommand`. */
export type CommandClass<I extends ServiceInputTypes, O extends ServiceOutputTypes> = new (
  input: I,
) => $Command<I, O, SWFClientResolvedConfig, ServiceInputTypes, ServiceOutputTypes>;

/** How one call is sent. */
export interface RequestOptions {
  /** Milliseconds after which the call is given up, in place of the client's own limit. */
  readonly requestTimeout?: number;
}

/** A long poll is answered within 60 s; the rest is for the network. In milliseconds. */
export const longPollTimeout = 75_000;

/**
 * One call to SWF as a cold Observable: subscribing sends it, unsubscribing aborts it, and each subscription
 * is a call of its own. Emits the answer and completes, or errors with an {@link SwfError}.
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
  options: RequestOptions = {},
): Observable<O> {
  // A middleware of the user's may throw at once: that is an error of the call like any other.
  return abortable(async signal => {
    try {
      return await client.send(new Command({ ...input }), { ...options, abortSignal: signal });
    } catch (error) {
      throw toSwfError(error);
    }
  });
}
