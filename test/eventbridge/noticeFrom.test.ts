import { InvalidArgumentError } from 'rx-swf';
import { noticeFrom } from 'rx-swf/eventbridge';
import { describe, expect, it } from 'vitest';
import { envelope } from './envelope.js';

const notice = {
  domain: 'media',
  workflowId: 'album-7',
  runId: 'run-1',
  eventType: 'WorkflowExecutionCompleted',
  eventId: 35,
  time: new Date('2020-05-08T15:57:38Z'),
  region: 'us-east-1',
  account: '444455556666',
};

/** The envelope with one member replaced. */
function replaced(path: readonly string[], value: unknown): object {
  const copy = structuredClone(envelope());
  const holder = path.slice(0, -1).reduce<object>((object, name) => Reflect.get(object, name), copy);
  Reflect.set(holder, path.at(-1) ?? '', value);
  return copy;
}

const info = ['detail', 'workflowExecutionDetail', 'executionInfo'];

describe('noticeFrom', () => {
  it('reads an envelope, as an object or as JSON', () => {
    expect(noticeFrom(envelope())).toEqual(notice);
    expect(noticeFrom(JSON.stringify(envelope()))).toEqual(notice);
    expect(noticeFrom(envelope())).toSatisfy(Object.isFrozen);
  });

  it('reads an envelope in a notification of SNS', () => {
    const Message = JSON.stringify(envelope());
    expect(noticeFrom(JSON.stringify({ Type: 'Notification', MessageId: 'a', Message }))).toEqual(notice);
  });

  it('reads domains of other partitions, with any characters', () => {
    const arn = 'arn:aws-cn:swf:cn-north-1:444455556666:/domain/media library';
    expect(noticeFrom(replaced(['resources'], [arn])).domain).toBe('media library');
  });

  it('omits what the envelope has in an unknown form', () => {
    const { time, ...rest } = notice;
    expect(noticeFrom(replaced(['time'], 'yesterday'))).toEqual(rest);
    expect(noticeFrom(replaced(['detail', 'eventId'], null))).not.toHaveProperty('eventId');
  });

  it.each<[string, string | object]>([
    ['envelope must be valid JSON (', 'not JSON'],
    ['envelope must be an object, got 0 items', '[]'],
    ['envelope must be an object, got null', 'null'],
    ['source must be "aws.swf", got "aws.ec2"', replaced(['source'], 'aws.ec2')],
    [
      'detail-type must be "Simple Workflow Execution State Change", got undefined',
      replaced(['detail-type'], undefined),
    ],
    ['resources must be a list with the ARN of an SWF domain, got 0 items', replaced(['resources'], [])],
    ['resources must be a list with the ARN of an SWF domain, got 1 items', replaced(['resources'], [7])],
    ['detail must be an object, got undefined', replaced(['detail'], undefined)],
    ['detail.workflowExecutionDetail.executionInfo must be an object, got null', replaced(info, null)],
    [
      'detail.workflowExecutionDetail.executionInfo.execution must be an object, got "run-1"',
      replaced([...info, 'execution'], 'run-1'),
    ],
    [
      'execution.workflowId must be a non-empty string, got ""',
      replaced([...info, 'execution', 'workflowId'], ''),
    ],
    ['execution.runId must be a non-empty string, got 7', replaced([...info, 'execution', 'runId'], 7)],
    ['detail.eventType must be a non-empty string, got null', replaced(['detail', 'eventType'], null)],
    ['Message must be valid JSON (', { Type: 'Notification', Message: '{' }],
  ])('refuses what is not a state change: %s', (message, value) => {
    expect(() => noticeFrom(value)).toThrow(InvalidArgumentError);
    expect(() => noticeFrom(value)).toThrow(message);
  });
});
