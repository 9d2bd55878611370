import type { SWFClient } from '@aws-sdk/client-swf';
import { defer, map, type Observable } from 'rxjs';
import { isLocalRegion, isRegion } from '../../../settings/region.js';
import { fail, ok, type Result } from '../findings/Finding.js';

/** Says which region is called. */
export const checkRegion = (client: SWFClient): Observable<Result> =>
  defer(() => client.config.region()).pipe(
    map(region => {
      if (!isRegion(region))
        return fail(
          `"${region}" is not a valid region`,
          'Set AWS_REGION or --region, for example to us-east-1.',
        );
      return ok(isLocalRegion(region) ? `${region}, of a local service` : region);
    }),
  );
