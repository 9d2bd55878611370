import { concat, dematerialize, map, materialize, NEVER, type Observable, switchMap } from 'rxjs';
import { WorkflowExecution } from '../../models/index.js';
import { Problem } from '../errors/Problem.js';
import { Frame } from '../streams/Frame.js';
import type { Call, Operation } from './Call.js';
import { checkedIds, idsOf, runOf } from './executionOf.js';
import { events } from './responses.js';

/*
 * The id of a frame is the id of its event. If the request names no run, the id has the run too, as in `12@22X56OQhwfy`:
 * by the time that the client resumes, another run may be the latest one.
 */

/** The history of an execution, as server-sent events that resume by `Last-Event-ID`. */
export const historyRoute: Operation = {
  name: 'readHistory',
  facts: call => {
    const { runId } = lastSeen(call);
    // A client that resumes a run is authorized for that run.
    return { ...(runId === undefined ? {} : { runId }), ...checkedIds(call) };
  },
  respond: call => {
    const { scheduler } = call.gateway;
    const fromEventId = lastSeen(call).eventId + 1;
    const isNamed = idsOf(call).runId !== undefined;
    const frames$ = followed(call).pipe(
      switchMap(run =>
        run.watchHistory({ fromEventId, scheduler }).pipe(
          map(event => new Frame(event, { id: isNamed ? `${event.id}` : `${event.id}@${run.runId}` })),
          materialize(),
        ),
      ),
      dematerialize(),
    );
    return events(call, frames$, { latest: false });
  },
};

/** Emits the run to follow, and does not complete: the run that one client has found serves all that come meanwhile. */
function followed(call: Call): Observable<WorkflowExecution> {
  const { domain } = call.gateway;
  const { workflowId, runId = lastSeen(call).runId } = idsOf(call);
  if (runId !== undefined) return concat([new WorkflowExecution({ domain, workflowId, runId })], NEVER);
  return call.streams.get(JSON.stringify(['run', workflowId]), () => concat(runOf(call), NEVER));
}

/** Returns the event that the client has seen last, and its run. */
function lastSeen(call: Call): { readonly eventId: number; readonly runId?: string } {
  const text = call.request.headers.get('last-event-id') ?? '';
  if (text === '') return { eventId: 0 };
  const [, eventId = '', runId] = /^(\d{1,9})(?:@([!-~]{1,64}))?$/.exec(text) ?? [];
  if (eventId === '')
    throw new Problem(400, 'InvalidHeader', 'Last-Event-ID must be the id of an event', {
      resource: 'Last-Event-ID',
    });
  return runId === undefined ? { eventId: Number(eventId) } : { eventId: Number(eventId), runId };
}
