import { distinctUntilChanged, map, type Observable, skipWhile } from 'rxjs';
import type { StatusRecord } from '../../remote/wire/records.js';
import { pacerOf } from '../../requests/index.js';
import type { GatewayConfiguration } from '../options/GatewayOptions.js';
import { Frame } from './Frame.js';

/** Emits a frame when the gateway no longer gets through to SWF, and when it does again. At first, only in an outage. */
export const outages = ({ domain, scheduler }: GatewayConfiguration): Observable<Frame> =>
  pacerOf(domain.client, scheduler).outage$.pipe(
    map(
      (outage): StatusRecord =>
        outage === undefined ? {} : { cause: outage.cause, since: new Date(outage.since).toISOString() },
    ),
    skipWhile(({ cause }) => cause === undefined),
    distinctUntilChanged((before, now) => before.cause === now.cause),
    map(status => new Frame(status, { event: 'status' })),
  );
