import {
  type ActivityHandler,
  ActivityWorker,
  type Decided,
  Decider,
  type Domain,
  DomainQuerySet,
  decide,
  type History,
  type Performed,
  perform,
  WorkflowExecution,
} from 'rx-swf';
import {
  concat,
  concatMap,
  defer,
  forkJoin,
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
import { plan } from './decider.js';
import { listFiles, measureFile } from './files.js';
import { activityTypes, type ListRequest, type ManifestInput } from './types.js';

const workflowType = { name: 'Manifest', version: '1' } as const;

/** What the job is about. */
export interface JobOptions {
  readonly folders: readonly string[];
  readonly concurrency: number;
  /** Milliseconds between two looks at the execution. */
  readonly interval: number;
}

/** What happens in the job, as it happens. */
export type JobEvent =
  | { readonly kind: 'started'; readonly execution: WorkflowExecution }
  | { readonly kind: 'performed'; readonly performed: Performed }
  | { readonly kind: 'decided'; readonly decided: Decided }
  | { readonly kind: 'closed'; readonly run: History };

/**
 * The whole job as one stream: registers what it needs, starts an execution, works and decides, and emits the
 * history of each run as it closes. Completes with the last run; unsubscribing stops all.
 */
export function job(options: JobOptions): Observable<JobEvent> {
  return register().pipe(
    switchMap(domain => start(domain, options)),
    switchMap(execution => {
      const closed$ = follow(execution, options.interval).pipe(
        map((run): JobEvent => ({ kind: 'closed', run })),
        share(),
      );
      const actors$ = actors(execution, options.concurrency).pipe(takeUntil(closed$.pipe(last())));
      return concat(of<JobEvent>({ kind: 'started', execution }), merge(closed$, actors$));
    }),
  );
}

/** A domain, the workflow type and the two activity types; made if need be. */
function register(): Observable<Domain> {
  return new DomainQuerySet().getOrCreate({ name: 'rx-swf-demo', retentionPeriod: 1 }).pipe(
    switchMap(domain =>
      forkJoin([
        domain.workflows().getOrCreate({
          ...workflowType,
          childPolicy: 'TERMINATE',
          executionStartToCloseTimeout: 86_400,
          taskStartToCloseTimeout: 60,
        }),
        ...Object.values(activityTypes).map(type =>
          domain.activities().getOrCreate({
            ...type,
            heartbeatTimeout: 60,
            scheduleToStartTimeout: 'NONE',
            scheduleToCloseTimeout: 'NONE',
            startToCloseTimeout: 3_600,
          }),
        ),
      ]).pipe(map(() => domain)),
    ),
  );
}

/** An execution with task lists of its own, so that jobs side by side do not take each other's tasks. */
function start(domain: Domain, { folders, concurrency }: JobOptions): Observable<WorkflowExecution> {
  const workflowId = `manifest-${crypto.randomUUID()}`;
  const lists = { workList: `${workflowId}-work`, decisionList: `${workflowId}-decisions` };
  const input: ManifestInput = { folders, concurrency, ...lists };
  return domain.executions().create({ workflowId, workflowType, input, taskList: lists.decisionList });
}

/** The worker and the decider of an execution. */
function actors({ domain, workflowId }: WorkflowExecution, concurrency: number): Observable<JobEvent> {
  const worker = new ActivityWorker(domain, `${workflowId}-work`, { concurrency });
  const decider = new Decider(domain, `${workflowId}-decisions`);
  return merge(
    worker.pipe(
      perform(work),
      map((performed): JobEvent => ({ kind: 'performed', performed })),
    ),
    decider.pipe(
      decide(({ history }) => plan(history), { onError: 'fail' }),
      map((decided): JobEvent => ({ kind: 'decided', decided })),
    ),
  );
}

const work: ActivityHandler<unknown, unknown> = (task, { signal }) =>
  task.activityType.name === activityTypes.list.name
    ? listFiles(task.input as ListRequest)
    : measureFile(task.input as string, signal);

/** The history of each run of an execution, one after the other, as it closes. */
function follow(run: WorkflowExecution, interval: number): Observable<History> {
  const { domain, workflowId } = run;
  const history$ = defer(() => run.history()).pipe(
    concatMap(history => {
      const event = history.last;
      if (event?.name !== 'WorkflowExecutionContinuedAsNew') return of(history);
      const next = new WorkflowExecution({ domain, workflowId, runId: event.attributes.newExecutionRunId });
      return concat(of(history), follow(next, interval));
    }),
  );
  return concat(run.watch({ interval }).pipe(ignoreElements()), history$);
}
