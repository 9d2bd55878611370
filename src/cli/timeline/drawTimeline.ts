import { concatMap, type Observable, tap } from 'rxjs';
import { serviceNow } from '../../requests/index.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { runOf } from '../session/runOf.js';
import type { TimelineCommandOptions } from './command.js';
import { readTimeline } from './readTimeline.js';
import { timelineView } from './view.js';

/** Largest number of runs of children. The executions below one have no cycles, but may be as many as a domain has. */
const childLimit = 100;

/** Draws the timeline of an execution. */
export function drawTimeline(
  context: CommandContext,
  options: TimelineCommandOptions,
  workflowId: string,
): Observable<unknown> {
  const { terminal, connection } = context;
  return runOf(connection, workflowId, options.runId).pipe(
    concatMap(run =>
      readTimeline(run, {
        children: options.children === true,
        now: new Date(serviceNow(run.domain.client)),
        limit: childLimit,
        onLimit: () => terminal.note(`Only the first ${childLimit} runs of children are shown.\n`),
      }),
    ),
    tap(timeline => terminal.print(timelineView(timeline, options, context.look()))),
  );
}
