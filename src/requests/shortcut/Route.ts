import { uuid } from '../uuid.js';
import { successRecorder } from './isPlain.js';
import { type ReadResponse, responseReader } from './responseReader.js';
import type { AnyCommand, Attempt, Config, HttpRequest, HttpResponse, Identity, SendOptions } from './sdk.js';
import { Template } from './Template.js';

/** Difference between the clocks at which the SDK gets to correct its own, in milliseconds. */
const clockTolerance = 60_000;

/**
 * The result of a call: a plain success, or the outcome of its first attempt, which the SDK has to judge, or
 * neither if nothing was sent.
 */
export interface Result<O> {
  readonly success?: Attempt & { readonly output: O };
  readonly first?: () => Promise<Attempt>;
}

/** What a route consists of. */
interface Parts {
  readonly config: Config;
  readonly template: Template;
  readonly identity: Identity;
  readonly read: ReadResponse;
  readonly recordSuccess: () => void;
}

/** The short way of one operation on one client. */
export class Route {
  readonly #parts: Parts;
  #isStale = false;

  private constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Learns the route of an operation from the SDK's signed request; `undefined` if there is none. */
  static async learn(command: AnyCommand, config: Config, signed: HttpRequest): Promise<Route | undefined> {
    const template = await Template.of(command, config, signed);
    const recordSuccess = await successRecorder(config);
    if (template === undefined || recordSuccess === undefined) return undefined;
    const [identity, read] = [await config.credentials(), responseReader(command, config)];
    return new Route({ config, template, identity, read, recordSuccess });
  }

  /** Whether the credentials are no longer of the kind of the template, which shows in its headers. */
  get isStale(): boolean {
    return this.#isStale;
  }

  /** Makes a call. Throws errors of credentials and of serialization, which the SDK does not retry. */
  async call<O>(input: object, options: SendOptions): Promise<Result<O>> {
    const { config, template, read, recordSuccess } = this.#parts;
    const identity = await config.credentials();
    this.#isStale ||= identity !== this.#parts.identity && kindOf(identity) !== kindOf(this.#parts.identity);
    if (this.#isStale) return {};
    const date = new Date(Date.now() + config.systemClockOffset);
    const request = await template.make(input, { identity, date, invocationId: uuid() });
    let attempt: Attempt;
    try {
      attempt = await config.requestHandler.handle(request, options);
    } catch (error) {
      return { first: () => Promise.reject(error) };
    }
    const { response } = attempt;
    if (response.statusCode !== 200 || this.#clockIsOff(response)) return { first: async () => attempt };
    const { output, body } = await read<O>(response);
    if (output === undefined) return { first: async () => ({ response: Object.assign(response, { body }) }) };
    recordSuccess();
    return { success: { response, output } };
  }

  #clockIsOff({ headers }: HttpResponse): boolean {
    const served = headers['date'];
    if (served === undefined) return false;
    return Math.abs(Date.parse(served) - Date.now() - this.#parts.config.systemClockOffset) > clockTolerance;
  }
}

/** Describes what of the credentials shows in the headers of a request. */
const kindOf = ({ sessionToken, accountId, ...identity }: Identity): string =>
  JSON.stringify([
    sessionToken === undefined,
    accountId === undefined,
    '$source' in identity && identity.$source,
  ]);
