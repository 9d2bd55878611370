import type { EventRecord } from 'rx-swf/remote';
import { redrivenFrom } from '../text/parsePayload.js';

/** Ids of another execution. */
export interface ExecutionRef {
  readonly workflowId: string;
  readonly runId: string | undefined;
}

/** A child of an execution. */
export interface Child extends ExecutionRef {
  readonly type: string | undefined;
  /** As SWF names it: `OPEN`, `COMPLETED` and so on. */
  readonly status: string;
}

/** What a history says of its execution. */
export interface Facts {
  readonly type: { readonly name: string; readonly version: string } | undefined;
  /** `OPEN`, or how it ended. */
  readonly status: string;
  /** ISO text. */
  readonly startedAt: string | undefined;
  /** ISO text. */
  readonly closedAt: string | undefined;
  readonly taskList: string | undefined;
  /** Timeout of the execution in seconds. */
  readonly timeout: number | undefined;
  readonly tags: readonly string[];
  readonly parent: ExecutionRef | undefined;
  readonly continuedFrom: string | undefined;
  readonly continuedAs: string | undefined;
  readonly redrivenFrom: string | undefined;
  readonly children: readonly Child[];
}

const closings: Readonly<Record<string, string>> = {
  WorkflowExecutionCompleted: 'COMPLETED',
  WorkflowExecutionFailed: 'FAILED',
  WorkflowExecutionTimedOut: 'TIMED_OUT',
  WorkflowExecutionCanceled: 'CANCELED',
  WorkflowExecutionTerminated: 'TERMINATED',
  WorkflowExecutionContinuedAsNew: 'CONTINUED_AS_NEW',
};

const childStates: Readonly<Record<string, string>> = {
  ChildWorkflowExecutionStarted: 'OPEN',
  ChildWorkflowExecutionCompleted: 'COMPLETED',
  ChildWorkflowExecutionFailed: 'FAILED',
  ChildWorkflowExecutionTimedOut: 'TIMED_OUT',
  ChildWorkflowExecutionCanceled: 'CANCELED',
  ChildWorkflowExecutionTerminated: 'TERMINATED',
};

/** Returns what a history says of its execution. */
export function factsOf(events: readonly EventRecord[]): Facts {
  const started = events[0]?.name === 'WorkflowExecutionStarted' ? events[0] : undefined;
  const last = events.at(-1);
  const closing = last === undefined ? undefined : closings[last.name];
  const attributes = started?.attributes ?? {};
  const timeout = attributes['executionStartToCloseTimeout'];
  const tags = attributes['tagList'];
  return {
    type: typeOf(attributes['workflowType']),
    status: closing ?? 'OPEN',
    startedAt: started?.timestamp,
    closedAt: closing === undefined ? undefined : last?.timestamp,
    taskList: text(attributes['taskList']),
    timeout: typeof timeout === 'number' ? timeout : undefined,
    tags: Array.isArray(tags) ? tags.filter(tag => typeof tag === 'string') : [],
    parent: refOf(attributes['parentWorkflowExecution']),
    continuedFrom: text(attributes['continuedExecutionRunId']),
    continuedAs: text(last?.attributes['newExecutionRunId']),
    redrivenFrom: redrivenFrom(attributes['input']),
    children: childrenIn(events),
  };
}

function childrenIn(events: readonly EventRecord[]): readonly Child[] {
  const children = new Map<string, Child>();
  for (const { name, attributes } of events) {
    const status = childStates[name];
    const child = status === undefined ? undefined : refOf(attributes['workflowExecution']);
    if (child === undefined || status === undefined) continue;
    children.set(`${child.workflowId} ${child.runId}`, {
      ...child,
      status,
      type: typeOf(attributes['workflowType'])?.name,
    });
  }
  return [...children.values()];
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function typeOf(value: unknown): Facts['type'] {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('version' in value))
    return undefined;
  return { name: `${value.name}`, version: `${value.version}` };
}

function refOf(value: unknown): ExecutionRef | undefined {
  if (typeof value !== 'object' || value === null || !('workflowId' in value)) return undefined;
  return { workflowId: `${value.workflowId}`, runId: 'runId' in value ? text(value.runId) : undefined };
}
