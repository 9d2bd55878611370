import { History } from '../../history/index.js';
import { type DataConverter, jsonConverter } from '../../payloads/index.js';
import { describeError, isInstance } from '../../requests/index.js';
import { replay } from '../../testing/index.js';
import { typeKey } from '../../values/index.js';
import { type AnyWorkflow, NonDeterminismError } from '../../workflows/index.js';
import type { ArchivedHistory } from '../files/ArchivedHistory.js';
import { type Path, pathOf } from './pathOf.js';

/** The run that a check is about. */
export interface CheckedRun {
  readonly workflowId: string;
  readonly runId: string;
  readonly type: string;
  readonly isOpen: boolean;
  /** Number of events. */
  readonly length: number;
}

/** A difference between the code and a history. Plain data, because it may come from another thread. */
export interface Break {
  readonly name: string;
  readonly message: string;
  /** The event that the code does not account for, if there is one. */
  readonly eventId?: number;
  /** The history's side of the difference, and the code's. */
  readonly recorded?: string;
  readonly issued?: string;
}

/** The outcome of a check: `path` is absent for a type that the module doesn't define. */
export interface CheckedHistory {
  readonly run: CheckedRun;
  readonly path?: Path;
  readonly broken?: Break;
}

/** Determines the path of a history and, if `replays`, replays it. */
export function checkHistory(
  workflows: ReadonlyMap<string, AnyWorkflow>,
  archived: ArchivedHistory,
  { replays, converter = jsonConverter }: { readonly replays: boolean; readonly converter?: DataConverter },
): CheckedHistory {
  const { workflowId, runId, status, events } = archived;
  const type = typeKey(archived.workflowType);
  const run: CheckedRun = { workflowId, runId, type, isOpen: status === 'OPEN', length: events.length };
  const workflow = workflows.get(type);
  if (workflow === undefined) return { run };
  try {
    const history = History.from(events, { converter });
    const path = pathOf(history);
    try {
      if (replays) replay(workflow, history, { workflowId, runId, dataConverter: converter });
      return { run, path };
    } catch (error) {
      return { run, path, broken: breakOf(error) };
    }
  } catch (error) {
    // A damaged history has no path of its own.
    return { run, path: { key: 'unreadable', transitions: [] }, broken: breakOf(error) };
  }
}

function breakOf(error: unknown): Break {
  const { name, message } = describeError(error);
  if (!isInstance(error, NonDeterminismError)) return { name, message };
  const { eventId, recorded, issued } = error;
  return {
    name,
    message,
    ...(eventId !== undefined && { eventId }),
    ...(recorded !== undefined && { recorded }),
    ...(issued !== undefined && { issued }),
  };
}

/** Returns workflows by their type. */
export const byType = (workflows: readonly AnyWorkflow[]): ReadonlyMap<string, AnyWorkflow> =>
  new Map(workflows.map(workflow => [typeKey(workflow), workflow]));
