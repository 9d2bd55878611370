import { SWFClient, type SWFClientConfig } from '@aws-sdk/client-swf';
import { type Observable, Subject } from 'rxjs';
import { withoutLogger } from '../sdk/withoutLogger.js';
import { toClock } from './clocks/toClock.js';
import type { Endpoint } from './fronts/exchange.js';
import { HttpFront } from './fronts/HttpFront.js';
import { type InProcessHandler, inProcessHandler } from './fronts/inProcessHandler.js';
import { type ListenOptions, listenRules, type ServerAddress } from './fronts/ListenOptions.js';
import type { PageFacts } from './fronts/page/page.js';
import type { ServedCall } from './fronts/ServedCall.js';
import { type LocalSwfOptions, localSwfRules } from './LocalSwfOptions.js';
import { documentedQuotas } from './limits/quotas.js';
import { checkOptions } from './options/checkOptions.js';
import { Account } from './service/Account.js';
import { closedError } from './service/Service.js';
import type { StateChange } from './service/stateChange.js';
import { type LocalCredentials, Signatures } from './signatures/Signatures.js';

const isList = (
  credentials: LocalCredentials | readonly LocalCredentials[],
): credentials is readonly LocalCredentials[] => Array.isArray(credentials);

/**
 * The accepted credentials. Undefined turns verification off; an empty list doesn't: it rejects every
 * request.
 */
function toList({ credentials }: LocalSwfOptions): readonly LocalCredentials[] | undefined {
  if (credentials === undefined) return undefined;
  return isList(credentials) ? credentials : [credentials];
}

/**
 * Amazon SWF inside your process: in memory or stored in a folder, with real long polls, timeouts and faults.
 *
 * @example
 * ```ts
 * import { ListDomainsCommand } from '@aws-sdk/client-swf';
 * import { LocalSwf } from 'rx-swf/local';
 *
 * const swf = new LocalSwf();
 * const client = swf.client();                       // a real SWFClient; no port is opened
 * await client.send(new ListDomainsCommand({ registrationStatus: 'REGISTERED' }));
 *
 * const { url } = await swf.listen({ port: 4577 });  // or over HTTP, for any AWS SDK or the AWS CLI
 * await swf.close();
 * ```
 */
export class LocalSwf {
  /**
   * The transport to this service, for an SDK client that you create yourself.
   *
   * @example
   * ```ts
   * import { SWFClient } from '@aws-sdk/client-swf';
   * import { LocalSwf } from 'rx-swf/local';
   *
   * const { requestHandler } = new LocalSwf();
   * const client = new SWFClient({ region: 'us-east-1', requestHandler });
   * ```
   */
  readonly requestHandler: InProcessHandler;
  /**
   * Emits the envelopes that Amazon SWF would publish to EventBridge, of all regions and domains, from
   * subscription on. Unlike EventBridge, it delivers each once, in order, and right after the event. Completes
   * on `close()`.
   *
   * @example
   * ```ts
   * import { settings } from 'rx-swf';
   * import { noticeFrom } from 'rx-swf/eventbridge';
   * import { LocalSwf } from 'rx-swf/local';
   * import { map } from 'rxjs';
   *
   * const swf = new LocalSwf();
   * settings.set({ client: swf.client(), notices: swf.notices$.pipe(map(noticeFrom)) });
   * ```
   */
  readonly notices$: Observable<StateChange>;
  /**
   * Emits each request once it has been answered: of all regions, in process and over HTTP, from subscription on. Polls
   * are among them, once they end. Completes on `close()`.
   *
   * @example
   * ```ts
   * import { LocalSwf } from 'rx-swf/local';
   *
   * const swf = new LocalSwf();
   * swf.calls$.subscribe(({ operation, domain, subject, error }) =>
   *   console.log(operation, domain, subject, error ?? 'ok'),
   * );
   * ```
   */
  readonly calls$: Observable<ServedCall>;
  readonly #calls = new Subject<ServedCall>();
  readonly #region: string;
  readonly #credentials: LocalCredentials | undefined;
  readonly #account: Account;
  readonly #facts: Omit<PageFacts, 'url'>;
  readonly #endpoint: Endpoint;
  readonly #fronts = new Set<HttpFront>();
  #closing: Promise<void> | undefined;

