import { randomUUID } from 'node:crypto';
import type { HttpRequest } from '../signing/HttpRequest.js';
import type { Identity } from '../signing/Scope.js';
import { successRecorder } from './isPlain.js';
import { learnRequest } from './learnRequest.js';
import { type ReadAttempt, responseReader } from './responseReader.js';
import type { AnyCommand, Attempt, Config, HttpResponse, SendOptions } from './sdk.js';

/** Difference between the clocks at which the SDK gets to correct its own, in milliseconds. */
const clockTolerance = 60_000;

/**
 * The result of a call: a plain success, or the outcome of its first attempt, which the SDK has to judge, or
 * neither if nothing was sent because the route no longer fits.
 */
export interface Result<O> {
  readonly success?: Attempt & { readonly output: O };
  readonly first?: () => Promise<Attempt>;
}

/** The short way of one operation on one client. */
export interface Route {
  /** Makes a call. Throws what the SDK throws before its first attempt. */
  call<O>(input: object, options: SendOptions, isAborted: () => boolean): Promise<Result<O>>;
  /** Reads the output of an attempt, unless the SDK has to judge it. */
  read<O>(attempt: Attempt): Promise<ReadAttempt<O>>;
}

/** Learns the route of an operation from the SDK's signed request; `undefined` if there is none. */
export async function learnRoute(
  command: AnyCommand,
  config: Config,
  signed: HttpRequest,
): Promise<Route | undefined> {
  const makeRequest = await learnRequest(command, config, signed);
  const recordSuccess = await successRecorder(config);
  const ignoresClock = await config.disableClockSkewCorrection?.();
  if (makeRequest === undefined || recordSuccess === undefined || ignoresClock) return undefined;
  const read = responseReader(command, config);
  const learnedFor = describe(await config.credentials(), await placeOf(config));
  const clockIsOff = ({ headers: { date } }: HttpResponse) =>
    date !== undefined && Math.abs(Date.parse(date) - Date.now() - config.systemClockOffset) > clockTolerance;

  const route: Route = {
    async call<O>(input: object, options: SendOptions, isAborted: () => boolean): Promise<Result<O>> {
      const identity = await config.credentials();
      if (describe(identity, await placeOf(config)) !== learnedFor) return {};
      const date = new Date(Date.now() + config.systemClockOffset);
      const request = await makeRequest(input, { identity, date, invocationId: randomUUID() });
      // Nothing is sent for a caller that has left meanwhile.
      if (isAborted()) throw Object.assign(new Error('Request aborted'), { name: 'AbortError' });
      let attempt: Attempt;
      try {
        attempt = await config.requestHandler.handle(request, options);
      } catch (error) {
        return { first: () => Promise.reject(error) };
      }
      const { response, output } = await route.read<O>(attempt);
      if (output === undefined) return { first: async () => ({ response }) };
      recordSuccess();
      return { success: { response, output } };
    },
    read: async <O>(attempt: Attempt) =>
      attempt.response.statusCode !== 200 || clockIsOff(attempt.response) ? attempt : read<O>(attempt),
  };
  return route;
}

/** Where the requests of a client go to. Each call asks anew, as a user's functions may provide it. */
const placeOf = async ({ region, endpoint }: Config): Promise<unknown> => [
  await region(),
  await endpoint?.(),
];

/** Describes what shows in the template of a request: its place, and the kind of the credentials. */
function describe(identity: Partial<Identity> = {}, place: unknown): string {
  const { accessKeyId, secretAccessKey, sessionToken, accountId } = identity;
  const kinds = [accessKeyId, secretAccessKey, sessionToken].map(member => typeof member);
  return JSON.stringify([place, kinds, accountId === undefined, '$source' in identity && identity.$source]);
}
