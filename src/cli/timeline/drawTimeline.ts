import { concatMap, type Observable, tap } from 'rxjs';
import type { CommandContext } from '../frame/CommandContext.js';
import { runOf } from '../session/runOf.js';
import type { TimelineCommandOptions } from './command.js';
import { readTimeline } from './readTimeline.js';
import { timelineView } from './view.js';

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
        now: new Date(context.look().now),
        onLimit: limit => terminal.note(`Only the first ${limit} runs of children are shown.\n`),
      }),
    ),
    tap(timeline => terminal.print(timelineView(timeline, options, context.look()))),
  );
}
