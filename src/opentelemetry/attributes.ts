import type { Attributes } from '@opentelemetry/api';
import { read } from '../requests/read.js';
import type { ActivityTask, Answer, DecisionTask, Task } from '../streams/index.js';
import { attribute, system } from './conventions.js';

// By its shape, so that no code of the models is loaded from here.
const isActivity = (task: Task): task is ActivityTask => 'activityType' in task;
const isDecision = (task: Task): task is DecisionTask => 'workflowType' in task;

/** What is done, and where. The list of a task is unknown if its reception was not heard of. */
export function operationAttributes(operationName: string, taskList: string | undefined): Attributes {
  return {
    [attribute.system]: system,
    [attribute.operationName]: operationName,
    ...(taskList === undefined ? {} : { [attribute.destination]: taskList }),
  };
}

/** What a task is, in few different values: for metrics. */
export function kindAttributes(task: Task): Attributes {
  const domain = { [attribute.domain]: task.domain.name };
  if (isActivity(task)) {
    const { name, version } = task.activityType;
    return { ...domain, [attribute.activityType]: name, [attribute.activityVersion]: version };
  }
  if (isDecision(task)) {
    const { name, version } = task.workflowType;
    return { ...domain, [attribute.workflowType]: name, [attribute.workflowVersion]: version };
  }
  return domain;
}

/** Which task it is: for spans. */
export function taskAttributes(task: Task): Attributes {
  const { workflowId, runId } = task.workflowExecution;
  return {
    ...kindAttributes(task),
    [attribute.workflowId]: workflowId,
    [attribute.runId]: runId,
    ...(isActivity(task) ? { [attribute.activityId]: task.activityId } : {}),
  };
}

/** How the holding of a task ended. What the decider asked for, a cancel, is no error. */
export function answerAttributes(answer: Answer): Attributes {
  const isError = answer !== 'completed' && answer !== 'canceled';
  return { [attribute.answer]: answer, ...(isError ? { [attribute.errorType]: answer } : {}) };
}

/** The class of an error, in few different values: a system's code, SWF's word for it, or its name. */
export function errorType(error: unknown): string {
  return (
    textAt(propertyOf(error, 'cause'), 'code') ?? textAt(error, 'kind') ?? textAt(error, 'name') ?? '_OTHER'
  );
}

function textAt(from: unknown, name: string): string | undefined {
  const value = propertyOf(from, name);
  return typeof value === 'string' ? value : undefined;
}

const propertyOf = (from: unknown, name: string): unknown =>
  typeof from === 'object' && from !== null ? read(from, name) : undefined;
