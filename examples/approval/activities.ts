import { WorkflowExecution } from 'rx-swf';
import type { ActivityContext, ActivityImplementation } from 'rx-swf/workflows';
import { ask, type Request, remind } from './workflow.js';

/** Sends a mail to who is to approve. The execution is where the answer goes. */
export type Send = (request: Request, reminder: number, execution: WorkflowExecution) => Promise<void> | void;

/** Mails, of which only the sending is left to say. */
export function mailActivities(send: Send): ActivityImplementation[] {
  return [
    ask.with((request, context) => send(request, 0, executionOf(context))),
    remind.with((request, context) => send(request, request.reminder, executionOf(context))),
  ];
}

const executionOf = <I>({ task: { domain, workflowExecution } }: ActivityContext<I>) =>
  new WorkflowExecution({ domain, ...workflowExecution });
