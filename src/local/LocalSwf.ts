import { randomUUID } from 'node:crypto';
import { SWFClient, type SWFClientConfig } from '@aws-sdk/client-swf';
import { checkOptions } from './checkOptions.js';
import { toClock } from './clocks/index.js';
import type { Endpoint } from './fronts/exchange.js';
import { type Address, HttpFront, type ListenOptions } from './fronts/http.js';
import { type InProcessHandler, inProcessHandler } from './fronts/inProcess.js';
import type { LocalSwfOptions } from './LocalSwfOptions.js';
import { documentedQuotas } from './quotas.js';
import { closedError, Service } from './service.js';
import { type LocalCredentials, Signatures } from './signatures/Signatures.js';
import { Region } from './state/Region.js';

function toList(
  credentials: LocalCredentials | readonly LocalCredentials[] | undefined,
): readonly LocalCredentials[] | undefined {
  if (credentials === undefined) return undefined;
  return Symbol.iterator in credentials ? credentials : [credentials];
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
  readonly #service: Service;
  readonly #endpoint: Endpoint;
  readonly #fronts = new Set<HttpFront>();
  #closing: Promise<void> | undefined;

  /** @throws `TypeError` for an option that makes no sense */
  constructor(options: LocalSwfOptions = {}) {
    checkOptions(options);
    const { region: name = 'us-east-1', account = '123456789012', clock = 'real' } = options;
    const { longPoll = 60_000, quotas = {}, throttle = false, lambda = {}, data } = options;
    const region = new Region({
      name,
      account,
      quotas: { ...documentedQuotas, ...quotas },
      throttle,
      seed: randomUUID(),
    });
    const credentials = toList(options.credentials);
    const signatures = credentials === undefined ? undefined : new Signatures(name, credentials);
    this.#region = name;
    this.#credentials = credentials?.[0];
    this.#service = new Service({ region, clock: toClock(clock), longPoll, lambda, data });
    this.#endpoint = { service: this.#service, signatures };
    this.requestHandler = inProcessHandler(this.#endpoint);
  }

  /**
   * A real `SWFClient` whose calls end in this service. Region and credentials are filled in. Where signatures are
   * not verified and no credentials are given here, requests are not signed either.
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
    const client = new SWFClient({
      region: this.#region,
      credentials: this.#credentials ?? { accessKeyId: 'local', secretAccessKey: 'local' },
      ...(isChecked ? {} : { signer: { sign: async request => request } }),
      ...config,
      requestHandler: this.requestHandler,
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
    return this.#service.ready();
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
    this.#service.close();
    await Promise.all(Array.from(this.#fronts, front => front.close()));
    await this.#service.release();
  }

  /** The same as `close`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
