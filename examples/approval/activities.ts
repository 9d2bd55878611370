import { WorkflowExecution } from 'rx-swf';
import type { ActivityContext, ActivityImplementation } from 'rx-swf/workflows';
import { ask, type Request, remind } from './workflow.js';

/** Sends a mail to the approver. The answer goes to the execution. */
export type Send = (request: Request, reminder: number, execution: WorkflowExecution) => Promise<void> | void;

/** Activities that send mails with the given function. */
export function mailActivities(send: Send): ActivityImplementation[] {
  return [
    ask.with((request, context) => send(request, 0, executionOf(context))),
    remind.with((request, context) => send(request, request.reminder, executionOf(context))),
  ];
}

const executionOf = <I>({ task: { domain, workflowExecution } }: ActivityContext<I>) =>
  new WorkflowExecution({ domain, ...workflowExecution });
