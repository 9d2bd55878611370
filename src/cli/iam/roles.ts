import { literal } from './literal.js';
import type { Condition, Grant } from './Policy.js';
import type { Role } from './Role.js';
import type { Subjects } from './Subjects.js';

/** Returns a condition on a key that every request of the action has. */
const named = (key: string, names: readonly string[]): Condition => ({
  StringEquals: { [key]: names.map(literal) },
});

/** Returns a condition on a key of some of the decisions that an answer is authorized for. */
const decided = (key: string, names: readonly string[]): Condition => ({
  StringEqualsIfExists: { [key]: names.map(literal) },
});

/** Leaves a statement out if there is nothing that it could name. */
const when = (holds: boolean, ...grants: readonly Grant[]): readonly Grant[] => (holds ? grants : []);

/** Decisions on nothing outside the execution. SWF has no conditions for them. */
const ownDecisions = [
  'StartTimer',
  'CancelTimer',
  'RecordMarker',
  'RequestCancelActivityTask',
  'CompleteWorkflowExecution',
  'FailWorkflowExecution',
  'CancelWorkflowExecution',
  'ContinueAsNewWorkflowExecution',
];

/** Permissions of an `ActivityWorker`, or of an `activityWorker`. */
const worker = ({ activities, taskLists, registers }: Subjects): readonly Grant[] => [
  {
    sid: 'PollTaskLists',
    actions: ['PollForActivityTask', 'CountPendingActivityTasks'],
    condition: named('swf:taskList.name', taskLists),
  },
  {
    sid: 'AnswerTasks',
    actions: [
      'RespondActivityTaskCompleted',
      'RespondActivityTaskFailed',
      'RespondActivityTaskCanceled',
      'RecordActivityTaskHeartbeat',
    ],
  },
  {
    sid: 'ReadTimeouts',
    actions: ['DescribeActivityType'],
    condition: named('swf:activityType.name', activities),
  },
  ...when(registers, {
    sid: 'RegisterTypes',
    actions: ['RegisterActivityType'],
    condition: named('swf:name', activities),
  }),
];

/** Permissions of a `Decider`, or of a `workflowWorker`, and those for their decisions. */
const decider = ({
  workflows,
  activities,
  taskLists,
  callsLambda,
  registers,
}: Subjects): readonly Grant[] => [
  {
    sid: 'PollTaskLists',
    actions: ['PollForDecisionTask', 'CountPendingDecisionTasks'],
    // The sticky lists of workers begin with the name of their shared list.
    condition: {
      StringLike: { 'swf:taskList.name': taskLists.flatMap(list => [literal(list), `${literal(list)}.*`]) },
    },
  },
  {
    sid: 'AnswerTasks',
    actions: ['RespondDecisionTaskCompleted', 'GetWorkflowExecutionHistory', ...ownDecisions],
  },
  ...when(activities.length > 0, {
    sid: 'ScheduleActivities',
    actions: ['ScheduleActivityTask'],
    condition: decided('swf:activityType.name', activities),
  }),
  {
    sid: 'StartChildren',
    actions: ['StartChildWorkflowExecution'],
    condition: decided('swf:workflowType.name', workflows),
  },
  {
    sid: 'ReachOtherExecutions',
    actions: ['SignalExternalWorkflowExecution', 'RequestCancelExternalWorkflowExecution'],
  },
  ...when(callsLambda, { sid: 'CallLambda', actions: ['ScheduleLambdaFunction'] }),
  ...when(
    registers,
    { sid: 'RegisterTypes', actions: ['RegisterWorkflowType'], condition: named('swf:name', workflows) },
    {
      sid: 'ReadTypes',
      actions: ['DescribeWorkflowType'],
      condition: named('swf:workflowType.name', workflows),
    },
  ),
];

/** Permissions of a program that starts executions, and reads, signals and cancels them. */
const starter = ({ workflows }: Subjects): readonly Grant[] => [
  {
    sid: 'StartExecutions',
    actions: ['StartWorkflowExecution'],
    condition: named('swf:workflowType.name', workflows),
  },
  {
    sid: 'FollowExecutions',
    // The lists find an execution by its workflow id, and show many at once.
    actions: [
      'DescribeWorkflowExecution',
      'GetWorkflowExecutionHistory',
      'ListOpenWorkflowExecutions',
      'ListClosedWorkflowExecutions',
    ],
  },
  { sid: 'ReachExecutions', actions: ['SignalWorkflowExecution', 'RequestCancelWorkflowExecution'] },
];

/** Permissions of a person on call: everything that `rx-swf` reads, and what ends or repeats executions. */
const operator = ({ workflows }: Subjects): readonly Grant[] => [
  {
    sid: 'Look',
    actions: [
      'ListOpenWorkflowExecutions',
      'ListClosedWorkflowExecutions',
      'CountOpenWorkflowExecutions',
      'CountClosedWorkflowExecutions',
      'CountPendingDecisionTasks',
      'CountPendingActivityTasks',
      'DescribeWorkflowExecution',
      'GetWorkflowExecutionHistory',
      'DescribeDomain',
      'ListWorkflowTypes',
      'ListActivityTypes',
      'DescribeWorkflowType',
      'DescribeActivityType',
      'ListTagsForResource',
    ],
  },
  { sid: 'ListDomains', actions: ['ListDomains'], isOfAnyDomain: true },
  {
    sid: 'Act',
    actions: ['SignalWorkflowExecution', 'RequestCancelWorkflowExecution', 'TerminateWorkflowExecution'],
  },
  {
    sid: 'StartExecutions',
    actions: ['StartWorkflowExecution'],
    ...(workflows.length > 0 && { condition: named('swf:workflowType.name', workflows) }),
  },
];

/** Least permissions of each role. */
export const roles: Readonly<Record<Role, (subjects: Subjects) => readonly Grant[]>> = {
  decider,
  worker,
  starter,
  operator,
};
