import type {
  ActivityTypeConfiguration,
  ActivityTypeInfo,
  SWFClient,
  WorkflowTypeConfiguration,
  WorkflowTypeInfo,
} from '@aws-sdk/client-swf';
import {
  asyncScheduler,
  catchError,
  defer,
  EMPTY,
  finalize,
  ignoreElements,
  merge,
  type Observable,
  type SchedulerLike,
  tap,
} from 'rxjs';
import { type Notice, noticesOf } from '../../notices/index.js';
import type { PacedOperation } from '../../requests/index.js';
import { ExecutionGroup, type ExecutionState, type RunId, runKey } from './ExecutionGroup.js';
import { Groups } from './Groups.js';
import type { Look } from './Look.js';
import { ModelGroup } from './ModelGroup.js';
import {
  type ActivityTypeState,
  activityTypeQuestions,
  TypeGroup,
  typeWatchKey,
  type WorkflowTypeState,
  workflowTypeQuestions,
} from './TypeGroup.js';
import type { Wish } from './Wish.js';

/** Milliseconds between looks while a source of notices is listened to. */
const safetyNet = 300_000;

const executions = new Groups<ExecutionGroup>();
const workflowTypes = new Groups<TypeGroup<WorkflowTypeInfo, WorkflowTypeConfiguration>>();
const activityTypes = new Groups<TypeGroup<ActivityTypeInfo, ActivityTypeConfiguration>>();

/** Where a watched thing is. */
export interface LookPlace {
  readonly client: SWFClient;
  /** The name of the domain. */
  readonly domain: string;
  /** @defaultValue asyncScheduler */
  readonly scheduler?: SchedulerLike | undefined;
}

/** Where a watched run is, and who says when it changes. */
export interface RunPlace extends LookPlace {
  /** Notices of executions, if there is a source of them. */
  readonly notices?: Observable<Notice> | undefined;
  /**
   * True to look at the wished interval despite notices: a user has set it, or what is wanted is not reported.
   * @defaultValue false
   */
  readonly keepsInterval?: boolean | undefined;
}

/**
 * Looks at a run until unsubscribed from. Emits the last look at once if the run is being watched already, and
 * then each answer. A notice is a reason to look at once; while there is a source of notices, the run is looked
 * at every five minutes otherwise.
 */
export function lookAtExecution(
  { client, domain, scheduler = asyncScheduler, notices, keepsInterval = false }: RunPlace,
  run: RunId,
  wish: Wish,
): Observable<Look<ExecutionState>> {
  const key = runKey(run);
  return defer(() => {
    const group = executions.of(client, scheduler, domain, place => new ExecutionGroup(place));
    let isNet = notices !== undefined && !keepsInterval;
    const noticed$ = noticesOf(notices, { domain, ...run }).pipe(
      tap(({ eventType }) => group.noticeEvent(key, eventType)),
      // Without its source, the watch polls as any other.
      catchError((error: unknown) => {
        group.noticesFailed(error);
        return EMPTY;
      }),
      finalize(() => {
        isNet = false;
        group.refresh(key);
      }),
      ignoreElements(),
    );
    const interval = (quiet: number) => (isNet ? safetyNet : wish.interval(quiet));
    return merge(group.look(key, { ...wish, interval }), noticed$);
  });
}

/** Looks at a workflow type until unsubscribed from. */
export const lookAtWorkflowType = (
  { client, domain, scheduler = asyncScheduler }: LookPlace,
  { name, version }: { readonly name: string; readonly version: string },
  wish: Wish,
): Observable<Look<WorkflowTypeState>> =>
  defer(() =>
    workflowTypes
      .of(client, scheduler, domain, place => new TypeGroup(place, workflowTypeQuestions))
      .look(typeWatchKey(name, version), wish),
  );

/** Looks at an activity type until unsubscribed from. */
export const lookAtActivityType = (
  { client, domain, scheduler = asyncScheduler }: LookPlace,
  { name, version }: { readonly name: string; readonly version: string },
  wish: Wish,
): Observable<Look<ActivityTypeState>> =>
  defer(() =>
    activityTypes
      .of(client, scheduler, domain, place => new TypeGroup(place, activityTypeQuestions))
      .look(typeWatchKey(name, version), wish),
  );

/** Groups of models that are looked at by their own requests. */
export type ModelGroups<S> = Groups<ModelGroup<S>>;

/** Looks at a model by its own request until unsubscribed from. Those of the same name share it. */
export const lookAtModel = <S>(
  groups: ModelGroups<S>,
  place: LookPlace & { readonly name: string; readonly operation: PacedOperation },
  ask: Observable<S>,
  wish: Wish,
): Observable<Look<S>> =>
  defer(() => {
    const { client, domain, scheduler = asyncScheduler, name, operation } = place;
    return groups
      .of(client, scheduler, domain, where => new ModelGroup(where, operation, ask), name)
      .look(name, wish);
  });
