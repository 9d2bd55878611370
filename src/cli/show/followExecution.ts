import {
  asyncScheduler,
  connect,
  endWith,
  finalize,
  ignoreElements,
  merge,
  type Observable,
  type SchedulerLike,
  takeUntil,
  tap,
  timer,
} from 'rxjs';
import type { Event, History } from '../../history/index.js';
import type { WorkflowExecution } from '../../models/index.js';
import { omitUndefined } from '../../values/index.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { outageNotes } from '../frame/outageNotes.js';
import { Progress } from '../frame/Progress.js';
import { printLine } from '../frame/printLine.js';
import { eventText } from './eventText.js';
import { type FollowedState, follow } from './follow.js';
import { type FollowedEvent, followedView, progressText } from './followedView.js';
import { toReport } from './toReport.js';
import { reportView } from './view.js';

/** Milliseconds between two updates of the age in the progress line. */
const tick = 1_000;

/**
 * Shows an execution as it is, and then what happens in it and in its children, an event a line, until it ends. A
 * terminal shows at its end how much is open.
 */
export function followExecution(
  context: CommandContext,
  execution: WorkflowExecution,
  scheduler: SchedulerLike = asyncScheduler,
): Observable<unknown> {
  const progress = new Progress(context.terminal);
  let latest: History | undefined;
  const update = () => {
    if (latest?.execution.isOpen) progress.show(progressText(toReport(execution, latest), context.look()));
  };
  const print = (state: FollowedState) => {
    const { history, depth } = state;
    progress.clear();
    if (latest === undefined) {
      const report = toReport(execution, history);
      printLine(context, report, look => reportView(report, look));
    }
    for (const event of state.events) printEvent(context, state, event);
    if (depth === 0) latest = history;
    update();
  };
  const note = (text: string) => {
    progress.clear();
    context.terminal.note(text);
  };
  return follow(execution, outageNotes({ note })).pipe(
    tap(print),
    connect(states$ => {
      const ended$ = states$.pipe(ignoreElements(), endWith(true));
      const ticks$ = timer(tick, tick, scheduler).pipe(tap(update), ignoreElements());
      return merge(states$, context.terminal.showsProgress ? ticks$.pipe(takeUntil(ended$)) : []);
    }),
    finalize(() => progress.clear()),
  );
}

function printEvent(
  context: CommandContext,
  { execution, depth, history }: FollowedState,
  event: Event,
): void {
  const text = eventText(event, history, execution);
  if (text === undefined) return;
  const { workflowId, runId } = execution;
  const followed: FollowedEvent = {
    time: event.timestamp.toISOString(),
    workflowId,
    ...omitUndefined({ runId }),
    depth,
    eventId: event.id,
    event: event.name,
    text,
  };
  printLine(context, followed, look => followedView(followed, look));
}
