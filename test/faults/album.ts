import type { Decision } from '@aws-sdk/client-swf';
import { completeWorkflowExecution, type DecisionHandler, scheduleActivityTask } from 'rx-swf';

/** The activities of an album, one after the other. */
export const steps = ['download', 'resize'] as const;

export const activityType = { name: 'Step', version: '1' };

/** What a worker makes of a step of an album. */
export const resultOf = (workflowId: string, step: string): string => `${step} of ${workflowId}`;

/** Whether these are the decisions that end an album. */
export const isEnd = ([decision]: readonly Decision[]): boolean =>
  decision?.decisionType === 'CompleteWorkflowExecution';

/** One step after the other, those that timed out again, and then the end. */
export const decideAlbum: DecisionHandler = ({ history: { activities } }) => {
  const next = steps.find(step => activities.get(step)?.state !== 'completed');
  if (next === undefined) return [completeWorkflowExecution()];
  if (activities.get(next)?.isOpen) return [];
  return [scheduleActivityTask({ activityType, activityId: next, input: next })];
};
