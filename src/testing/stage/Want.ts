import type { Decision } from '@aws-sdk/client-swf';
import { typeKey } from '../../values/index.js';

/** A dependency of a decision that the test must provide. */
export interface Want {
  readonly kind: 'activity' | 'workflow' | 'lambda';
  /** `undefined` for the deciding type itself. */
  readonly type: string | undefined;
  /** The task list for its tasks, if it differs from the type's list. */
  readonly taskList: string | undefined;
}

const none = { name: undefined, version: undefined };

/** Returns the dependency of a decision; `undefined` if it has none. */
export function wantOf(decision: Decision): Want | undefined {
  const {
    scheduleActivityTaskDecisionAttributes: activity,
    startChildWorkflowExecutionDecisionAttributes: child,
    continueAsNewWorkflowExecutionDecisionAttributes: next,
    scheduleLambdaFunctionDecisionAttributes: lambda,
  } = decision;
  if (activity !== undefined) return want('activity', typeKey(activity.activityType ?? none), activity);
  if (child !== undefined) return want('workflow', typeKey(child.workflowType ?? none), child);
  if (next !== undefined) return want('workflow', undefined, next);
  return lambda === undefined ? undefined : want('lambda', lambda.name, {});
}

const want = (
  kind: Want['kind'],
  type: string | undefined,
  { taskList }: { readonly taskList?: { readonly name?: string | undefined } | undefined },
): Want => ({ kind, type, taskList: taskList?.name });
