import type { CloseStatus } from '@aws-sdk/client-swf';
import { map } from 'rxjs';
import { toEvent } from '../../history/index.js';
import { fetchHistoryPage, WorkflowExecution } from '../../models/index.js';
import { requireMember } from '../../requests/index.js';
import { markOrigin } from '../../values/index.js';
import type { PacedCall } from './live/LiveSource.js';

const closeStatusOf: Readonly<Record<string, CloseStatus>> = {
  WorkflowExecutionCompleted: 'COMPLETED',
  WorkflowExecutionFailed: 'FAILED',
  WorkflowExecutionCanceled: 'CANCELED',
  WorkflowExecutionTerminated: 'TERMINATED',
  WorkflowExecutionContinuedAsNew: 'CONTINUED_AS_NEW',
  WorkflowExecutionTimedOut: 'TIMED_OUT',
};

/** Looks whether a listed run has closed, by the last event of its history: SWF allows ten times as many such calls as descriptions. */
export const lookAtRun = (run: WorkflowExecution): PacedCall<WorkflowExecution> => ({
  operation: 'GetWorkflowExecutionHistory',
  call$: fetchHistoryPage(run.domain, run, { reverseOrder: true, pageSize: 1 }, undefined).pipe(
    map(({ items: [last] }) => {
      const { name, timestamp } = toEvent(requireMember(last, 'events'));
      const closeStatus = closeStatusOf[name];
      if (closeStatus === undefined) return run;
      const options = { ...run, status: 'CLOSED', closeStatus, closeTimestamp: timestamp } as const;
      return new WorkflowExecution(markOrigin('listing', options));
    }),
  ),
});
