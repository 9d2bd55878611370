import type { HttpRequest } from '../signing/HttpRequest.js';
import { isPlain, takesLightSignals } from './isPlain.js';
import { learnRoute, type Route } from './learnRoute.js';
import { Snapshot } from './Snapshot.js';
import type { AnyCommand, Config, Stack } from './sdk.js';

const clients = new WeakMap<Stack, PlainClient>();
const switchedOff = new WeakSet<Stack>();

/** Makes all calls of a client go the SDK's way. */
export function switchOffShortcut(client: { readonly middlewareStack: Stack }): void {
  switchedOff.add(client.middlewareStack);
}

/** A client whose middleware is the SDK's, with the routes learned for its operations. */
export class PlainClient {
  /** By command class; `null` for operations that have none. */
  readonly #routes = new Map<unknown, Route | null>();
  readonly #config: Config;
  readonly #snapshot: Snapshot;
  readonly #isPlain: boolean;
  /** Whether the transport needs only the essential parts of an `AbortSignal`. */
  readonly takesLightSignals: boolean;

  private constructor(stack: Stack, config: Config) {
    this.#config = config;
    this.#snapshot = new Snapshot(stack, config);
    this.#isPlain = isPlain(stack, config);
    this.takesLightSignals = takesLightSignals(config);
  }

  /** Returns the client with this middleware and configuration; `undefined` if it is not a plain one. */
  static of(stack: Stack, config: Config): PlainClient | undefined {
    if (switchedOff.has(stack)) return undefined;
    let client = clients.get(stack);
    if (client === undefined || !client.#snapshot.isCurrent(config)) {
      client = new PlainClient(stack, config);
      clients.set(stack, client);
    }
    return client.#isPlain ? client : undefined;
  }

  /** Returns the route of a command; `undefined` if it has yet to be learned, `null` if there is none. */
  routeOf(command: AnyCommand): Route | null | undefined {
    return this.#routes.get(command.constructor);
  }

  /** Learns the route of a command from its request, as the SDK has signed it. */
  async learn(command: AnyCommand, signed: HttpRequest): Promise<Route | undefined> {
    const route = await learnRoute(command, this.#config, signed).catch(() => undefined);
    this.#routes.set(command.constructor, route ?? null);
    return route;
  }
}
