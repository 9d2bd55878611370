import type {
  Activity,
  ChildExecution,
  Event,
  FailedDecision,
  History,
  Marker,
  Timer,
} from '../../history/index.js';
import type { WorkflowExecution } from '../../models/index.js';
import { omitUndefined, type TypeId } from '../../values/index.js';
import { type ExecutionRecord, toRecord } from '../executions/ExecutionRecord.js';
import { reasonIn } from '../executions/reasonOf.js';
import type {
  ExecutionReport,
  FailedActivity,
  OpenActivity,
  OpenDecisionTask,
  OpenTimer,
  RefusedDecision,
  ReportedChild,
} from './ExecutionReport.js';

/** How many signals, refused decisions and errors are reported: there may be thousands. */
const mostLatest = 10;

/** Marker in which a decider records an error of its code. */
const errorMarker = 'rx-swf.error';

/** Returns the report of an execution whose history has been read. */
export function toReport(
  execution: WorkflowExecution,
  history: History,
  wantsAllChildren = false,
): ExecutionReport {
  const { activities, timers, childExecutions, signals, failedDecisions, markers } = history;
  const { input, result, details, executionContext, taskList, continuedExecutionRunId, newExecutionRunId } =
    history.execution;
  const errors = markers.lives(errorMarker);
  const { isOpen } = history.execution;
  return {
    ...recordIn(execution, history),
    domain: execution.domain.name,
    ...omitUndefined({
      taskList,
      timesOut: timesOut(history),
      input,
      result,
      details,
      context: executionContext,
      continuedFrom: continuedExecutionRunId,
      continuedAs: newExecutionRunId,
      decisionTask: openDecisionTask(history),
    }),
    events: history.length,
    activities: countsOf(activities.all),
    openActivities: isOpen ? activities.open.map(toOpenActivity) : [],
    failedActivities: latest(activities.in('failed', 'timedOut', 'canceled'), toFailed),
    openTimers: isOpen ? timers.started.map(toOpenTimer) : [],
    childExecutions: countsOf(childExecutions.all),
    children: (wantsAllChildren ? childExecutions.all : childExecutions.open).map(toChild),
    signals: latest(signals.all, ({ id, timestamp, input: sent }) => ({
      name: id,
      time: timestamp.toISOString(),
      ...omitUndefined({ input: sent }),
    })),
    refusedDecisions: latest(failedDecisions, toRefused),
    decisionErrors: latest(errors, marker => ({
      time: marker.timestamp.toISOString(),
      reason: errorReason(marker),
    })),
  };
}

/** Returns the record of an execution as its history has it, which may be newer than the model. */
export function recordIn(
  { workflowId, runId, domain }: WorkflowExecution,
  { execution, last }: History,
): ExecutionRecord {
  const { workflowType, status, closeStatus, startTimestamp, closeTimestamp } = execution;
  const { cancelRequested, tagList, parent } = execution;
  const times = { startTimestamp, closeTimestamp };
  return toRecord(
    { workflowId, runId, workflowType, status, closeStatus, ...times, cancelRequested, tagList, parent },
    last && status === 'CLOSED' ? reasonIn(last, { domain }) : undefined,
  );
}

const toType = (type: TypeId | undefined): TypeId | undefined =>
  type && { name: type.name, version: type.version };

/** Returns when an entity entered a state for the last time. */
const entered = (
  { life }: { readonly life: readonly { readonly state: string; readonly timestamp: Date }[] },
  state: string,
): string | undefined => life.findLast(step => step.state === state)?.timestamp.toISOString();

function timesOut({ execution }: History): string | undefined {
  const { startTimestamp, executionStartToCloseTimeout, isOpen } = execution;
  if (!isOpen || startTimestamp === undefined || typeof executionStartToCloseTimeout !== 'number')
    return undefined;
  return new Date(startTimestamp.getTime() + executionStartToCloseTimeout * 1_000).toISOString();
}

function openDecisionTask({ decisions, execution }: History): OpenDecisionTask | undefined {
  const turn = decisions.last;
  if (!execution.isOpen || turn === undefined || !turn.isOpen) return undefined;
  const { state, taskList, identity } = turn;
  return { state, ...omitUndefined({ taskList, since: entered(turn, state), identity }) };
}

const toOpenActivity = (activity: Activity): OpenActivity => ({
  id: activity.id,
  state: activity.state,
  ...omitUndefined({
    type: toType(activity.activityType),
    taskList: activity.taskList,
    scheduled: entered(activity, 'scheduled'),
    started: entered(activity, 'started'),
    identity: activity.identity,
  }),
});

function toFailed(activity: Activity): FailedActivity {
  const { id, state, activityType, taskList, life, reason, timeoutType } = activity;
  return {
    id,
    state,
    time: life.at(-1)?.timestamp.toISOString() ?? '',
    ...omitUndefined({ type: toType(activityType), taskList, reason: reason ?? timeoutType }),
  };
}

function toOpenTimer(timer: Timer): OpenTimer {
  const started = entered(timer, 'started');
  const { startToFireTimeout } = timer;
  const fires =
    started === undefined || startToFireTimeout === undefined
      ? undefined
      : new Date(Date.parse(started) + startToFireTimeout * 1_000).toISOString();
  return { id: timer.id, ...omitUndefined({ started, fires }) };
}

const toChild = (child: ChildExecution): ReportedChild => ({
  workflowId: child.id,
  state: child.state,
  ...omitUndefined({
    runId: child.runId,
    type: toType(child.workflowType),
    started: entered(child, 'started'),
  }),
});

/** Names of the attributes that say what a decision was about. */
const ids = ['activityId', 'timerId', 'workflowId', 'signalName', 'markerName', 'id'];

function toRefused(event: FailedDecision): RefusedDecision {
  return {
    eventId: event.id,
    time: event.timestamp.toISOString(),
    event: event.name,
    ...omitUndefined({ id: idOf(event) }),
    cause: event.attributes.cause,
  };
}

/** Returns the id of what an event is about, if its attributes have one. */
export function idOf({ attributes }: Pick<Event, 'attributes'>): string | undefined {
  const found = Object.entries(attributes).find(([name]) => ids.includes(name));
  return found && `${found[1]}`;
}

/** Returns the reason that a decider has recorded for an error of its code. */
export function errorReason({ details }: Pick<Marker, 'details'>): string {
  const reason =
    typeof details === 'object' && details !== null && 'reason' in details ? details.reason : details;
  return typeof reason === 'string' ? reason : JSON.stringify(reason ?? null);
}

function countsOf(entities: readonly { readonly state: string }[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { state } of entities) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

const latest = <T, R>(all: readonly T[], show: (one: T) => R) => ({
  count: all.length,
  latest: all.slice(-mostLatest).map(show),
});
