import type { Alarm } from './Alarm.js';
import { sqlText } from './serviceAlarms.js';

/**
 * Returns the alarms on the metrics that `telemetry()` of `rx-swf/opentelemetry` records, as a collector writes them to
 * a namespace of CloudWatch: attributes become dimensions, and histograms keep their count.
 */
export function workerAlarms(domain: string, namespace: string): readonly Alarm[] {
  const from = `FROM "${namespace.replaceAll('"', '')}"`;
  const ofDomain = `"aws.swf.domain" = ${sqlText(domain)}`;
  const shared = { metrics: [], isMinimum: false };
  return [
    {
      ...shared,
      id: 'NoPolls',
      description:
        'No poll has ended for 3 minutes: no worker runs, or its polls hang. Look at the state of the workers.',
      // Polls carry the task list and no domain.
      expression: `SELECT COUNT("messaging.client.operation.duration") ${from}`,
      period: 60,
      periods: 3,
      threshold: 1,
      isMinimum: true,
    },
    {
      ...shared,
      id: 'FailedDecisions',
      description:
        'Decisions could not be made, or SWF has refused them: a decider has a bug, and executions stall.',
      expression: `SELECT SUM("aws.swf.client.failed_decisions") ${from} WHERE ${ofDomain}`,
      period: 300,
      periods: 1,
      threshold: 0,
    },
    {
      ...shared,
      id: 'GoneTasks',
      description:
        'Answers come too late: timeouts are too short, or executions are closed while their work runs. Work is wasted.',
      expression: `SELECT COUNT("messaging.process.duration") ${from} WHERE ${ofDomain} AND "aws.swf.task.answer" = 'gone'`,
      period: 300,
      periods: 1,
      threshold: 5,
    },
    {
      ...shared,
      id: 'Retries',
      description:
        'Calls are retried for 10 minutes: the network or SWF has problems, or a quota is exceeded.',
      expression: `SELECT SUM("aws.swf.client.retries") ${from}`,
      period: 60,
      periods: 10,
      threshold: 0,
    },
  ];
}
