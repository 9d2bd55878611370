import type { Event } from '../../history/index.js';
import type { CommandIdentity } from '../turns/CommandIdentity.js';
import { commandOf, originOf } from '../turns/commandOf.js';
import { isFailure } from './outcomes.js';
import type { DecidedTurn } from './Stage.js';

/**
 * Returns the failure that a failed execution ended with. It has the reason of the activity or child that failed it
 * or, if the workflow threw an error of its own, one that contains the message of that failure. Otherwise, the
 * workflow threw because of a failure that its last turn saw. If it saw other failures just before and did nothing
 * about them, as when it waits for all of its branches, returns the first of them.
 */
export function culpritOf(
  events: readonly Event[],
  turns: readonly DecidedTurn[],
  reason: string | undefined,
): Event | undefined {
  const failures = awaitedFailures(events);
  const seen = (turns.at(-1)?.inputs ?? []).filter(event => failures.has(event));
  const hasReason = (event: Event) => reasonOf(event) === reason;
  const isNamed = (event: Event) => reason?.includes(failures.get(event) ?? '') === true;
  const all = [...failures.keys()];
  const last = seen.find(hasReason) ?? all.findLast(hasReason) ?? all.findLast(isNamed) ?? seen[0];
  if (last === undefined) return undefined;
  return turns
    .slice(beginOfQuiet(turns, last))
    .flatMap(({ inputs }) => inputs)
    .find(event => failures.has(event) || event === last);
}

/** Returns the index of the first turn from which on the workflow issued nothing before it saw an event. */
function beginOfQuiet(turns: readonly DecidedTurn[], event: Event): number {
  const at = turns.findIndex(({ inputs }) => inputs.includes(event));
  const isBusy = ({ commands }: DecidedTurn) => commands.some(one => commandOf(one) !== undefined);
  return turns.slice(0, Math.max(0, at)).findLastIndex(isBusy) + 1;
}

/**
 * Returns the failures that the workflow may have waited for, each with the text that names it in the message of its
 * error. What the workflow has canceled may fail later, which changes nothing.
 */
function awaitedFailures(events: readonly Event[]): ReadonlyMap<Event, string> {
  const failures = new Map<Event, string>();
  const commands = new Map<number, CommandIdentity>();
  const canceled = new Set<string>();
  for (const event of events) {
    const command = commandOf(event);
    if (command !== undefined) {
      commands.set(event.id, command);
      const target = canceledBy(command);
      if (target === undefined) canceled.delete(`${command.kind} ${command.id}`);
      else canceled.add(target);
    }
    const failed = commands.get(originOf(event));
    if (failed === undefined || !isFailure(event) || canceled.has(`${failed.kind} ${failed.id}`)) continue;
    const { kind, id, subject } = failed;
    failures.set(event, kind === 'ScheduleLambdaFunction' ? `'${subject}'` : `'${id}' (${subject})`);
  }
  return failures;
}

/** Returns the kind and the id of what a command cancels. */
function canceledBy({ kind, id }: CommandIdentity): string | undefined {
  switch (kind) {
    case 'RequestCancelActivityTask':
      return `ScheduleActivityTask ${id}`;
    case 'RequestCancelExternalWorkflowExecution':
      return `StartChildWorkflowExecution ${id}`;
    default:
      return undefined;
  }
}

/** Returns the reason that an uncaught failure gives the execution. */
function reasonOf(event: Event): string | undefined {
  switch (event.name) {
    case 'ActivityTaskTimedOut':
      return `timed out: ${event.attributes.timeoutType}`;
    case 'ActivityTaskCanceled':
    case 'ChildWorkflowExecutionCanceled':
      return 'was canceled';
    case 'ChildWorkflowExecutionTimedOut':
    case 'LambdaFunctionTimedOut':
      return 'timed out';
    case 'ChildWorkflowExecutionTerminated':
      return 'was terminated';
    case 'ActivityTaskFailed':
    case 'ChildWorkflowExecutionFailed':
    case 'LambdaFunctionFailed':
      return event.attributes.reason ?? 'failed';
    default:
      return undefined;
  }
}
