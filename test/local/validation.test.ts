import * as Swf from '@aws-sdk/client-swf';
import { LocalSwf } from 'rx-swf/local';
import { describe, expect, it } from 'vitest';
import { callRaw } from '../harness/callRaw.js';
import { SdkHarness } from '../harness/SdkHarness.js';
import { decision } from '../harness/sdkDecisions.js';
import { decision as table } from './coverage/table/decisions.js';

// That every constraint is kept, one by one, is in coverage.test.ts.

const swf = new LocalSwf({ longPoll: 0 });

async function call(operation: string, body: unknown): Promise<{ type: string; message: string }> {
  const answer = await callRaw(swf, operation, body);
  const { __type = '', message = '' } = answer.body ?? {};
  return { type: String(__type).replace(/^.*#/, ''), message };
}

it('all errors of a request are reported at once', async () => {
  const workflowType = { name: '', version: 'x'.repeat(65) };
  const { type, message } = await call('StartWorkflowExecution', {
    domain: 'd',
    workflowType,
    childPolicy: 'NONE',
  });
  expect(type).toBe('ValidationException');
  expect(message.split(' detected: ')[0]).toBe('4 validation errors');
  expect(
    message.split('; ').map(error => /at '([^']*)' failed to satisfy constraint: /.exec(error)?.[1]),
  ).toEqual(['workflowId', 'workflowType.name', 'workflowType.version', 'childPolicy']);
});

it('an extremely deeply nested value is rejected as any other wrong type', async () => {
  const depth = 100_000;
  const tag = `${'['.repeat(depth)}${']'.repeat(depth)}`;
  const answer = await callRaw(swf, 'StartWorkflowExecution', `{"tagList":[${tag},1,2,3,4,5]}`);
  expect(answer).toMatchObject({ status: 400, body: { message: "'tagList.1.member' must be a string" } });
});

describe('a decision', () => {
  const decide = (decision: unknown) =>
    call('RespondDecisionTaskCompleted', {
      taskToken: 'x',
      decisions: [
        { decisionType: 'RecordMarker', recordMarkerDecisionAttributes: { markerName: 'm' } },
        decision,
      ],
    });

  it.each(Object.values(Swf.DecisionType))(
    'of type %s without any attributes misses those that it needs, one by one',
    async decisionType => {
      const attributes = `${decisionType.charAt(0).toLowerCase()}${decisionType.slice(1)}DecisionAttributes`;
      const members = Object.entries(table.members?.[attributes]?.members ?? {});
      expect(members.length).toBeGreaterThan(0);
      const { message } = await decide({ decisionType });
      for (const [name, { required = false }] of members) {
        const missed = `Value null at 'decisions.2.member.${attributes}.${name}' failed to satisfy`;
        expect(message.includes(missed)).toBe(required);
      }
    },
  );

  it('with the attributes of another type has them validated too', async () => {
    const decision = { decisionType: 'CompleteWorkflowExecution', startTimerDecisionAttributes: {} };
    expect((await decide(decision)).message).toContain(
      "'decisions.2.member.startTimerDecisionAttributes.timerId'",
    );
  });
});

describe('the workflow id of another execution', () => {
  it.each(['a:b', 'a/b', 'a|b', 'arn', ' a '])(
    'is looked up and not checked like a new one: %j',
    async workflowId => {
      const harness = await SdkHarness.open();
      const run = await harness.start();
      await harness.decide(
        decision('SignalExternalWorkflowExecution', { workflowId, signalName: 's' }),
        decision('RequestCancelExternalWorkflowExecution', { workflowId }),
      );
      for (const type of ['SignalExternalWorkflowExecution', 'RequestCancelExternalWorkflowExecution']) {
        expect(await harness.attributes(run, `${type}Failed`)).toMatchObject({
          workflowId,
          cause: 'UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION',
        });
      }
    },
  );

  it('the version of a continued execution may be any string too', async () => {
    const harness = await SdkHarness.open();
    const run = await harness.start();
    await harness.decide(decision('ContinueAsNewWorkflowExecution', { workflowTypeVersion: 'a:b' }));
    expect(await harness.attributes(run, 'ContinueAsNewWorkflowExecutionFailed')).toMatchObject({
      cause: 'WORKFLOW_TYPE_DOES_NOT_EXIST',
    });
  });
});

/** A body of almost 1 MB that repeats one text. */
const filled = (before: string, repeated: string, after: string) =>
  `${before}${Array.from({ length: Math.floor(1_040_000 / (repeated.length + 1)) }, () => repeated).join(',')}${after}`;

describe('a request of 1 MB with nothing but errors', () => {
  it.each<[string, string, string]>([
    ['decisions', 'RespondDecisionTaskCompleted', filled('{"taskToken":"x","decisions":[', '{}', ']}')],
    ['decisions that are null', 'RespondDecisionTaskCompleted', filled('{"decisions":[', 'null', ']}')],
    [
      'decisions that miss their attributes',
      'RespondDecisionTaskCompleted',
      filled('{"taskToken":"x","decisions":[', '{"decisionType":"StartTimer"}', ']}'),
    ],
    [
      'long decisions',
      'RespondDecisionTaskCompleted',
      filled(
        '{"taskToken":"x","decisions":[',
        `{"decisionType":"RecordMarker","recordMarkerDecisionAttributes":{"markerName":"${'x'.repeat(10_000)}"}}`,
        ']}',
      ),
    ],
    ['tags', 'StartWorkflowExecution', filled('{"tagList":[', `"${'x'.repeat(300)}"`, ']}')],
    ['resource tags', 'TagResource', filled('{"resourceArn":"x","tags":[', '{}', ']}')],
    ['resource tags that are null', 'TagResource', filled('{"resourceArn":"x","tags":[', 'null', ']}')],
    ['keys of tags', 'UntagResource', filled('{"resourceArn":"x","tagKeys":[', '""', ']}')],
    [
      'long keys of tags',
      'UntagResource',
      filled('{"resourceArn":"x","tagKeys":[', `"${'x'.repeat(9000)}"`, ']}'),
    ],
    ['a long word', 'TerminateWorkflowExecution', `{"domain":"d","childPolicy":"${'x'.repeat(1_000_000)}"}`],
    ['a long token', 'RespondActivityTaskCompleted', `{"taskToken":"${'x'.repeat(1_000_000)}"}`],
    ['quotes', 'RespondActivityTaskCompleted', `{"taskToken":"${'\\"'.repeat(500_000)}"}`],
    ['a long name', 'DescribeDomain', `{"name":"${'é'.repeat(500_000)}"}`],
    [
      'unknown members',
      'DescribeDomain',
      `{${Array.from({ length: 70_000 }, (_, i) => `"m${i}":null`).join(',')}}`,
    ],
    ['a deep list', 'DescribeDomain', `{"name":${'['.repeat(500_000)}${']'.repeat(500_000)}}`],
    ['a deep structure', 'DescribeDomain', `{"name":${'{"a":'.repeat(170_000)}1${'}'.repeat(170_000)}}`],
    [
      'a deep list that is too long',
      'StartWorkflowExecution',
      `{"tagList":[1,2,3,4,5,6,${'['.repeat(500_000)}${']'.repeat(500_000)}]}`,
    ],
  ])('gets a short response: %s', async (_, operation, body) => {
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(1024 * 1024);
    const { response } = await swf.requestHandler.handle({
      headers: { 'x-amz-target': `SimpleWorkflowService.${operation}` },
      body,
    });
    expect(response.statusCode).toBe(400);
    expect(response.body.length).toBeLessThan(100_000);
    const { message } = JSON.parse(Buffer.from(response.body).toString());
    const [, errors = '0'] = /^(\d+) validation errors? detected: /.exec(message) ?? [];
    expect(Number(errors)).toBeLessThanOrEqual(20);
  });

  it.each([
    { 'x-amz-target': 'x'.repeat(1_000_000) },
    {
      'x-amz-target': 'SimpleWorkflowService.ListDomains',
      authorization: `AWS4-HMAC-SHA256 Credential=a/20260101/${'x'.repeat(1_000_000)}/swf/aws4_request`,
    },
  ])('gets a short response, whatever its headers are', async headers => {
    const { response } = await swf.requestHandler.handle({ headers, body: '{}' });
    expect(response.statusCode).toBeGreaterThanOrEqual(400);
    expect(response.body.length).toBeLessThan(1000);
  });

  it('reports the length of a list before any of its entries', async () => {
    const decisions = Array.from({ length: 101 }, () => ({}));
    const { message } = await call('RespondDecisionTaskCompleted', { taskToken: 'x', decisions });
    expect(message).toBe(
      `1 validation error detected: Value '[${'{}, '.repeat(20)}…]' at 'decisions' failed to satisfy constraint: Member must have length less than or equal to 100`,
    );
  });

  it('reports at most 20 errors', async () => {
    const decisions = Array.from({ length: 100 }, () => ({}));
    const { message } = await call('RespondDecisionTaskCompleted', { taskToken: 'x', decisions });
    expect(message).toMatch(/^20 validation errors detected: /);
    expect(message.split('; ')).toHaveLength(20);
    expect(message).toContain("'decisions.20.member.decisionType'");
  });
});
