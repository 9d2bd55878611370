import { SWFClient, type SWFClientConfig } from '@aws-sdk/client-swf';
import { toClock } from './clocks/index.js';
import type { Endpoint } from './fronts/exchange.js';
import { type Address, HttpFront, type ListenOptions } from './fronts/http.js';
import { type InProcessHandler, inProcessHandler } from './fronts/inProcess.js';
import type { LocalSwfOptions } from './LocalSwfOptions.js';
import { documentedQuotas } from './limits/quotas.js';
import { checkOptions } from './options/checkOptions.js';
import { listenRules, localSwfRules } from './rules.js';
import { Account } from './service/Account.js';
import { closedError } from './service/Service.js';
import { type LocalCredentials, Signatures } from './signatures/Signatures.js';

const isList = (
  credentials: LocalCredentials | readonly LocalCredentials[],
): credentials is readonly LocalCredentials[] => Array.isArray(credentials);

/** Nobody is asked for credentials only where none are given at all. */
function toList({ credentials }: LocalSwfOptions): readonly LocalCredentials[] | undefined {
  if (credentials === undefined) return undefined;
  return isList(credentials) ? credentials : [credentials];
}

/**
 * Amazon SWF inside your process: in memory or kept in a folder, with real long polls, timeouts and faults.
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
   * The transport to this service, for an SDK client of your own making.
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
  readonly #region: string;
  readonly #credentials: LocalCredentials | undefined;
  readonly #account: Account;
  readonly #endpoint: Endpoint;
  readonly #fronts = new Set<HttpFront>();
  #closing: Promise<void> | undefined;

  /** @throws `TypeError` for an option that makes no sense */
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
    const signatures = credentials === undefined ? undefined : new Signatures(region, credentials);
    this.#credentials = credentials?.[0];
    this.#endpoint = { account: this.#account, signatures };
    this.requestHandler = inProcessHandler(this.#endpoint);
  }

  /**
   * A real `SWFClient` whose calls end in this service. Region and credentials are filled in; with a `region` of its
   * own it calls that one. Where signatures are not verified and no credentials are given here, requests are not
   * signed either.
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
      // A copy: the SDK notes in it where it is from.
      credentials: { ...(this.#credentials ?? { accessKeyId: 'local', secretAccessKey: 'local' }) },
      ...(isChecked ? {} : { signer: { sign: async request => request } }),
      ...config,
      requestHandler,
    });
    // The SDK copies every answer, member by member, for a log that it does not keep unless told.
    if (config.logger === undefined) client.middlewareStack.remove('loggerMiddleware');
    return client;
  }

  /**
   * Resolves when the state that `data` keeps has been read; calls wait for it by themselves. Rejects with a
   * `DataError` if the folder cannot be used, as any call then does.
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
   * Opens this service to HTTP: to other processes, other languages, the AWS CLI. Only this machine can reach it
   * unless another `host` is asked for.
   *
   * @example
   * ```ts
   * import { LocalSwf } from 'rx-swf/local';
   *
   * const { url } = await new LocalSwf().listen({ port: 4577 });
   * console.log(`aws swf list-domains --registration-status REGISTERED --endpoint-url ${url}`);
   * ```
   */
  async listen(options: ListenOptions = {}): Promise<Address> {
    checkOptions('listen()', options, listenRules);
    await this.ready();
    const front = new HttpFront(this.#endpoint, options);
    if (this.#closing !== undefined) throw closedError();
    const address = await front.listen(options);
    // Closed in the meantime: nobody else would know of this server.
    if (this.#closing !== undefined) {
      await front.close();
      throw closedError();
    }
    this.#fronts.add(front);
    return address;
  }

  /**
   * Answers the polls that wait, stops all servers and timers, and refuses further calls. The state is gone, unless
   * `data` keeps it.
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
  }

  /** The same as `close`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
