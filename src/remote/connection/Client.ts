import {
  asyncScheduler,
  concat,
  defer,
  filter,
  finalize,
  map,
  mergeMap,
  Observable,
  of,
  retry,
  type SchedulerLike,
  scan,
  takeWhile,
  tap,
  throwError,
  timeout,
  timer,
} from 'rxjs';
import { errorIn, RemoteError } from '../errors/RemoteError.js';
import type { Patch } from '../wire/Patch.js';
import type { FailureRecord, StatusRecord } from '../wire/records.js';
import { Connections } from './Connections.js';
import { patched } from './patched.js';
import type { RemoteOptions } from './RemoteOptions.js';
import { reused } from './reused.js';
import { EventParser, type ServerEvent } from './ServerEvent.js';

/** Parts of a request beside its URL. */
interface Sent {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Makes the requests of a remote: single ones, and streams that connect again. */
export class Client {
  readonly #url: string;
  readonly #options: RemoteOptions;
  readonly #scheduler: SchedulerLike;
  readonly connections: Connections;

  constructor(url: string, options: RemoteOptions) {
    this.#url = url.replace(/\/+$/, '');
    this.#options = options;
    this.#scheduler = options.scheduler ?? asyncScheduler;
    this.connections = new Connections(this.#scheduler);
  }

  /** Emits the JSON of a response, or `undefined` if it has none. Unsubscribing aborts the request. */
  get<T>(path: string): Observable<T> {
    return this.#request<T>(path, {}, readJson);
  }

  /** Sends JSON, and emits the JSON of the response, or `undefined` if it has none. */
  post<T>(path: string, body: object): Observable<T> {
    return this.#request<T>(path, posted(body), readJson);
  }

  /** Sends JSON, and emits the messages of the stream that answers it. It does not connect again. */
  perform<T>(path: string, body: object): Observable<T> {
    return this.#request(path, posted(body), readEvents).pipe(orFailure, untilComplete, messages<T>);
  }

  /** Emits the versions of a value, which the gateway sends as patches. Parts that don't change are the same objects. */
  watch<T>(path: string): Observable<T> {
    const query = path.includes('?') ? '&' : '?';
    return this.stream<Patch>(`${path}${query}patches=true`).pipe(
      // The gateway begins with a whole value, also when the stream has connected again.
      scan(
        (value: unknown, patch) => ('set' in patch ? reused(value, patch.set) : patched(value, patch)),
        undefined,
      ),
      map(value => value as T),
    );
  }

  /** Emits the messages of a stream. It connects again until the stream is complete or has failed for good. */
  stream<T>(path: string): Observable<T> {
    return defer(() => {
      const { backoff = {}, silence = 45_000 } = this.#options;
      const { initial = 500, max = 30_000, random = Math.random } = backoff;
      const stream = {};
      let lastId: string | undefined;
      let failures = 0;
      const reconnected = () => {
        failures = 0;
        this.connections.connected(stream);
      };
      const headers = (): Record<string, string> => ({
        accept: 'text/event-stream',
        ...(lastId === undefined ? {} : { 'last-event-id': lastId }),
      });
      this.connections.begun(stream);
      return defer(() => this.#request(path, { headers: headers() }, readEvents)).pipe(
        timeout({ each: silence, scheduler: this.#scheduler }),
        tap(reconnected),
        orFailure,
        untilComplete,
        tap(({ id, event, data = '' }) => {
          if (id !== undefined) lastId = id;
          if (event === 'status') this.connections.told(stream, JSON.parse(data) as StatusRecord);
        }),
        retry({
          delay: error => {
            if (error instanceof RemoteError && !error.isTransient) return throwError(() => error);
            this.connections.lost(stream);
            failures += 1;
            const delay = Math.min(max, initial * 2 ** Math.min(failures - 1, 30));
            return timer(delay / 2 + (random() * delay) / 2, this.#scheduler);
          },
        }),
        messages<T>,
        finalize(() => this.connections.ended(stream)),
      );
    });
  }

  #request<T>(
    path: string,
    { headers, ...sent }: Sent,
    read: (response: Response, emit: (value: T) => void) => Promise<void>,
  ): Observable<T> {
    return new Observable(subscriber => {
      const { fetch = globalThis.fetch, headers: given = {}, credentials = 'same-origin' } = this.#options;
      const aborting = new AbortController();
      const run = async () => {
        const own = typeof given === 'function' ? given() : given;
        const { signal } = aborting;
        const init = { ...sent, headers: { ...own, ...headers }, credentials, signal };
        const response = await fetch(new Request(`${this.#url}${path}`, init));
        if (!response.ok) throw await errorIn(response);
        await read(response, value => subscriber.next(value));
      };
      run().then(
        () => subscriber.complete(),
        (error: unknown) => subscriber.error(error),
      );
      return () => aborting.abort();
    });
  }
}

async function readJson<T>(response: Response, emit: (value: T) => void): Promise<void> {
  const text = await response.text();
  emit((text === '' ? undefined : JSON.parse(text)) as T);
}

/** An event without data, such as a comment. */
const silent: ServerEvent = { event: 'message' };

async function readEvents(response: Response, emit: (event: ServerEvent) => void): Promise<void> {
  const parser = new EventParser();
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done) return;
    const events = parser.push(decoder.decode(value, { stream: true }));
    // A part of a long event breaks the silence, too.
    for (const event of events.length === 0 ? [silent] : events) emit(event);
  }
}

const posted = (body: object): Sent => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});

const orFailure = (events$: Observable<ServerEvent>): Observable<ServerEvent> =>
  events$.pipe(
    mergeMap(event => (event.event === 'failure' ? throwError(() => failureIn(event)) : of(event))),
  );

const messages = <T>(events$: Observable<ServerEvent>): Observable<T> =>
  events$.pipe(
    filter(({ event, data }) => event === 'message' && data !== undefined),
    map(({ data = '' }) => JSON.parse(data) as T),
  );

/** Errors if a stream ends without being complete: its connection was closed. */
const untilComplete = (events$: Observable<ServerEvent>): Observable<ServerEvent> =>
  concat(
    events$,
    throwError(() => new Error('The connection was closed')),
  ).pipe(takeWhile(({ event }) => event !== 'complete'));

const failureIn = ({ data = '' }: ServerEvent): RemoteError =>
  new RemoteError((JSON.parse(data) as FailureRecord).error);
