import type { ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-swf';
import { PlainClient } from './PlainClient.js';
import type { ReadAttempt } from './responseReader.js';
import { type Command, type Config, type Handle, isAborted, type SendOptions } from './sdk.js';

// For each call, the SDK copies, sorts and expands its middleware, resolves the endpoint, creates a user
// agent and a signer, and walks the schema. The shortcut makes a plain call in one function instead.
//
// - Taken from the SDK: the first call of each operation goes the SDK's way, and its signed request is the
//   template of later ones: address, headers, scope of the signature. The SDK serializes each body, provides
//   the credentials, and sends the request. A template is used if it reproduces that request byte for byte.
//   Responses, including those of first calls, are read without the schema and, in Node, without a stream of
//   their own.
// - Checked: that middleware, protocol and retry strategy are the SDK's own and, before each call, that
//   neither the middleware nor the configuration has changed.
// - It settles plain successes only. Everything else (errors, odd bodies, a wrong clock) is passed to the
//   SDK's middleware as the outcome of its first attempt: errors, retries and their delays are the SDK's.
// - If anything in the SDK is not as expected, calls go the SDK's way. That is never an error.

/**
 * Lets a command take the shortcut. It is still sent by `client.send()`, so whatever wraps or replaces that
 * method works as before.
 *
 * @param beforeSdk - called before the call enters the SDK's middleware
 * @param lighten - replaces options by those for transports that don't need a real `AbortSignal`
 */
export function takeShortcut<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
  command: Command<I, O>,
  beforeSdk: () => void,
  lighten: (options: SendOptions) => SendOptions = options => options,
): void {
  const { resolveMiddleware } = command;
  const base: { prototype?: Partial<typeof command> } | null = Object.getPrototypeOf(command.constructor);
  // Overridden by a user's class, or patched: calls of such commands go the SDK's way.
  if (base?.prototype?.resolveMiddleware !== resolveMiddleware) {
    beforeSdk();
    return;
  }
  // `this` is the command or one derived from it, with a different input: see `offloadingClient`.
  command.resolveMiddleware = function (stack, config, options: SendOptions = {}) {
    const send: Handle = (request, handling) => config.requestHandler.handle(request, handling);
    const sdkWay = (first?: Handle) => {
      beforeSdk();
      const given = first ? withFirstAttempt(config, first, send) : config;
      return resolveMiddleware.call(this, stack, given, options);
    };
    // A wrapper of `client.send()` may have added middleware to the command.
    const client = this.middlewareStack.identify().length > 0 ? undefined : PlainClient.of(stack, config);
    const route = client?.routeOf(this);
    if (client === undefined || route === null) return sdkWay();
    const learningWay: ReturnType<typeof sdkWay> = async args => {
      let output: O | undefined;
      const learn: Handle = async (request, handling) => {
        const learned = await client.learn(this, request);
        const sent = await send(request, handling);
        const attempt: ReadAttempt<O> = learned === undefined ? sent : await learned.read<O>(sent);
        output = attempt.output;
        // The SDK takes longer to read a page of events than a worker takes to replay them.
        return output === undefined ? attempt : { response: { ...attempt.response, body: new Uint8Array() } };
      };
      const result = await sdkWay(learn)(args);
      if (output === undefined) return result;
      return { ...result, output: Object.assign(output, { $metadata: result.output.$metadata }) };
    };
    if (route === undefined) return learningWay;
    return async args => {
      const light = lighten(options);
      const sending = client.takesLightSignals ? light : options;
      const { success, first } = await route.call<O>(args.input, sending, () => isAborted(light));
      if (success !== undefined) return success;
      if (first === undefined) return learningWay(args);
      let isJudged = false;
      const judged = () => {
        isJudged = true;
        return first();
      };
      return sdkWay(judged)(args).catch(async error => {
        // If credentials run out before the SDK judges the attempt, the call fails by the attempt: it is in doubt.
        if (!isJudged) await first();
        throw error;
      });
    };
  };
}

/** Returns a configuration whose first attempt is made by one function, and all others by another. */
function withFirstAttempt(config: Config, first: Handle, others: Handle): Config {
  let next = first;
  const handle: Handle = (request, handling) => {
    const attempt = next(request, handling);
    next = others;
    return attempt;
  };
  const requestHandler = Object.create(config.requestHandler, { handle: { value: handle } });
  return { ...config, requestHandler };
}
