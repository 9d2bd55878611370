import { SWFClient } from '@aws-sdk/client-swf';
import { type Entry, middlewareOf } from './Snapshot.js';
import type { Config, Stack } from './sdk.js';

let reference: SWFClient | undefined;

/** Returns a client as the SDK makes it. */
export function referenceClient(): SWFClient {
  const credentials = { accessKeyId: 'none', secretAccessKey: 'none' };
  reference ??= new SWFClient({ region: 'us-east-1', credentials, retryMode: 'standard' });
  return reference;
}

/** Returns whether a client's middleware and protocol are those that the SDK gives to each client. */
export function isPlain(stack: Stack, config: Config): boolean {
  const plain = referenceClient();
  const isSilent = config.logger.constructor === plain.config.logger.constructor;
  const own = describe(stack);
  return (
    config.protocol?.constructor === plain.config.protocol?.constructor &&
    stack.identifyOnResolve() !== true &&
    isOwn(stack.concat) &&
    (isSilent || !own.some(isLogger)) &&
    withoutLogger(own) === withoutLogger(describe(plain.middlewareStack))
  );
}

/**
 * Returns whether this is the SDK's method, which calls of commands begin with. Instrumentations such as
 * OpenTelemetry's wrap that of each stack, including the reference client's. Minifiers keep names of members.
 */
const isOwn = (concat: Stack['concat']): boolean => String(concat).includes('.identifyOnResolve(');

/** Returns whether a client's transport is the SDK's own for Node, or that of an embedded service. */
export function takesLightSignals({ requestHandler }: Config): boolean {
  const protocol = requestHandler.metadata?.handlerProtocol;
  // Compares the method itself, which may have been wrapped by one that needs a real signal.
  const isOfSdk = requestHandler.handle === referenceClient().config.requestHandler.handle;
  return protocol === 'in-process' || (protocol === 'http/1.1' && isOfSdk);
}

/**
 * Returns the function that tells a client's retry strategy of a success; `undefined` if the strategy is not
 * the SDK's standard one, which never delays a first attempt.
 */
export async function successRecorder(config: Config): Promise<(() => void) | undefined> {
  const strategy = await config.retryStrategy();
  const standard = await referenceClient().config.retryStrategy();
  if (strategy.constructor !== standard.constructor || !('recordSuccess' in strategy)) return undefined;
  const token = await strategy.acquireInitialRetryToken('');
  return () => strategy.recordSuccess(token);
}

/** Describes middleware by code and options, as each client has functions of its own. */
const describe = (stack: Stack): string[] => middlewareOf(stack).map(toText);

const toText = ({ middleware, options }: Entry) =>
  JSON.stringify({ ...options, middleware: String(middleware) });

/** Without a logger, this middleware has no effect; `connect()` removes it. */
const isLogger = (text: string) => text.includes('"name":"loggerMiddleware"');

const withoutLogger = (texts: readonly string[]) => texts.filter(text => !isLogger(text)).join('\n');
