import type { Decision } from '@aws-sdk/client-swf';
import { typeKey } from '../../values/index.js';

/** A dependency of a decision that the test must provide. */
export interface Dependency {
  readonly kind: 'activity' | 'workflow' | 'lambda';
  /** `undefined` for the deciding type itself. */
  readonly type: string | undefined;
  /** The task list for its tasks, if it differs from the type's list. */
  readonly taskList: string | undefined;
}

const none = { name: undefined, version: undefined };

/** Returns the dependency of a decision; `undefined` if it has none. */
export function dependencyOf(decision: Decision): Dependency | undefined {
  const {
    scheduleActivityTaskDecisionAttributes: activity,
    startChildWorkflowExecutionDecisionAttributes: child,
    continueAsNewWorkflowExecutionDecisionAttributes: next,
    scheduleLambdaFunctionDecisionAttributes: lambda,
  } = decision;
  if (activity !== undefined) return dependency('activity', typeKey(activity.activityType ?? none), activity);
  if (child !== undefined) return dependency('workflow', typeKey(child.workflowType ?? none), child);
  if (next !== undefined) return dependency('workflow', undefined, next);
  return lambda === undefined ? undefined : dependency('lambda', lambda.name, {});
}

const dependency = (
  kind: Dependency['kind'],
  type: string | undefined,
  { taskList }: { readonly taskList?: { readonly name?: string | undefined } | undefined },
): Dependency => ({ kind, type, taskList: taskList?.name });
