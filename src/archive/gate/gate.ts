import { concat, defer, from, ignoreElements, type Observable, type ObservableInput, tap } from 'rxjs';
import { type DataConverter, jsonConverter } from '../../payloads/index.js';
import { checkOptions, type OptionNames } from '../../requests/index.js';
import type { AnyWorkflow } from '../../workflows/index.js';
import type { ArchivedHistory } from '../files/ArchivedHistory.js';
import { byType, checkHistory } from './checkHistory.js';
import type { GateReport } from './GateReport.js';
import { groupKey, PathTally } from './PathTally.js';

/** Options of a gate. */
export interface GateOptions {
  /** True to replay every history, not only the longest one of each path. @defaultValue false */
  readonly all?: boolean;
  /** Converter for payloads. @defaultValue JSON */
  readonly dataConverter?: DataConverter;
}

const names: OptionNames<GateOptions> = { all: true, dataConverter: true };

/**
 * Replays histories against code that is to be deployed, and reports by path which executions it would break. A path
 * is the order of commands and signals, by type, and which commands failed. The longest history of each path is replayed,
 * or all of them. Emits one report once the source has completed. Memory holds one history of each path.
 *
 * @param workflows - the workflows of the code; histories of other types are counted as skipped
 * @param histories - archived histories: an Observable, an Iterable or an AsyncIterable
 * @throws `InvalidArgumentError` for an option that is not valid
 * @example
 * ```ts
 * import { gate, HistoryArchive } from 'rx-swf/archive';
 * import { workflow } from 'rx-swf/workflows';
 * import { timer } from 'rxjs';
 *
 * const reminder = workflow({ name: 'Reminder', version: '1' }, (days: number) => timer(days * 86_400_000));
 * const archive = new HistoryArchive('histories');
 *
 * gate([reminder], archive.histories()).subscribe(({ holds, paths }) => {
 *   for (const { label, broken, example } of paths) if (broken > 0) console.error(label, example.workflowId);
 *   process.exitCode = holds ? 0 : 1;
 * });
 * ```
 */
export function gate(
  workflows: readonly AnyWorkflow[],
  histories: ObservableInput<ArchivedHistory>,
  options: GateOptions = {},
): Observable<GateReport> {
  checkOptions('gate()', options, names);
  const { all = false, dataConverter: converter = jsonConverter } = options;
  const types = byType(workflows);
  return defer(() => {
    const tally = new PathTally();
    const longest = new Map<string, ArchivedHistory>();
    const counted$ = from(histories).pipe(
      tap(archived => {
        const checked = checkHistory(types, archived, { replays: all, converter });
        const isLongest = tally.add(checked, all);
        if (isLongest && !all && checked.path) longest.set(groupKey(checked.run, checked.path), archived);
      }),
    );
    const replayed$ = defer(() => from(longest.values())).pipe(
      tap(archived => tally.replayed(checkHistory(types, archived, { replays: true, converter }))),
    );
    return concat(counted$, replayed$).pipe(ignoreElements(), source =>
      concat(
        source,
        defer(() => [tally.report()]),
      ),
    );
  });
}
