import { activity, FailureError, WorkflowFailure, workflow } from 'rx-swf/workflows';
import { catchError, EMPTY, endWith, expand, from, ignoreElements, mergeMap, throwError } from 'rxjs';
import type { Listing, ListRequest, ManifestInput, Measure, Position } from './types.js';

/** Number of attempts for a file or a listing. */
export const attempts = 3;

/** Events after which a run continues as new, long before SWF's limit of 25,000. */
const longHistory = 500;

const common = {
  version: '1',
  heartbeatTimeout: 60,
  startToCloseTimeout: 3_600,
  retry: { count: attempts - 1, initial: 0 },
} as const;

export const list = activity<ListRequest, Listing>({ name: 'ListFiles', ...common });
export const measure = activity<string, Measure>({ name: 'MeasureFile', ...common });

/**
 * Lists a page, measures its files, and lists the next. The measures are too large for a result and stay in
 * the history.
 */
export const manifest = workflow(
  { name: 'Manifest', version: '1', executionStartToCloseTimeout: 86_400, taskStartToCloseTimeout: 60 },
  (input: ManifestInput, { run, continueAsNew, info }) => {
    const { folders, concurrency } = input;
    // Activities use the same task list as the decisions, which belongs to this execution.
    const { taskList } = info;

    const listAfter = ({ after }: Position) =>
      run(list, { folders, after }, { taskList }).pipe(catchError(becauseOf('Cannot list the files')));
    // A file that cannot be measured does not affect the others.
    const measureOne = (file: string) =>
      run(measure, file, { taskList }).pipe(
        catchError(error => (error instanceof FailureError ? EMPTY : throwError(() => error))),
      );
    const page = (position: Position) =>
      listAfter(position).pipe(
        mergeMap(({ files, next }) =>
          from(files).pipe(
            mergeMap(measureOne, concurrency),
            ignoreElements(),
            endWith<Position>({ files: position.files + files.length, after: next }),
          ),
        ),
      );
    return page(input).pipe(
      expand(reached => {
        if (reached.after === undefined) return EMPTY;
        return info.historyLength > longHistory ? continueAsNew({ ...input, ...reached }) : page(reached);
      }),
    );
  },
);

const becauseOf = (reason: string) => (error: FailureError) =>
  throwError(() => new WorkflowFailure(reason, error.reason));
