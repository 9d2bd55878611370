import { isPlain } from './isPlain.js';
import { Route } from './Route.js';
import { Snapshot } from './Snapshot.js';
import type { AnyCommand, Config, HttpRequest, Stack } from './sdk.js';

const clients = new WeakMap<Stack, PlainClient>();

/** A client whose middleware is the SDK's, with the routes learned for its operations. */
export class PlainClient {
  readonly #config: Config;
  readonly #snapshot: Snapshot;
  readonly #isPlain: boolean;
  /** By command class; `null` for operations without a route. */
  readonly #routes = new Map<unknown, Route | null>();

  private constructor(stack: Stack, config: Config) {
    this.#config = config;
    this.#snapshot = new Snapshot(stack, config);
    this.#isPlain = isPlain(stack, config);
  }

  /** Returns the client with this middleware and configuration; `undefined` if it is not a plain one. */
  static of(stack: Stack, config: Config): PlainClient | undefined {
    let client = clients.get(stack);
    if (client === undefined || !client.#snapshot.isCurrent(config)) {
      client = new PlainClient(stack, config);
      clients.set(stack, client);
    }
    return client.#isPlain ? client : undefined;
  }

  /** Returns the route of a command; `undefined` if it has yet to be learned, `null` if there is none. */
  routeOf(command: AnyCommand): Route | null | undefined {
    const route = this.#routes.get(command.constructor);
    return route?.isStale ? undefined : route;
  }

  /** Learns the route of a command from its request, as the SDK has signed it. */
  async learn(command: AnyCommand, signed: HttpRequest): Promise<void> {
    const route = await Route.learn(command, this.#config, signed).catch(() => null);
    this.#routes.set(command.constructor, route ?? null);
  }
}
