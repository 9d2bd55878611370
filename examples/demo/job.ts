import {
  type ActivityOutcome,
  type DecisionOutcome,
  type DomainOrName,
  DomainQuerySet,
  type History,
  type WorkflowExecution,
} from 'rx-swf';
import { activityWorker, register, workflowWorker } from 'rx-swf/workflows';
import {
  concat,
  concatMap,
  ignoreElements,
  last,
  map,
  merge,
  type Observable,
  of,
  share,
  switchMap,
  takeUntil,
} from 'rxjs';
import { listFiles, measureFile } from './files.js';
import { list, manifest, measure } from './workflow.js';

/** Options of the job. */
export interface JobOptions {
  readonly folders: readonly string[];
  readonly concurrency: number;
  /** Interval between checks of the execution, in milliseconds. */
  readonly interval: number;
}

/** Events of the job, as they happen. */
export type JobEvent =
  | { readonly kind: 'started'; readonly execution: WorkflowExecution }
  | { readonly kind: 'performed'; readonly performed: ActivityOutcome }
  | { readonly kind: 'decided'; readonly decided: DecisionOutcome }
  | { readonly kind: 'closed'; readonly run: History };

/**
 * The whole job as one stream: registers what it needs, starts an execution, works and decides, and emits the
 * history of each run as it closes. Completes with the last run; unsubscribing stops everything.
 */
export function job({ folders, concurrency, interval }: JobOptions): Observable<JobEvent> {
  // Each job has its own task list, so that concurrent jobs do not take each other's tasks.
  const taskList = `manifest-${crypto.randomUUID()}`;
  return new DomainQuerySet().getOrCreate({ name: 'rx-swf-demo', retentionPeriod: 1 }).pipe(
    switchMap(domain =>
      concat(
        register(domain, taskList, [manifest, list, measure]).pipe(ignoreElements()),
        manifest.start(domain, { folders, concurrency, files: 0 }, { workflowId: taskList, taskList }),
      ),
    ),
    switchMap(execution => {
      const closed$ = execution.runs({ interval }).pipe(
        concatMap(run => run.history()),
        map((run): JobEvent => ({ kind: 'closed', run })),
        share(),
      );
      const actors$ = actors(execution.domain, taskList, concurrency).pipe(takeUntil(closed$.pipe(last())));
      return concat(of<JobEvent>({ kind: 'started', execution }), merge(closed$, actors$));
    }),
  );
}

/** Returns the events of the activity worker and of the workflow worker. */
function actors(domain: DomainOrName, taskList: string, concurrency: number): Observable<JobEvent> {
  const implementations = [
    list.with(listFiles),
    measure.with((file, { signal }) => measureFile(file, signal)),
  ];
  return merge(
    activityWorker(domain, taskList, implementations, { concurrency }).pipe(
      map((performed): JobEvent => ({ kind: 'performed', performed })),
    ),
    // Replaying the history at each decision would cost more than the files, so only some decisions are
    // checked.
    workflowWorker(domain, taskList, [manifest], { onError: 'fail', shadow: 0.05 }).pipe(
      map((decided): JobEvent => ({ kind: 'decided', decided })),
    ),
  );
}
