import type {
  $Command,
  ServiceInputTypes,
  ServiceOutputTypes,
  SWFClientResolvedConfig,
} from '@aws-sdk/client-swf';
import type { HttpRequest } from '../signing/HttpRequest.js';

/** A command of the SDK. */
export type Command<
  I extends ServiceInputTypes = ServiceInputTypes,
  O extends ServiceOutputTypes = ServiceOutputTypes,
> = $Command<I, O, SWFClientResolvedConfig, ServiceInputTypes, ServiceOutputTypes>;

/** The resolved configuration of a client. */
export type Config = SWFClientResolvedConfig;

/** The middleware of a client. */
export type Stack = Parameters<Command['resolveMiddleware']>[0];

/** Options of `client.send()`, which the SDK passes on to the transport. */
export type SendOptions = Parameters<Config['requestHandler']['handle']>[1];

/** Returns whether the signal of the options, if there is one, is aborted. */
export function isAborted(options: SendOptions = {}): boolean {
  const signal: unknown = 'abortSignal' in options ? options.abortSignal : undefined;
  return typeof signal === 'object' && signal !== null && 'aborted' in signal && signal.aborted === true;
}

/** An HTTP response as the client's transport returns it. */
export interface HttpResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

/** The outcome of an attempt. */
export interface Attempt {
  readonly response: HttpResponse;
}

/** Sends a request. */
export type Handle = (request: HttpRequest, options?: SendOptions) => Promise<Attempt>;

/** The parts of a command of any operation that the shortcut reads. */
export interface AnyCommand {
  readonly input: object;
  /** `[kind, namespace, name, traits, input, output]` of the operation. */
  readonly schema?: unknown;
}

/** The part of the SDK's protocol that the shortcut calls. */
export interface Protocol {
  serializeRequest(operation: object, input: object, context: object): Promise<HttpRequest>;
}
