import { concatMap, type Observable, tap } from 'rxjs';
import { WorkflowExecution } from '../../models/index.js';
import { serviceNow } from '../../requests/index.js';
import { readTimeline } from '../../timeline/readTimeline.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { runOf } from '../session/runOf.js';
import type { TimelineCommandOptions } from './command.js';
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
    concatMap(({ domain, workflowId, runId = '' }) =>
      readTimeline(
        { workflowId, runId },
        {
          domain: domain.name,
          read: run => new WorkflowExecution({ domain, ...run }).history(),
          children: options.children === true,
          now: new Date(serviceNow(domain.client)),
          limit: childLimit,
          onLimit: () => terminal.note(`Only the first ${childLimit} runs of children are shown.\n`),
        },
      ),
    ),
    tap(timeline => terminal.print(timelineView(timeline, options, context.look()))),
  );
}
