import { from, map, type Observable, type ObservableInput } from 'rxjs';
import { History } from '../../history/index.js';
import type { WorkflowDefinition } from '../../workflows/index.js';
import type { ReplayOptions } from './prepareReplay.js';
import type { RecordedHistory } from './RecordedHistory.js';
import { type ReplayReport, replay } from './replay.js';

/** A recorded history with details that it does not contain. */
export interface RecordedRun extends ReplayOptions {
  readonly history: RecordedHistory;
}

/** The outcome of one of many replays. */
export type ReplayResult<O> =
  | {
      readonly source: RecordedHistory | RecordedRun;
      readonly report: ReplayReport<O>;
      readonly error?: undefined;
    }
  | { readonly source: RecordedHistory | RecordedRun; readonly report?: undefined; readonly error: unknown };

/**
 * Replays many histories, one after the other, as they arrive. Emits the error or the report of each, and
 * completes; errors only if the source does.
 *
 * @param histories - an Iterable, an Observable or an AsyncIterable of histories, with ids if the workflow
 * needs them
 * @example
 * ```ts
 * import { filter, map, mergeMap, timer } from 'rxjs';
 * import { WorkflowExecutionQuerySet } from 'rx-swf';
 * import { replayAll } from 'rx-swf/testing';
 * import { workflow } from 'rx-swf/workflows';
 *
 * const reminder = workflow({ name: 'Reminder', version: '1' }, (days: number) => timer(days * 86_400_000));
 *
 * // The open executions that the code at hand would fail:
 * const recorded$ = new WorkflowExecutionQuerySet('media')
 *   .filter({ workflowType: { name: 'Reminder', version: '1' } })
 *   .pipe(mergeMap(run => run.history().pipe(map(history => ({ ...ids(run), history })))));
 * const ids = ({ workflowId, runId }: { workflowId: string; runId?: string | undefined }) => ({ workflowId, runId });
 *
 * replayAll(reminder, recorded$)
 *   .pipe(filter(({ error }) => error !== undefined))
 *   .subscribe(({ error }) => console.error(`${error}`));
 * ```
 */
export function replayAll<I, O>(
  workflow: WorkflowDefinition<I, O>,
  histories: ObservableInput<RecordedHistory | RecordedRun>,
  options: ReplayOptions = {},
): Observable<ReplayResult<O>> {
  return from(histories).pipe(
    map(source => {
      const { history, ...own } = isRecordedRun(source) ? source : { history: source };
      try {
        return { source, report: replay(workflow, history, { ...options, ...own }) };
      } catch (error) {
        return { source, error };
      }
    }),
  );
}

const isRecordedRun = (source: RecordedHistory | RecordedRun): source is RecordedRun =>
  typeof source === 'object' && !(source instanceof History) && 'history' in source;
