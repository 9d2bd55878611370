import { map } from 'rxjs';
import type { CountList } from '../../remote/wire/lists.js';
import { countByState, listingsOf, watchCounts } from '../../streams/index.js';
import type { Operation } from './Call.js';
import { readSelection } from './readQuery.js';
import { json, versions, wantsEvents } from './responses.js';

/** The numbers of executions by state: as JSON, or all changes as server-sent events. */
export const countsRoute: Operation = {
  name: 'readExecutions',
  facts: ({ url }) => {
    // Fails on a range that is empty.
    listingsOf(readSelection(url.searchParams));
    return {};
  },
  respond: call => {
    const { request, url, gateway, streams } = call;
    const selection = readSelection(url.searchParams);
    const { domain, scheduler } = gateway;
    const key = JSON.stringify(['counts', selection]);
    if (!wantsEvents(request))
      return streams
        .get(`once ${key}`, () => countByState(domain, selection).pipe(map(toList)))
        .pipe(map(list => json(list)));
    return versions(call, {
      key,
      values$: () => watchCounts(domain, selection, { scheduler }).pipe(map(toList)),
    });
  },
};

const toList = (counts: CountList['counts']): CountList => ({ counts });
