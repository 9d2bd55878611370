import type { SWFClient } from '@aws-sdk/client-swf';
import { asyncScheduler } from 'rxjs';

/**
 * The time of the service that a client calls, in milliseconds since the epoch. The transport of an embedded SWF tells
 * the time of its clock, which may be manual or skip; for others the machine's clock is taken.
 */
export function serviceNow(client: SWFClient): number {
  // A client made for a test may have no configuration.
  const { requestHandler }: { requestHandler?: object } = client.config ?? {};
  const tells = requestHandler !== undefined && 'now' in requestHandler ? requestHandler.now : undefined;
  const now: unknown = typeof tells === 'function' ? Reflect.apply(tells, requestHandler, []) : undefined;
  return typeof now === 'number' ? now : asyncScheduler.now();
}
