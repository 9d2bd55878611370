import { Subject } from 'rxjs';
import type { Notice } from '../notices/index.js';
import { messageOf } from '../requests/index.js';
import { eventBuffer, type Stream, toStream } from '../values/index.js';
import { noticeFrom } from './noticeFrom.js';

/**
 * Emits the notices that reach this process by a Lambda function, an HTTP request or any other way. The members
 * are bound, so that they can be passed as handlers.
 *
 * @example
 * ```ts
 * import { settings } from 'rx-swf';
 * import { NoticeReceiver } from 'rx-swf/eventbridge';
 *
 * const receiver = new NoticeReceiver();
 * settings.set({ notices: receiver.notices$ });
 *
 * export const handler = receiver.receive;   // a Lambda function that is a target of the rule
 * export default { fetch: receiver.fetch };  // an HTTP server whose handlers take a Request
 * ```
 */
export class NoticeReceiver {
  readonly #notices = new Subject<Notice>();
  /** Emits each notice that is received while subscribed. A `for await` loop buffers up to 1,000. Never completes. */
  readonly notices$: Stream<Notice> = toStream(this.#notices, eventBuffer);

  /**
   * Emits the notice in an envelope, which is an object or JSON, and returns it.
   *
   * @throws `InvalidArgumentError` that names the member if this is not a state change of an SWF execution
   */
  readonly receive = (envelope: string | object): Notice => {
    const notice = noticeFrom(envelope);
    this.#notices.next(notice);
    return notice;
  };

  /**
   * Answers a `POST` whose body is an envelope: with 204, with 400 and the reason if the body is not a state
   * change, or with 405. It doesn't authenticate its callers: a forged notice causes one call to SWF, so
   * authenticate them if strangers can reach the server.
   */
  readonly fetch = async (request: Request): Promise<Response> => {
    if (request.method !== 'POST')
      return new Response('Expected a POST request\n', { status: 405, headers: { allow: 'POST' } });
    const body = await request.text();
    try {
      this.receive(body);
    } catch (error) {
      return new Response(`${messageOf(error)}\n`, { status: 400 });
    }
    return new Response(null, { status: 204 });
  };
}
