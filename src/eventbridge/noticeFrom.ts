import type { Notice } from '../notices/index.js';
import { messageOf } from '../requests/index.js';
import { omitUndefined, refuse } from '../values/index.js';
import type { StateChange } from './StateChange.js';

const detailType = 'Simple Workflow Execution State Change';
const domainArn = /^arn:[^:]*:swf:[^:]*:[^:]*:\/domain\/(.+)$/;

type Members = Readonly<Record<string, unknown>>;

/**
 * Reads a {@link Notice} from an envelope of Amazon EventBridge, given as an object or as JSON. The envelope may
 * be wrapped in a notification of Amazon SNS.
 *
 * @throws `InvalidArgumentError` that names the member if this is not a state change of an SWF execution
 * @example
 * ```ts
 * import { noticeFrom } from 'rx-swf/eventbridge';
 *
 * export function showNotice(body: string): void {
 *   const { domain, workflowId, eventType } = noticeFrom(body);
 *   console.log(domain, workflowId, eventType);
 * }
 * ```
 */
export function noticeFrom(envelope: StateChange | string | object): Notice {
  const change = unwrap(membersOf('envelope', parse('envelope', envelope)));
  expect('source', change['source'], 'aws.swf');
  expect('detail-type', change['detail-type'], detailType);
  const detail = membersOf('detail', change['detail']);
  const described = membersOf('detail.workflowExecutionDetail', detail['workflowExecutionDetail']);
  const info = membersOf('detail.workflowExecutionDetail.executionInfo', described['executionInfo']);
  const execution = membersOf('detail.workflowExecutionDetail.executionInfo.execution', info['execution']);
  return Object.freeze({
    domain: domainOf(change['resources']),
    workflowId: text('execution.workflowId', execution['workflowId']),
    runId: text('execution.runId', execution['runId']),
    eventType: text('detail.eventType', detail['eventType']),
    ...omitUndefined({
      eventId: typeof detail['eventId'] === 'number' ? detail['eventId'] : undefined,
      time: timeOf(change['time']),
      region: typeof change['region'] === 'string' ? change['region'] : undefined,
      account: typeof change['account'] === 'string' ? change['account'] : undefined,
    }),
  });
}

/** Takes the envelope out of an SNS notification, which holds it as JSON. */
function unwrap(members: Members): Members {
  if (members['Type'] !== 'Notification' || typeof members['Message'] !== 'string') return members;
  return membersOf('Message', parse('Message', members['Message']));
}

function parse(field: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch (error) {
    return refuse(field, value, `valid JSON (${messageOf(error)})`);
  }
}

function membersOf(field: string, value: unknown): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuse(field, value, 'an object');
  return { ...value };
}

function text(field: string, value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : refuse(field, value, 'a non-empty string');
}

function expect(field: string, value: unknown, expected: string): void {
  if (value !== expected) refuse(field, value, JSON.stringify(expected));
}

function domainOf(resources: unknown): string {
  const arns: readonly unknown[] = Array.isArray(resources) ? resources : [];
  for (const arn of arns) {
    const [, domain] = domainArn.exec(String(arn)) ?? [];
    if (domain !== undefined) return domain;
  }
  return refuse('resources', resources, 'a list with the ARN of an SWF domain');
}

function timeOf(value: unknown): Date | undefined {
  const time = new Date(typeof value === 'string' ? value : Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
