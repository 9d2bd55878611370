import { catchError, defer, from, map, mergeMap, type Observable, of, throwError } from 'rxjs';
import { fetchHistory } from '../../models/index.js';
import { parseEnvelope } from '../../payloads/index.js';
import { DoesNotExistError, isInstance } from '../../requests/index.js';
import { notesIn } from '../commands/notes.js';
import { partsIn } from '../redrive/parts.js';
import { inherit } from '../replay/inherit.js';
import type { RunSettings } from '../run/RunSettings.js';
import type { WorkflowTask } from './WorkflowTask.js';

/**
 * Emits the settings of a run with the record of what it takes over. The earlier run is read only until the history
 * has all of the record, so that a worker that dies in between loses nothing.
 */
export function inheritedBy(task: WorkflowTask, settings: RunSettings): Observable<RunSettings> {
  const { run, history, domain, workflowExecution } = task;
  // The run in memory knows what it takes over.
  if (run !== undefined) return of({ ...settings, inherited: run.inherited });
  const { first: started } = history;
  if (started?.name !== 'WorkflowExecutionStarted') return of(settings);
  const { redrive } = parseEnvelope(started.attributes.input);
  if (redrive === undefined || partsIn(new Map(notesIn(history))).isWhole) return of(settings);
  const { workflowId } = workflowExecution;
  return defer(() => fetchHistory(domain, { workflowId, runId: redrive.runId }, {})).pipe(
    catchError((error: unknown) =>
      throwError(() => (isInstance(error, DoesNotExistError) ? lost(error) : error)),
    ),
    // The code is played outside of the flush of an RxJS scheduler, in which a history may arrive.
    mergeMap(old => from(Promise.resolve(old))),
    map(old => ({ ...settings, inherited: inherit(settings, started, [...old]) })),
  );
}

function lost(cause: DoesNotExistError): DoesNotExistError {
  const { kind, resource = 'the earlier run' } = cause;
  return new DoesNotExistError(
    `The run to take over is no longer retained, so its results are lost: ${cause.message}. Terminate this run and ` +
      'rerun() it',
    { cause, kind, resource },
  );
}
