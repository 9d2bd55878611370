import type { Decision, DecisionType } from '@aws-sdk/client-swf';
import { activityType } from './registrations.js';

const member = (type: DecisionType) => `${type.charAt(0).toLowerCase()}${type.slice(1)}DecisionAttributes`;

/** Creates a decision of a type as the SDK takes it. */
export function decision<T extends DecisionType>(
  decisionType: T,
  attributes?: Decision[`${Uncapitalize<T>}DecisionAttributes` & keyof Decision],
): Decision {
  return { decisionType, ...(attributes === undefined ? {} : { [member(decisionType)]: attributes }) };
}

export const schedule = (activityId: string, given: Record<string, unknown> = {}): Decision =>
  decision('ScheduleActivityTask', { activityId, activityType, ...given });

export const complete = (result?: string): Decision =>
  decision('CompleteWorkflowExecution', result === undefined ? undefined : { result });
