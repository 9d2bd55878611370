import type { Decision } from '@aws-sdk/client-swf';
import { subjectOf } from '../../workflows/commands/recorded.js';

/** What a decision needs of whoever runs the workflow. */
export interface Want {
  readonly kind: 'activity' | 'workflow' | 'lambda';
  /** `undefined` for the type that decides. */
  readonly type: string | undefined;
  /** Where its tasks go, unless that is the type's list. */
  readonly taskList: string | undefined;
}

const none = { name: undefined, version: undefined };

/** What a decision needs; `undefined` if that is nothing. */
export function wantOf(decision: Decision): Want | undefined {
  const {
    scheduleActivityTaskDecisionAttributes: activity,
    startChildWorkflowExecutionDecisionAttributes: child,
    continueAsNewWorkflowExecutionDecisionAttributes: next,
    scheduleLambdaFunctionDecisionAttributes: lambda,
  } = decision;
  if (activity !== undefined) return want('activity', subjectOf(activity.activityType ?? none), activity);
  if (child !== undefined) return want('workflow', subjectOf(child.workflowType ?? none), child);
  if (next !== undefined) return want('workflow', undefined, next);
  return lambda === undefined ? undefined : want('lambda', lambda.name, {});
}

const want = (
  kind: Want['kind'],
  type: string | undefined,
  { taskList }: { readonly taskList?: { readonly name?: string | undefined } | undefined },
): Want => ({ kind, type, taskList: taskList?.name });
