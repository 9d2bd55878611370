import type { History } from '../../history/index.js';
import type { Outcome } from '../commands/Outcome.js';
import { firstSemantics } from '../commands/Semantics.js';
import type { QueryKey } from '../definitions/queryKey.js';
import type { AnyWorkflow } from '../definitions/workflow.js';
import { Run } from '../replay/Run.js';
import type { RunSettings } from '../run/RunSettings.js';

/** A view of an execution, obtained by replaying its history. */
export interface ExecutionView<O> {
  /** The last value that the pipeline emitted. */
  readonly latest: O | undefined;
  /**
   * Returns the value that the workflow exposes under a key (`context.expose`); `undefined` if there is none.
   */
  read<T>(key: QueryKey<T>): T | undefined;
  /** The outcome of the pipeline, if it has ended. */
  readonly outcome: Outcome['kind'] | undefined;
  /** The number of undelivered signals. */
  readonly waitingSignals: number;
  /** The history that was replayed. */
  readonly history: History;
}

/** A run for inspection only: its decisions are not sent. */
export function replayOf(
  workflow: AnyWorkflow,
  of: Pick<RunSettings, 'domain' | 'execution' | 'converter' | 'onEmitted'>,
): Run {
  return new Run({
    workflow,
    ...of,
    semantics: firstSemantics,
    globals: 'durable',
    watchPromises: false,
  });
}

/** Returns the view of a run that has replayed a history. */
export function viewOf<O>(
  { program: { pipeline, signals, journal } }: Run,
  history: History,
): ExecutionView<O> {
  return {
    // The values that the pipeline emits and exposes have the types of its definition and its keys.
    latest: pipeline.latest as O | undefined,
    read: <T>({ name }: QueryKey<T>) => journal.read(name) as T | undefined,
    outcome: pipeline.outcome?.kind,
    waitingSignals: signals.waiting,
    history,
  };
}
