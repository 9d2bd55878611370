import type { SWFClient } from '@aws-sdk/client-swf';
import { catchError, defer, from, map, type Observable, of, throwError } from 'rxjs';
import { isInstance } from '../descriptions/isError.js';
import { InvalidCredentialsError } from '../errors/SwfError.js';
import { toSwfError } from '../errors/sdk/toSwfError.js';

// Recovery from expired credentials and a wrong clock. Several pollers have their calls rejected at the same
// time, some of them only after the first has already recovered. Each call therefore belongs to a generation
// of its client, and a new generation begins when the credentials or the clock have been corrected. A
// rejection from an earlier generation needs no recovery: the call can be retried at once. A generation in
// which no call has succeeded is not recovered again; without this rule, permanently invalid credentials
// would be renewed forever.

/** Errors that new credentials may resolve. */
const renewable = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'RequestExpired',
  'InvalidClientTokenId',
  'UnrecognizedClientException',
]);

/** State of a client's credentials and clock. */
interface Standing {
  generation: number;
  /** True if a call has succeeded in this generation. Otherwise the next one would fare no better. */
  hasWorked: boolean;
  /** Clock offset at the last correction, in milliseconds. */
  offset: number | undefined;
  /** The credential renewal in progress. */
  renewal: Promise<boolean> | undefined;
}

/** The part of an SDK client that can be corrected. Clients of other services have it too. */
export interface CorrectableClient {
  readonly config: Pick<SWFClient['config'], 'credentials' | 'systemClockOffset'>;
}

const standings = new WeakMap<CorrectableClient, Standing>();
const generations = new WeakMap<object, number>();

/** Returns the generation of a call that begins now. */
export function generationOf(client: CorrectableClient): number {
  return standings.get(client)?.generation ?? 0;
}

/** Records the generation of the call that failed with an error. */
export function noteGeneration(error: object, generation: number): void {
  generations.set(error, generation);
}

/** Records that a client's credentials and clock are valid. */
export function noteSuccess(client: CorrectableClient): void {
  const standing = standings.get(client);
  if (standing !== undefined) standing.hasWorked = true;
}

/** Makes a call whose outcome counts for {@link recover}. Rejects with an `SwfError`. */
export async function correctableCall<T>(client: CorrectableClient, call: () => Promise<T>): Promise<T> {
  const generation = generationOf(client);
  try {
    const answer = await call();
    noteSuccess(client);
    return answer;
  } catch (error) {
    const failure = toSwfError(error);
    noteGeneration(failure, generation);
    throw failure;
  }
}

/**
 * Recovers from errors that would otherwise end a long-running actor: requests new credentials from the
 * provider when they have expired, and allows a retry when the clock was wrong, which the SDK corrects from
 * the rejection. Emits whether the call may succeed now; errors if the provider does.
 */
export function recover(client: CorrectableClient, error: unknown): Observable<boolean> {
  return defer(() => {
    if (!isInstance(error, InvalidCredentialsError)) return of(false);
    const isOfClock = /^Signature (expired|not yet current)/.test(error.message);
    if (!isOfClock && !renewable.has(error.kind)) return of(false);
    const standing = standingOf(client);
    const generation = generations.get(error) ?? standing.generation;
    if (generation < standing.generation) return of(true);
    if (!standing.hasWorked) return of(false);
    const recovered$ = isOfClock ? of(hasNewOffset(client, standing)) : from(renewed(client, standing));
    return recovered$.pipe(
      map(recovered => {
        if (recovered && generation === standing.generation)
          Object.assign(standing, { generation: generation + 1, hasWorked: false });
        return recovered;
      }),
      catchError((failure: unknown) => throwError(() => toSwfError(failure))),
    );
  });
}

function standingOf(client: CorrectableClient): Standing {
  const known = standings.get(client);
  // `hasWorked` starts as true: the first rejection may be due to credentials that were cached long before.
  const standing = known ?? { generation: 0, hasWorked: true, offset: undefined, renewal: undefined };
  standings.set(client, standing);
  return standing;
}

/** Resolves with whether the provider returned new credentials. Concurrent callers share one request. */
function renewed(client: CorrectableClient, standing: Standing): Promise<boolean> {
  standing.renewal ??= renew(client).finally(() => {
    standing.renewal = undefined;
  });
  return standing.renewal;
}

async function renew({ config }: CorrectableClient): Promise<boolean> {
  const before = await config.credentials();
  const after = await config.credentials({ forceRefresh: true });
  return before.accessKeyId !== after.accessKeyId || before.sessionToken !== after.sessionToken;
}

/** Returns whether the clock offset has changed: a second rejection with the same offset is final. */
function hasNewOffset(client: CorrectableClient, standing: Standing): boolean {
  const { systemClockOffset } = client.config;
  const known = standing.offset;
  standing.offset = systemClockOffset;
  return known === undefined || Math.abs(systemClockOffset - known) > 1000;
}
