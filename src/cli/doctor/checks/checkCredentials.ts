import type { SWFClient } from '@aws-sdk/client-swf';
import { defer, map, type Observable, type SchedulerLike } from 'rxjs';
import { durationText } from '../../frame/times.js';
import { fail, ok, type Result, warn } from '../findings/Finding.js';

/** Milliseconds before their end from which on credentials are a problem soon. */
const soon = 15 * 60_000;

const renew = 'Renew them, for example with "aws sso login".';

/** Says whether there are credentials, and until when they are valid. Whether SWF accepts them is another check. */
export const checkCredentials = (client: SWFClient, scheduler: SchedulerLike): Observable<Result> =>
  defer(() => client.config.credentials()).pipe(
    map(({ accessKeyId, sessionToken, expiration }) => {
      const key = `access key ${accessKeyId.slice(0, 4)}…${sessionToken === undefined ? '' : ', temporary'}`;
      if (expiration === undefined) return ok(key);
      const left = expiration.getTime() - scheduler.now();
      if (left <= 0) return fail(`${key}, expired ${durationText(-left)} ago`, renew);
      const valid = `${key}, valid for ${durationText(left)}`;
      return left < soon ? warn(valid, renew) : ok(valid);
    }),
  );
