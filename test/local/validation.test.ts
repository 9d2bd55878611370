import * as Swf from '@aws-sdk/client-swf';
import { LocalSwf } from 'rx-swf/local';
import { describe, expect, it } from 'vitest';
import { decision as table } from './coverage/table/decisions.js';

// That every constraint is kept, one by one, is in coverage.test.ts.

const swf = new LocalSwf({ longPoll: 0 });

async function call(operation: string, body: unknown): Promise<{ type: string; message: string }> {
  const { response } = await swf.requestHandler.handle({
    headers: { 'x-amz-target': `SimpleWorkflowService.${operation}` },
    body: JSON.stringify(body),
  });
  const { __type = '', message = '' } = JSON.parse(Buffer.from(response.body).toString() || '{}');
  return { type: String(__type).replace(/^.*#/, ''), message };
}

it('all that is wrong with a request is told at once', async () => {
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

  it('with attributes of another type has them looked at too', async () => {
    const decision = { decisionType: 'CompleteWorkflowExecution', startTimerDecisionAttributes: {} };
    expect((await decide(decision)).message).toContain(
      "'decisions.2.member.startTimerDecisionAttributes.timerId'",
    );
  });
});
