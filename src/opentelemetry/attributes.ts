import type { Attributes } from '@opentelemetry/api';
import { readMember } from '../requests/index.js';
import type { ActivityTask, CandidateEvent, DecisionTask, Task, TaskAnswer } from '../streams/index.js';
import { attribute, system } from './conventions.js';

// Tasks are distinguished by shape, so that this module does not load the models.
const isActivity = (task: Task): task is ActivityTask => 'activityType' in task;
const isDecision = (task: Task): task is DecisionTask => 'workflowType' in task;

/** Returns attributes of an operation. The list of a task is unknown if its `received` event was missed. */
export function operationAttributes(operationName: string, taskList: string | undefined): Attributes {
  return {
    [attribute.system]: system,
    [attribute.operationName]: operationName,
    ...(taskList === undefined ? {} : { [attribute.destination]: taskList }),
  };
}

/** Returns low-cardinality attributes of a task, for metrics. */
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

/** Returns attributes that identify a task, for spans. */
export function taskAttributes(task: Task): Attributes {
  const { workflowId, runId } = task.workflowExecution;
  return {
    ...kindAttributes(task),
    [attribute.workflowId]: workflowId,
    [attribute.runId]: runId,
    ...(isActivity(task) ? { [attribute.activityId]: task.activityId } : {}),
  };
}

/** Returns low-cardinality attributes of a comparison with a candidate. */
export function candidateAttributes(event: CandidateEvent): Attributes {
  switch (event.type) {
    case 'candidateAgreed':
      return { [attribute.candidateOutcome]: 'agreed' };
    case 'candidateSkipped':
      return { [attribute.candidateOutcome]: 'skipped', [attribute.candidateSkip]: event.reason };
    case 'candidateDiverged':
      return {
        [attribute.candidateOutcome]: 'diverged',
        [attribute.candidatePath]: event.path,
        [attribute.candidateDifference]: event.difference.kind,
      };
  }
}

/** Returns attributes of a task's outcome. A requested cancellation is not an error. */
export function answerAttributes(answer: TaskAnswer): Attributes {
  const isError = answer !== 'completed' && answer !== 'canceled';
  return { [attribute.answer]: answer, ...(isError ? { [attribute.errorType]: answer } : {}) };
}

/** Returns a low-cardinality class of an error: the code of its cause, SWF's fault name, or its own name. */
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
  typeof from === 'object' && from !== null ? readMember(from, name) : undefined;
