import type { Alarm } from './Alarm.js';
import { dimensionValue } from './dimensionValue.js';

/** Quotes a text for a Metrics Insights query. */
export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** An alarm on all types or task lists of a domain, present and future. */
interface DomainAlarm extends Pick<Alarm, 'id' | 'description' | 'period' | 'periods' | 'threshold'> {
  readonly statistic: 'SUM' | 'MAX';
  readonly metric: string;
}

const domainAlarms: readonly DomainAlarm[] = [
  {
    id: 'Backlog',
    description:
      'Many tasks wait: there are too few workers or deciders, or none. Add some, or raise concurrency.',
    statistic: 'SUM',
    metric: 'PendingTasks',
    period: 60,
    periods: 10,
    threshold: 1_000,
  },
  {
    id: 'ActivitiesWait',
    description: 'Activity tasks wait for more than 5 minutes: there are too few workers.',
    statistic: 'MAX',
    metric: 'ActivityTaskScheduleToStartTime',
    period: 300,
    periods: 2,
    threshold: 300_000,
  },
  {
    id: 'DecisionsWait',
    description:
      'Decision tasks wait for more than 1 minute: there are too few deciders, or executions stall.',
    statistic: 'MAX',
    metric: 'DecisionTaskScheduleToStartTime',
    period: 300,
    periods: 2,
    threshold: 60_000,
  },
  {
    id: 'ActivityHeartbeatTimeouts',
    description: 'Workers have died or hang: their heartbeats stopped.',
    statistic: 'SUM',
    metric: 'StartedActivityTasksTimedOutOnHeartbeat',
    period: 300,
    periods: 1,
    threshold: 3,
  },
  {
    id: 'ActivityCloseTimeouts',
    description: 'Activity tasks were lost, or startToCloseTimeout is too short for the work.',
    statistic: 'SUM',
    metric: 'StartedActivityTasksTimedOutOnClose',
    period: 300,
    periods: 1,
    threshold: 3,
  },
  {
    id: 'DecisionTimeouts',
    description: 'Deciders have died, or taskStartToCloseTimeout is too short to read long histories.',
    statistic: 'SUM',
    metric: 'StartedDecisionTasksTimedOutOnClose',
    period: 300,
    periods: 1,
    threshold: 3,
  },
  {
    id: 'ActivitiesFail',
    description:
      'Activities fail above the usual level: a bug, or a broken downstream. The histories contain the reasons.',
    statistic: 'SUM',
    metric: 'ActivityTasksFailed',
    period: 300,
    periods: 2,
    threshold: 10,
  },
  {
    id: 'WorkflowsFail',
    description: 'Executions have failed. Find them with rx-swf list --failed.',
    statistic: 'SUM',
    metric: 'WorkflowsFailed',
    period: 300,
    periods: 1,
    threshold: 0,
  },
  {
    id: 'WorkflowsTimeOut',
    description: 'Executions have timed out. Find them with rx-swf list --timed-out.',
    statistic: 'SUM',
    metric: 'WorkflowsTimedOut',
    period: 300,
    periods: 1,
    threshold: 0,
  },
];

/** Returns the alarms on the metrics that SWF itself writes to CloudWatch. */
export function serviceAlarms(domain: string, taskLists: readonly string[]): readonly Alarm[] {
  const where = `Domain = ${sqlText(dimensionValue(domain))}`;
  return [
    ...domainAlarms.map(({ statistic, metric, ...alarm }) => ({
      ...alarm,
      expression: `SELECT ${statistic}(${metric}) FROM "AWS/SWF" WHERE ${where}`,
      metrics: [],
      isMinimum: false,
    })),
    // SWF reports throttling by operation and not by domain.
    {
      id: 'Throttled',
      description:
        'Calls or decisions of this account are throttled: use fewer pollers or a rateLimit, or request an increase.',
      expression: 'SELECT SUM(ThrottledEvents) FROM "AWS/SWF"',
      metrics: [],
      period: 60,
      periods: 10,
      threshold: 0,
      isMinimum: false,
    },
    ...taskLists.map((list, index) => growthAlarm(domain, list, index)),
  ];
}

const growthAlarm = (domain: string, list: string, index: number): Alarm => ({
  id: `BacklogGrows${index + 1}`,
  description: `The backlog of the task list ${list} has grown for 10 minutes: there are too few workers, or none.`,
  expression: 'DIFF(pending)',
  metrics: [
    {
      id: 'pending',
      name: 'PendingTasks',
      dimensions: { Domain: dimensionValue(domain), TaskListName: dimensionValue(list) },
    },
  ],
  period: 300,
  periods: 2,
  threshold: 0,
  isMinimum: false,
});
