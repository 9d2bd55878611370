import type { Event } from '../../history/index.js';
import { parseEnvelope } from '../../payloads/index.js';
import { commandOf } from '../turns/commandOf.js';
import { commandName, hasName } from './commandName.js';
import { decidedTurns } from './decidedTurns.js';
import { NotRedrivableError } from './NotRedrivableError.js';
import { isFailure } from './outcomes.js';
import type { DecidedTurn } from './Stage.js';

/** Where a redrive leaves the history of the earlier run. */
export interface Cut {
  /** The event from which on turns are not repeated. Of later events, only successes count. */
  readonly at: number;
  /** The event whose command, and all later ones, are done again. */
  readonly from?: number | undefined;
  /** The failure that ended the run, if one did. */
  readonly culprit?: Event | undefined;
}

/**
 * Returns where a redrive leaves the history of a closed run.
 *
 * @param what - the run, for messages
 * @param from - the name of the first command to do again
 * @throws `NotRedrivableError` if no command has that name
 */
export function cutOf(what: string, events: readonly Event[], from: string | undefined): Cut {
  const turns = decidedTurns(events);
  if (from !== undefined) return cutBefore(what, turns, from);
  const closing = events.at(-1);
  const last = turns.at(-1);
  switch (closing?.name) {
    case 'WorkflowExecutionFailed': {
      const culprit = culpritOf(events, last, closing.attributes.reason);
      return { at: culprit?.id ?? last?.startedEventId ?? 0, culprit };
    }
    case 'WorkflowExecutionCanceled': {
      const request = events.find(({ name }) => name === 'WorkflowExecutionCancelRequested');
      if (request !== undefined) return { at: request.id };
      return { at: hasCarriedCancel(events) ? 0 : (last?.startedEventId ?? 0) };
    }
    default:
      return { at: (last?.startedEventId ?? 0) + 1 };
  }
}

function cutBefore(what: string, turns: readonly DecidedTurn[], from: string): Cut {
  for (const { startedEventId, commands } of turns) {
    const event = commands.find(one => isNamed(one, from));
    if (event !== undefined) return { at: startedEventId, from: event.id };
  }
  const names = [...new Set(turns.flatMap(({ commands }) => commands.flatMap(nameOf)))];
  const shown = names.slice(0, 20).join(', ') + (names.length > 20 ? ', …' : '');
  throw new NotRedrivableError(
    'noSuchCommand',
    what,
    `has no command ${JSON.stringify(from)} of its own`,
    names.length === 0 ? 'It has issued none' : `It has: ${shown}`,
  );
}

/** The commands that a redrive can begin with. */
const starts: ReadonlySet<string> = new Set([
  'ScheduleActivityTask',
  'StartTimer',
  'StartChildWorkflowExecution',
  'ScheduleLambdaFunction',
]);

function isNamed(event: Event, name: string): boolean {
  const command = commandOf(event);
  return command !== undefined && starts.has(command.kind) && hasName(command, name);
}

function nameOf(event: Event): string[] {
  const command = commandOf(event);
  return command !== undefined && starts.has(command.kind) ? [commandName(command)] : [];
}

/**
 * Returns the failure that a run ended with. An execution fails with the reason of the activity or child that
 * failed it; if the workflow threw another error, it did so because of a failure that its last turn saw.
 */
function culpritOf(
  events: readonly Event[],
  last: DecidedTurn | undefined,
  reason: string | undefined,
): Event | undefined {
  const hasReason = (event: Event) => isFailure(event) && reasonOf(event) === reason;
  const seen = last?.inputs ?? [];
  return seen.find(hasReason) ?? events.findLast(hasReason) ?? seen.find(isFailure);
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

/** Returns whether the run before has passed a cancel request on. */
const hasCarriedCancel = ([started]: readonly Event[]) =>
  started?.name === 'WorkflowExecutionStarted' &&
  parseEnvelope(started.attributes.input).cancel !== undefined;
