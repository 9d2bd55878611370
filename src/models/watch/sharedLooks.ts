import type { SWFClient } from '@aws-sdk/client-swf';
import type { Observable } from 'rxjs';
import type { PacedOperation } from '../../requests/index.js';
import { Groups } from './Groups.js';
import type { Look } from './Look.js';
import { lookAtModel, type ModelGroups } from './looks.js';
import type { WatchOptions } from './WatchOptions.js';

/** Looks at one thing, by the client of the subscriber. */
export type SharedLooks<S> = (client: SWFClient, options: WatchOptions) => Observable<Look<S>>;

/**
 * Returns looks at a thing that one request shows.
 *
 * @param groups - shares the looks with those of the same name in the same groups
 */
export function sharedLooks<S>(
  name: string,
  operation: PacedOperation,
  ask: Observable<S>,
  groups: ModelGroups<S> = new Groups(),
): SharedLooks<S> {
  return (client, { interval = 30_000, scheduler, ...callbacks }) =>
    lookAtModel(groups, { client, domain: '', scheduler, name, operation }, ask, {
      ...callbacks,
      interval: () => interval,
      wantsDetail: false,
      wantsEnd: false,
    });
}
