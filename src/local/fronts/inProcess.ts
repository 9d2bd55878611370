import type { Service } from '../service.js';
import { exchange } from './exchange.js';

/** What this front reads of the SDK's HTTP request. */
export interface SdkRequest {
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
  handle(request: SdkRequest, options?: SdkHandlerOptions): Promise<{ response: SdkResponse }>;
  destroy(): void;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): Record<string, never>;
}

function toText(body: unknown): string {
  if (typeof body === 'string') return body;
  return body instanceof Uint8Array
    ? Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString()
    : '';
}

export function inProcessHandler(service: Service): InProcessHandler {
  let requests = 0;
  return {
    metadata: { handlerProtocol: 'in-process' },
    async handle({ headers, body }, { abortSignal } = {}) {
      const signal = abortSignal instanceof AbortSignal ? abortSignal : undefined;
      const request = { target: headers['x-amz-target'], body: toText(body) };
      const reply = await exchange(service, request, signal);
      requests += 1;
      return {
        response: {
          statusCode: reply.status,
          headers: { 'x-amzn-requestid': `local-${requests}` },
          body: Buffer.from(reply.body),
        },
      };
    },
    // Clients come and go; the service stays until it is closed itself.
    destroy: () => {},
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => ({}),
  };
}
