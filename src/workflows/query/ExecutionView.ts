import type { History } from '../../history/index.js';
import type { Outcome } from '../commands/Outcome.js';
import { firstSemantics } from '../commands/Semantics.js';
import type { Exposed } from '../definitions/exposed.js';
import type { AnyWorkflow } from '../definitions/workflow.js';
import { Run } from '../replay/Run.js';
import type { RunSettings } from '../run/RunSettings.js';

/** What is seen of an execution by replaying its history. */
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

/** A run that is there to be looked at: what it decides goes nowhere. */
export function replayOf(
  workflow: AnyWorkflow,
  of: Pick<RunSettings, 'domain' | 'execution' | 'converter'>,
): Run {
  return new Run({
    workflow,
    ...of,
    semantics: firstSemantics,
    ambient: 'durable',
    watchPromises: false,
  });
}

/** What a run that has replayed a history has come to. */
export function viewOf<O>(
  { program: { pipeline, signals, journal } }: Run,
  history: History,
): ExecutionView<O> {
  return {
    // What the pipeline emits and shows is of the types of its definition and its keys.
    latest: pipeline.latest as O | undefined,
    read: <T>({ name }: Exposed<T>) => journal.read(name) as T | undefined,
    outcome: pipeline.outcome?.kind,
    waitingSignals: signals.waiting,
    history,
  };
}
