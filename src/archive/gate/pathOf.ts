import type { Event, History } from '../../history/index.js';
import { stepOf } from '../../workflows/turns/stepOf.js';

/** The way that an execution took through its code. */
export interface Path {
  /** Identifies the path: two histories of a type with the same key took the same path. */
  readonly key: string;
  /** Each step followed by the next one, in the order of their first occurrence. */
  readonly transitions: readonly Transition[];
}

/** A step of a path that directly follows another, or the failure of a command. */
export interface Transition {
  readonly from: string;
  readonly to: string;
}

/**
 * Returns the path of a history: which commands and signals directly followed which others, by type, and which
 * commands failed. How often, with which payloads and how fast makes no difference, so that a loop is one path whatever
 * its length. A failure is no step of its own: when it came depends on other commands that ran at the same time.
 */
export function pathOf(history: History): Path {
  const transitions = new Map<string, Transition>();
  /** The steps of commands by the ids of their events. */
  const commands = new Map<number, string>();
  const add = (transition: Transition) => transitions.set(keyOf(transition), transition);
  let from = 'start';
  for (const event of history) {
    const failed = commands.get(failedIn(event));
    if (failed !== undefined)
      add({ from: failed, to: event.name.endsWith('TimedOut') ? 'timeout' : 'failure' });
    const to = stepOf(event);
    if (to === undefined) continue;
    add({ from, to });
    commands.set(event.id, to);
    from = to;
  }
  return { key: [...transitions.keys()].sort().join('\n'), transitions: [...transitions.values()] };
}

/** Returns the id of the event whose command fails with an event; -1 if none does. */
function failedIn(event: Event): number {
  switch (event.name) {
    case 'ActivityTaskFailed':
    case 'ActivityTaskTimedOut':
    case 'LambdaFunctionFailed':
    case 'LambdaFunctionTimedOut':
      return event.attributes.scheduledEventId ?? -1;
    case 'ChildWorkflowExecutionFailed':
    case 'ChildWorkflowExecutionTimedOut':
    case 'ChildWorkflowExecutionTerminated':
      return event.attributes.initiatedEventId ?? -1;
    default:
      return -1;
  }
}

/** Returns a text that identifies a transition. */
export const keyOf = ({ from, to }: Transition): string => `${from} > ${to}`;
