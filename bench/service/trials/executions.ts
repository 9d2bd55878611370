import { scheduling } from '../Run.js';
import { domain, workflowType } from '../setup.js';
import { type Trial, trial } from './Trial.js';

/** Smaller than the shortest history, so that there is always a next page. */
const maximumPageSize = 50;

export const executionTrials: readonly Trial[] = [
  trial('StartWorkflowExecution', ({ fresh: workflowId }) => ({
    domain,
    workflowId,
    workflowType,
    tagList: ['all'],
  })),
  trial('DescribeWorkflowExecution', ({ run: { execution } }) => ({ domain, execution })),
  trial('GetWorkflowExecutionHistory', ({ run: { execution } }) => ({ domain, execution, maximumPageSize })),
  trial(
    'GetWorkflowExecutionHistory',
    ({ run: { execution } }) => ({ domain, execution, maximumPageSize, reverseOrder: true }),
    'from the end',
  ),
  trial('SignalWorkflowExecution', ({ run: { execution } }) => ({ domain, ...execution, signalName: 'go' })),
  trial('RequestCancelWorkflowExecution', ({ run: { execution } }) => ({ domain, ...execution })),
  {
    ...trial('TerminateWorkflowExecution', ({ run: { execution } }) => ({ domain, ...execution })),
    closes: true,
  },
];

const pollTrial = (input: object, variant?: string): Trial => ({
  ...trial(
    'PollForDecisionTask',
    async ({ run }) => {
      await run.wake();
      return { domain, taskList: run.taskList, maximumPageSize, ...input };
    },
    variant,
  ),
  afterwards: ({ run }, { taskToken }) => run.call('RespondDecisionTaskCompleted', { taskToken }),
});

export const decisionTaskTrials: readonly Trial[] = [
  trial('CountPendingDecisionTasks', ({ run: { taskList } }) => ({ domain, taskList })),
  pollTrial({}),
  pollTrial({ startAtPreviousStartedEvent: true }, 'since the last'),
  trial(
    'RespondDecisionTaskCompleted',
    async ({ run, fresh }) => {
      await run.wake();
      return { taskToken: await run.poll(), decisions: [scheduling(fresh, run.taskList)] };
    },
    'activity',
  ),
  {
    ...trial(
      'RespondDecisionTaskCompleted',
      async ({ run }) => {
        await run.wake();
        const decisions = [{ decisionType: 'CompleteWorkflowExecution' }];
        return { taskToken: await run.poll(), decisions };
      },
      'complete',
    ),
    closes: true,
  },
];

export const activityTaskTrials: readonly Trial[] = [
  trial('CountPendingActivityTasks', ({ run: { taskList } }) => ({ domain, taskList })),
  trial('PollForActivityTask', async ({ run, fresh }) => {
    await run.schedule(fresh);
    return { domain, taskList: run.taskList };
  }),
  ...['RecordActivityTaskHeartbeat', 'RespondActivityTaskCanceled'].map(operation =>
    trial(operation, async ({ run, fresh }) => ({ taskToken: await run.perform(fresh), details: 'halfway' })),
  ),
  trial('RespondActivityTaskCompleted', async ({ run, fresh }) => ({
    taskToken: await run.perform(fresh),
    result: 'done',
  })),
  trial('RespondActivityTaskFailed', async ({ run, fresh }) => ({
    taskToken: await run.perform(fresh),
    reason: 'no reason',
  })),
];