  /** @throws `TypeError` if an option is unknown or invalid */
  constructor(options: LocalSwfOptions = {}) {
    checkOptions('LocalSwf', options, localSwfRules);
    const { region = 'us-east-1', account = '123456789012', clock = 'real' } = options;
    const { longPoll = 60_000, quotas = {}, throttle = false, lambda = {}, data } = options;
    const credentials = toList(options);
    this.#region = region;
    this.#account = new Account({
      account,
      home: region,
      quotas: { ...documentedQuotas, ...quotas },
      throttle,
      clock: toClock(clock),
      longPoll,
      lambda,
      data,
    });
    this.notices$ = this.#account.stateChanges$.asObservable();
    const signatures = credentials === undefined ? undefined : new Signatures(region, credentials);
    this.#credentials = credentials?.[0];
    this.#facts = { region, account, data, isThrottled: throttle, isSigned: signatures !== undefined };
    this.calls$ = this.#calls.asObservable();
    this.#endpoint = { account: this.#account, signatures, calls$: this.#calls };
    this.requestHandler = inProcessHandler(this.#endpoint);
  }

  /**
   * Returns a real `SWFClient` that calls this service. Region and credentials are filled in; pass a `region`
   * to call another region. If the service doesn't verify signatures and no credentials are passed here,
   * requests are not signed.
   *
   * @example
   * ```ts
   * import { settings } from 'rx-swf';
   * import { LocalSwf } from 'rx-swf/local';
   *
   * settings.set({ client: new LocalSwf().client() });
   * ```
   */
  client(config: SWFClientConfig = {}): SWFClient {
    const isChecked = this.#credentials !== undefined || config.credentials !== undefined;
    const requestHandler = isChecked
      ? this.requestHandler
      : inProcessHandler(this.#endpoint, () => client.config.region());
    const client: SWFClient = new SWFClient({
      region: this.#region,
      // A copy, because the SDK adds the source of the credentials to the object.
      credentials: { ...(this.#credentials ?? { accessKeyId: 'local', secretAccessKey: 'local' }) },
      ...(isChecked ? {} : { signer: { sign: async request => request } }),
      ...config,
      requestHandler,
    });
    return config.logger === undefined ? withoutLogger(client) : client;
  }

  /**
   * Resolves when the state in the `data` folder has been read. Calls wait for this automatically. Rejects
   * with a `DataFolderError` if the folder can't be used, and so does every call.
   *
   * @example
   * ```ts
   * import { LocalSwf } from 'rx-swf/local';
   *
   * const swf = new LocalSwf({ data: '.swf-data' });
   * await swf.ready();
   * ```
   */
  ready(): Promise<void> {
    return this.#account.ready();
  }

  /**
   * Serves this service over HTTP to other processes, other languages and the AWS CLI. By default, only this
   * machine can reach it; set `host` to change that.
   *
   * @example
   * ```ts
   * import { LocalSwf } from 'rx-swf/local';
   *
   * const { url } = await new LocalSwf().listen({ port: 4577 });
   * console.log(`aws swf list-domains --registration-status REGISTERED --endpoint-url ${url}`);
   * ```
   */
  async listen(options: ListenOptions = {}): Promise<ServerAddress> {
    checkOptions('listen()', options, listenRules);
    await this.ready();
    const front = new HttpFront(this.#endpoint, options, this.#facts);
    if (this.#closing !== undefined) throw closedError();
    const address = await front.listen(options);
    // Closed in the meantime: close() did not see this server.
    if (this.#closing !== undefined) {
      await front.close();
      throw closedError();
    }
    this.#fronts.add(front);
    return address;
  }

  /**
   * Answers waiting polls, stops all servers and timers, and rejects further calls. The state is lost unless
   * `data` is set.
   *
   * @example
   * ```ts
   * import { LocalSwf } from 'rx-swf/local';
   *
   * await using swf = new LocalSwf();   // closed at the end of the block
   * ```
   */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    for (const front of this.#fronts) front.announceClose();
    this.#account.close();
    await Promise.all(Array.from(this.#fronts, front => front.close()));
    await this.#account.release();
    this.#calls.complete();
  }

  /** The same as `close`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
