import { map, mergeMap, type Observable } from 'rxjs';
import { WorkflowExecution } from '../../models/index.js';
import { serviceNow } from '../../requests/index.js';
import { type Timeline, timelineOf } from '../../timeline/index.js';
import { readTimeline } from '../../timeline/readTimeline.js';
import { spaced } from '../streams/spaced.js';
import type { Call, Operation } from './Call.js';
import { checkedIds, idsOf, runOf } from './executionOf.js';
import { flagOf } from './readQuery.js';
import { json, versions, wantsEvents } from './responses.js';

/** Most runs of children in a timeline, and the depth to which they are read. */
const bounds = { limit: 100, depth: 5 };

/** The timeline of a run: as JSON, or all changes as server-sent events. */
export const timelineRoute: Operation = {
  name: 'readTimeline',
  facts: call => {
    const ids = checkedIds(call, wantsEvents(call.request) ? [] : ['children']);
    withChildren(call);
    return ids;
  },
  respond: call => {
    const ids = idsOf(call);
    const children = withChildren(call);
    if (wantsEvents(call.request))
      return versions(call, { key: JSON.stringify(['timeline', ids]), values$: () => watchTimeline(call) });
    return call.streams
      .get(JSON.stringify(['timeline', ids, children]), () => timelineIn(call, children))
      .pipe(map(timeline => json(timeline)));
  },
};

const withChildren = ({ url }: Call): boolean =>
  flagOf('children', url.searchParams.get('children')) ?? false;

function timelineIn(call: Call, children: boolean): Observable<Timeline> {
  const { domain } = call.gateway;
  return runOf(call).pipe(
    mergeMap(({ workflowId, runId = '' }) =>
      readTimeline(
        { workflowId, runId },
        {
          domain: domain.name,
          read: run => new WorkflowExecution({ domain, ...run }).history(),
          children,
          now: new Date(serviceNow(domain.client)),
          ...bounds,
        },
      ),
    ),
  );
}

/** Emits the timeline with each change of the history. Open spans end with its last event. */
function watchTimeline(call: Call): Observable<Timeline> {
  const { domain, scheduler } = call.gateway;
  return runOf(call).pipe(
    mergeMap(({ workflowId, runId = '' }) =>
      new WorkflowExecution({ domain, workflowId, runId })
        .watchState({ scheduler })
        .pipe(spaced(history => timelineOf(history, { domain: domain.name, workflowId, runId }), scheduler)),
    ),
  );
}
