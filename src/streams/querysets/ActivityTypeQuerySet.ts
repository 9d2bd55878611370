import { ListActivityTypesCommand } from '@aws-sdk/client-swf';
import { map, type Observable } from 'rxjs';
import { ActivityType, type ActivityTypeOptions, activityTypeFrom } from '../../models/index.js';
import { checkIsOptions, type Page, request } from '../../requests/index.js';
import type { LiveItems } from './live/LiveItems.js';
import { SharedPolls } from './live/SharedPolls.js';
import { type ListTypesInput, type LiveTypes, TypeQuerySet } from './TypeQuerySet.js';

const polls = new SharedPolls<LiveItems<ActivityType>>();

/**
 * The activity types of a domain, like a Django manager (`ListActivityTypes`, `DescribeActivityType`).
 *
 * @example
 * ```ts
 * import { ActivityTypeQuerySet } from 'rx-swf';
 *
 * const types = new ActivityTypeQuerySet('media');
 * types.filter({ status: 'DEPRECATED' }).subscribe(type => console.log(`${type}`));
 * types.getOrCreate({ name: 'Resize', version: '1' }).subscribe();
 * ```
 */
export class ActivityTypeQuerySet extends TypeQuerySet<ActivityType, ActivityTypeOptions> {
  override get(name: string, version: string): Observable<ActivityType> {
    return new ActivityType({ domain: this.domain, name, version }).upstream();
  }

  override create(options: Omit<ActivityTypeOptions, 'domain'>): Observable<ActivityType> {
    checkIsOptions('create()', options);
    return new ActivityType({ ...options, domain: this.domain }).save();
  }

  protected override readonly live: LiveTypes<ActivityType> = {
    kind: 'activity types',
    list: 'ListActivityTypes',
    describe: 'DescribeActivityType',
    polls,
  };

  protected override list(input: ListTypesInput): Observable<Page<ActivityType>> {
    return request(this.domain.client, ListActivityTypesCommand, { ...input }).pipe(
      map(({ typeInfos = [], nextPageToken }) => ({
        items: typeInfos.map(info => activityTypeFrom(this.domain, info)),
        nextPageToken,
      })),
    );
  }
}
