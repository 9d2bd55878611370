import { type Endpoint, exchange } from './exchange.js';

/** What this front reads of the SDK's HTTP request. */
export interface SdkRequest {
  readonly method?: string;
  readonly path?: string;
  readonly query?: Readonly<Record<string, string | string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** The SDK's HTTP response. */
export interface SdkResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

/** What this front reads of the SDK's options for one request. */
export interface SdkHandlerOptions {
  readonly abortSignal?: unknown;
}

/**
 * The transport of an SDK client that ends in the embedded service, without a port and without a copy of the
 * bytes on any wire. Give it to a client as its `requestHandler`.
 */
export interface InProcessHandler {
  readonly metadata: { readonly handlerProtocol: string };
  /** Returns the time of the service, in milliseconds since the epoch. */
  now?(): number;
  handle(request: SdkRequest, options?: SdkHandlerOptions): Promise<{ response: SdkResponse }>;
  destroy(): void;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): Record<string, never>;
}

/** Headers by lower-case name; those that differ only in case are one, with all values. */
function lowerCased(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const lower = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase();
    const former = lower.get(key);
    lower.set(key, former === undefined ? value : `${former},${value}`);
  }
  return Object.fromEntries(lower);
}

/** Bytes of any realm: under jsdom those of Node and of the SDK are of two. */
const isBytes = (body: unknown): body is Uint8Array => ArrayBuffer.isView(body);

/** An `AbortSignal` of any realm. */
const isSignal = (signal: unknown): signal is AbortSignal =>
  typeof signal === 'object' && signal !== null && 'aborted' in signal && 'addEventListener' in signal;

/** Bytes for the SDK. A Buffer is no `Uint8Array` to one whose globals are of another realm, as under jsdom. */
function toBytes(text: string): Uint8Array {
  const bytes = Buffer.from(text);
  if (bytes instanceof Uint8Array) return bytes;
  const { buffer, byteOffset, byteLength }: Buffer = bytes;
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** @param configured - the region of the client that unsigned requests come from, where it is known */
export function inProcessHandler(endpoint: Endpoint, configured?: () => Promise<string>): InProcessHandler {
  let requests = 0;
  return {
    metadata: { handlerProtocol: 'in-process' },
    now: () => endpoint.account.now(),
    async handle({ method = 'POST', path = '/', query = {}, headers: given, body }, { abortSignal } = {}) {
      const headers = lowerCased(given);
      const signal = isSignal(abortSignal) ? abortSignal : undefined;
      const request = {
        method,
        target: headers['x-amz-target'],
        authorization: headers['authorization'],
        // Where there is nothing to look up, the call is carried out at once.
        region: configured === undefined ? undefined : await configured(),
        body: typeof body === 'string' || isBytes(body) ? body : '',
        signed: () => ({ path, query, headers }),
      };
      const reply = await exchange(endpoint, request, signal);
      requests += 1;
      return {
        response: {
          statusCode: reply.status,
          headers: { 'x-amzn-requestid': `local-${requests}` },
          body: toBytes(reply.body),
        },
      };
    },
    // Clients come and go; the service stays until it is closed itself.
    destroy: () => {},
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => ({}),
  };
}
