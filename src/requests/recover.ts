import type { SWFClient } from '@aws-sdk/client-swf';
import { catchError, defer, from, map, type Observable, of, throwError } from 'rxjs';
import { isInstance } from './describeError.js';
import { InvalidCredentialsError } from './errors.js';
import { toSwfError } from './toSwfError.js';

// Calls of several pollers are refused at the same time, and some of them only when the first has recovered. So each
// call is of a generation of its client, which begins when credentials or clock have been put right: a refusal of an
// earlier generation is settled already.

/** Refusals that new credentials may settle. */
const renewable = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'RequestExpired',
  'InvalidClientTokenId',
  'UnrecognizedClientException',
]);

/** What is known of a client's credentials and clock. */
interface Standing {
  generation: number;
  /** Whether a call has succeeded in this generation. Without that there is no next: it would be no better. */
  hasWorked: boolean;
  /** By how much its clock was off when it was last put right. */
  offset: number | undefined;
  /** The renewal of its credentials that is under way. */
  renewal: Promise<boolean> | undefined;
}

const standings = new WeakMap<SWFClient, Standing>();
const generations = new WeakMap<object, number>();

/** The generation of a call that begins now. */
export function generationOf(client: SWFClient): number {
  return standings.get(client)?.generation ?? 0;
}

/** Notes the generation of the call that an error is of. */
export function noteGeneration(error: object, generation: number): void {
  generations.set(error, generation);
}

/** Notes that a client's credentials and clock are good. */
export function noteSuccess(client: SWFClient): void {
  const standing = standings.get(client);
  if (standing !== undefined) standing.hasWorked = true;
}

/**
 * Puts right what would otherwise end an actor that has run for long: asks the provider of credentials that have
 * expired for new ones, and lets a client whose clock was wrong, which the SDK corrects by the refusal, try again.
 * Emits whether the call may succeed now; errors with what the provider errors with.
 */
export function recover(client: SWFClient, error: unknown): Observable<boolean> {
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

function standingOf(client: SWFClient): Standing {
  const known = standings.get(client);
  // The first refusal of a client may be due to what its set-up has kept for long.
  const standing = known ?? { generation: 0, hasWorked: true, offset: undefined, renewal: undefined };
  standings.set(client, standing);
  return standing;
}

/** Whether the provider has had other credentials; asked once for all who wait. */
function renewed(client: SWFClient, standing: Standing): Promise<boolean> {
  standing.renewal ??= renew(client).finally(() => {
    standing.renewal = undefined;
  });
  return standing.renewal;
}

async function renew({ config }: SWFClient): Promise<boolean> {
  const before = await config.credentials();
  const after = await config.credentials({ forceRefresh: true });
  return before.accessKeyId !== after.accessKeyId || before.sessionToken !== after.sessionToken;
}

/** The second refusal with the same clock is final. */
function hasNewOffset(client: SWFClient, standing: Standing): boolean {
  const { systemClockOffset } = client.config;
  const known = standing.offset;
  standing.offset = systemClockOffset;
  return known === undefined || Math.abs(systemClockOffset - known) > 1000;
}
