import type { SWFClient } from '@aws-sdk/client-swf';
import { asyncScheduler } from 'rxjs';

/**
 * Returns the current time of the service that a client calls, in milliseconds since the epoch. The transport
 * of an embedded SWF provides the time of its own clock, which may be a manual clock or skip time; for all
 * other services, the system clock is used, corrected by what the SDK has found it to be off. That is minutes: SWF
 * refuses signatures from a clock that is off by more than five.
 */
export function serviceNow(client: SWFClient): number {
  // A mocked client may have no configuration.
  const config: { requestHandler?: object; systemClockOffset?: number } = client.config ?? {};
  const { requestHandler, systemClockOffset = 0 } = config;
  const tells = requestHandler !== undefined && 'now' in requestHandler ? requestHandler.now : undefined;
  const now: unknown = typeof tells === 'function' ? Reflect.apply(tells, requestHandler, []) : undefined;
  return typeof now === 'number' ? now : asyncScheduler.now() + systemClockOffset;
}
