import { defer, map, type Observable } from 'rxjs';
import { toExecutionId } from '../../models/ids.js';
import {
  type AnyExecutionId,
  type DomainOrName,
  fetchHistory,
  type History,
  toDomain,
} from '../../models/index.js';
import type { Exposed } from '../context/exposed.js';
import type { Outcome } from '../replay/Outcome.js';
import { Run } from '../replay/Run.js';
import { firstSemantics } from '../replay/Semantics.js';
import type { WorkflowDefinition } from '../workflow.js';

/** What a query sees of an execution, as of its last decision. */
export interface ExecutionView<O> {
  /** What the pipeline emitted last. */
  readonly latest: O | undefined;
  /** The value that the workflow shows under a key (`context.expose`); `undefined` where it shows none. */
  read<T>(key: Exposed<T>): T | undefined;
  /** How the pipeline has ended, if it has. */
  readonly outcome: Outcome['kind'] | undefined;
  /** How many signals nobody has listened to. */
  readonly waitingSignals: number;
  /** The history that was replayed. */
  readonly history: History;
}

/**
 * Asks a running or closed execution: reads its history, replays it in this process, and emits what `read` finds.
 * The execution is told nothing of it. Errors as the worker would where the code does not agree with the history,
 * and with `DoesNotExistError` where there is no such execution.
 *
 * @param execution - the run, by its ids
 * @param read - what to look at; it must change nothing
 * @example
 * ```ts
 * import { query, type WorkflowDefinition } from 'rx-swf/workflows';
 *
 * export const latestOf = <O>(workflow: WorkflowDefinition<never, O>, runId: string) =>
 *   query(workflow, 'media', { workflowId: 'album-7', runId }, ({ latest }) => latest);
 * ```
 */
export function query<I, O, R>(
  workflow: WorkflowDefinition<I, O>,
  domain: DomainOrName,
  execution: AnyExecutionId,
  read: (view: ExecutionView<O>) => R,
): Observable<R> {
  return defer(() => {
    const { name, dataConverter: converter } = toDomain(domain);
    const run = new Run({
      workflow,
      domain: name,
      execution: toExecutionId(execution),
      converter,
      semantics: firstSemantics,
      ambient: 'durable',
      watchPromises: false,
    });
    return fetchHistory(toDomain(domain), execution, {}).pipe(
      map(history => {
        run.replay(history, true);
        return read(viewOf<O>(run, history));
      }),
    );
  });
}

function viewOf<O>({ program: { pipeline, signals, journal } }: Run, history: History): ExecutionView<O> {
  return {
    // What the pipeline emits and shows is of the types of its definition and its keys.
    latest: pipeline.latest as O | undefined,
    read: <T>({ name }: Exposed<T>) => journal.read(name) as T | undefined,
    outcome: pipeline.outcome?.kind,
    waitingSignals: signals.waiting,
    history,
  };
}
