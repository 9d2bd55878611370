import type { Alarm } from './Alarm.js';
import { serviceAlarms } from './serviceAlarms.js';
import { workerAlarms } from './workerAlarms.js';

/** Options of a template. */
export interface AlarmOptions {
  readonly domain: string;
  /** Task lists whose growth is watched. */
  readonly taskLists: readonly string[];
  /** CloudWatch namespace of the OpenTelemetry metrics; absent if they aren't there. */
  readonly namespace?: string;
}

/** What a template is made of. */
export interface AlarmSetup {
  readonly domain: string;
  /** Beginning of the names of the alarms. */
  readonly prefix: string;
  readonly service: readonly Alarm[];
  readonly workers: readonly Alarm[];
}

/** Returns the alarms of a domain. */
export const alarmSetup = ({ domain, taskLists, namespace }: AlarmOptions): AlarmSetup => ({
  domain,
  prefix: `swf-${domain.replace(/[^A-Za-z0-9_-]+/g, '-')}`,
  service: serviceAlarms(domain, taskLists),
  workers: namespace === undefined ? [] : workerAlarms(domain, namespace),
});

/** Lines of a comment on the rows of the table in the docs for which there is no alarm in the template. */
export const notes = ({ workers }: AlarmSetup): readonly string[] => [
  ...(workers.length > 0
    ? []
    : [
        'Silence, failed decisions, late answers and retries are metrics of telemetry() in',
        'rx-swf/opentelemetry. If a collector writes these to CloudWatch, pass --metrics-namespace.',
      ]),
  'The error with which a stream ends, "presumed" and "unfinished" are in the logs of the programs;',
  '"held" is aws.swf.client.held_tasks, whose limit is the concurrency of your workers.',
];
