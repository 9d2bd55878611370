import { encode } from '#platform';
import { type Endpoint, exchange } from './exchange.js';

/** The parts of the SDK's HTTP request that this front reads. */
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

/** The parts of the SDK's options for one request that this front reads. */
export interface SdkHandlerOptions {
  readonly abortSignal?: unknown;
}

/**
 * Transport that connects an SDK client directly to the embedded service, without a port or a network. Pass
 * it to a client as its `requestHandler`.
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

/** Returns headers by lower-case name. Those that differ only in case are merged, with all their values. */
function lowerCased(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const lower = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase();
    const former = lower.get(key);
    lower.set(key, former === undefined ? value : `${former},${value}`);
  }
  return Object.fromEntries(lower);
}

/**
 * Returns the header with this lower-case name. Converting all headers would take longer than most operations,
 * and only signatures need them all.
 */
function headerOf(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  let value: string | undefined;
  for (const key in headers) {
    if (key.length !== name.length || key.toLowerCase() !== name) continue;
    value = value === undefined ? headers[key] : `${value},${headers[key]}`;
  }
  return value;
}

/** Returns true for bytes of any realm: under jsdom, Node and the SDK belong to different ones. */
const isBytes = (body: unknown): body is Uint8Array => ArrayBuffer.isView(body);

/** Returns true for an `AbortSignal` of any realm. */
const isSignal = (signal: unknown): signal is AbortSignal =>
  typeof signal === 'object' && signal !== null && 'aborted' in signal && 'addEventListener' in signal;

/**
 * Returns bytes for the SDK. Under jsdom, which has globals of another realm, a Buffer is not a `Uint8Array`.
 */
function toBytes(text: string): Uint8Array {
  const bytes = encode(text);
  if (bytes instanceof Uint8Array) return bytes;
  const { buffer, byteOffset, byteLength }: Uint8Array = bytes;
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/**
 * Creates the transport of a client.
 *
 * @param configured - the client's region, used for unsigned requests, if it is known
 */
export function inProcessHandler(endpoint: Endpoint, configured?: () => Promise<string>): InProcessHandler {
  let requests = 0;
  return {
    metadata: { handlerProtocol: 'in-process' },
    now: () => endpoint.account.now(),
    async handle({ method = 'POST', path = '/', query = {}, headers, body }, { abortSignal } = {}) {
      const signal = isSignal(abortSignal) ? abortSignal : undefined;
      const request = {
        method,
        target: headerOf(headers, 'x-amz-target'),
        authorization: headerOf(headers, 'authorization'),
        // Without a region to look up, the call is carried out synchronously.
        region: configured === undefined ? undefined : await configured(),
        body: typeof body === 'string' || isBytes(body) ? body : '',
        signed: () => ({ path, query, headers: lowerCased(headers) }),
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
    // A destroyed client does not close the service, which other clients may share.
    destroy: () => {},
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => ({}),
  };
}
