import { SWFClient, type SWFClientConfig } from '@aws-sdk/client-swf';
import { type Observable, Subject } from 'rxjs';
import { createFront } from '#machine';
import { withoutLogger } from '../sdk/withoutLogger.js';
import { clockAt } from './clocks/clockAt.js';
import { toClock } from './clocks/toClock.js';
import { type ForkOptions, forkRules, type ImportOptions, importRules } from './ForkOptions.js';
import type { Endpoint } from './fronts/exchange.js';
import type { HttpFront } from './fronts/HttpFront.js';
import { type InProcessHandler, inProcessHandler } from './fronts/inProcessHandler.js';
import { type ListenOptions, listenRules, type ServerAddress } from './fronts/ListenOptions.js';
import type { PageFacts } from './fronts/page/page.js';
import type { ServedCall } from './fronts/ServedCall.js';
import { type LocalSwfOptions, localSwfRules } from './LocalSwfOptions.js';
import { findExecution } from './operations/lookups.js';
import { checkOptions } from './options/checkOptions.js';
import { exportOf } from './recorded/exportOf.js';
import type { ExportedExecution, HistoryJson } from './recorded/RecordedExecution.js';
import { RestoredExecution } from './recorded/RestoredExecution.js';
import { restore } from './recorded/restore.js';
import { endOf, readSource, type Source, sourceAt } from './recorded/Source.js';
import type { Account } from './service/Account.js';
import { closedError } from './service/Service.js';
import type { StateChange } from './service/stateChange.js';
import { credentialList } from './signatures/credentialList.js';
import { type LocalCredentials, Signatures } from './signatures/Signatures.js';
import type { Execution } from './state/Execution.js';
import { toAccount } from './toAccount.js';

/** A service that was forked from a recorded execution, and a handle of that execution. */
export type ForkedSwf = LocalSwf & { readonly execution: RestoredExecution };

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

  /**
   * @throws `TypeError` if an option is unknown or invalid
   * @throws `NodeOnlyError` if `data` is set in a page
   */
  constructor(options: LocalSwfOptions = {}) {
    checkOptions('LocalSwf', options, localSwfRules);
    const { region = 'us-east-1', account = '123456789012', throttle = false, data } = options;
    const credentials = credentialList(options.credentials);
    this.#region = region;
    this.#account = toAccount(options);
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
   * Creates a service in which a recorded execution stands where it stood at an event: timers run with the time
   * they had left, tasks are offered to your workers and deciders; open children, messages to other executions and
   * Lambda functions wait for your answers. If `at` is within an answer of the decider, it stands at its end.
   *
   * @throws `ImportError` if the history is incomplete; it names the event
   * @throws `TypeError` if an option is unknown or invalid
   *
   * @example
   * ```ts
   * import { readFileSync } from 'node:fs';
   * import { LocalSwf } from 'rx-swf/local';
   *
   * const fork = LocalSwf.fork(JSON.parse(readFileSync('history.json', 'utf8')), { at: 43, domain: 'media' });
   * console.log(await fork.execution.children());
   * ```
   */
  static fork(history: HistoryJson | ExportedExecution, options: ForkOptions = {}): ForkedSwf {
    checkOptions('LocalSwf.fork()', options, forkRules);
    const { at, domain, workflowId, runId, clock = 'skip', ...own } = options;
    const source = sourceAt(readSource(history), at);
    const swf = new LocalSwf({ ...own, clock: clockAt(toClock(clock), endOf(source)) });
    const execution = swf.#account.act(region => {
      region.isFork = true;
      return restore(region, source, { domain, workflowId, runId });
    });
    return Object.assign(swf, { execution: swf.#restored(execution, source) });
  }

  /**
   * Resolves to all that another service needs to go on with an execution: its history, the types that it uses
   * and its open children, as plain JSON. This service keeps the execution.
   *
   * @example
   * ```ts
   * import { writeFileSync } from 'node:fs';
   * import { LocalSwf } from 'rx-swf/local';
   *
   * const save = async (swf: LocalSwf, workflowId: string, runId: string) =>
   *   writeFileSync('order.json', JSON.stringify(await swf.exportExecution('media', { workflowId, runId })));
   * ```
   */
  async exportExecution(
    domain: string,
    execution: { readonly workflowId: string; readonly runId: string },
  ): Promise<ExportedExecution> {
    await this.ready();
    return this.#account.act(region => exportOf(findExecution(region, { domain, execution })));
  }

  /**
   * Adds an execution from `exportExecution()`, or a recorded history, to this service. Its events keep their
   * times: what is due by now happens at once. If the service's time is behind the last event, it moves forward to
   * that. Tasks that were held elsewhere are offered again.
   * Rejects with an `ImportError` if it is incomplete, already here, or closed longer ago than its domain keeps it.
   *
   * @example
   * ```ts
   * import { readFileSync } from 'node:fs';
   * import { LocalSwf } from 'rx-swf/local';
   *
   * await new LocalSwf().importExecution(JSON.parse(readFileSync('order.json', 'utf8')));
   * ```
   */
  async importExecution(
    recorded: HistoryJson | ExportedExecution,
    options: ImportOptions = {},
  ): Promise<RestoredExecution> {
    checkOptions('importExecution()', options, importRules);
    const { at, ...identity } = options;
    const source = sourceAt(readSource(recorded), at);
    await this.ready();
    const reach = (time: number) => this.#account.reach(time);
    const execution = await this.#account.actDurably(region => restore(region, source, identity, reach));
    return this.#restored(execution, source);
  }

  #restored(execution: Execution, { events }: Source): RestoredExecution {
    return new RestoredExecution(change => this.#account.actDurably(change), execution, events.length);
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
   * machine can reach it; set `host` to change that. Rejects with a `NodeOnlyError` in a page.
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
    const front = createFront(this.#endpoint, options, this.#facts);
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
