import type {
  $Command,
  ServiceInputTypes,
  ServiceOutputTypes,
  SWFClientResolvedConfig,
} from '@aws-sdk/client-swf';

/** A command of the SDK. */
export type Command<
  I extends ServiceInputTypes = ServiceInputTypes,
  O extends ServiceOutputTypes = ServiceOutputTypes,
> = $Command<I, O, SWFClientResolvedConfig, ServiceInputTypes, ServiceOutputTypes>;

/** The resolved configuration of a client. */
export type Config = SWFClientResolvedConfig;

/** The middleware of a client. */
export type Stack = Parameters<Command['resolveMiddleware']>[0];

/** The credentials of a client at one time. */
export type Identity = Awaited<ReturnType<Config['credentials']>>;

/** Options of `client.send()`, which the SDK passes on to the transport. */
export type SendOptions = Parameters<Config['requestHandler']['handle']>[1];

/** An HTTP request as the SDK makes it. */
export interface HttpRequest {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly query?: Record<string, string | string[] | null>;
  readonly username?: string;
  headers: Record<string, string>;
  readonly body: string | Uint8Array;
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
  readonly schema?: unknown;
}

/** An operation of the API, as the SDK's schemas describe it. */
export interface Operation {
  readonly namespace: unknown;
  readonly name: unknown;
  readonly traits: unknown;
  readonly input: unknown;
  readonly output: unknown;
}

/** The part of the SDK's protocol that the shortcut calls. */
export interface Protocol {
  serializeRequest(operation: Operation, input: object, context: object): Promise<HttpRequest>;
}

/** Returns the operation of a command. */
export function operationOf({ schema }: AnyCommand): Operation {
  const [, namespace, name, traits, input, output]: readonly unknown[] = Array.isArray(schema) ? schema : [];
  return { namespace, name, traits, input, output };
}
