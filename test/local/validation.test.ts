import * as Swf from '@aws-sdk/client-swf';
import { LocalSwf } from 'rx-swf/local';
import { describe, expect, it } from 'vitest';

/** What the SDK knows of a structure: its members, the first ones of them required. */
interface Structure {
  readonly name: string;
  readonly members: readonly string[];
  readonly required: number;
}

function structureOf(schema: unknown): Structure {
  const [, , name, , members, , required] = Array.isArray(schema) ? schema : [];
  return { name, members, required: required ?? 0 };
}

function inputOf(operation: string): Structure {
  const [, schema] = Object.entries(Swf).find(([name]) => name === `${operation}$`) ?? [];
  const input = Array.isArray(schema) ? schema[4] : undefined;
  return structureOf(typeof input === 'function' ? input() : input);
}

const operations = Object.keys(Swf)
  .filter(name => name.endsWith('Command') && name !== '$Command')
  .map(name => name.slice(0, -'Command'.length));

const swf = new LocalSwf({ longPoll: 0 });

async function call(operation: string, body: unknown): Promise<{ type: string; message: string }> {
  const { response } = await swf.requestHandler.handle({
    headers: { 'x-amz-target': `SimpleWorkflowService.${operation}` },
    body: JSON.stringify(body),
  });
  const { __type = '', message = '' } = JSON.parse(Buffer.from(response.body).toString() || '{}');
  return { type: String(__type).replace(/^.*#/, ''), message };
}

it('the API has 39 operations', () => {
  expect(operations).toHaveLength(39);
});

describe.each(operations)('%s', operation => {
  const { members, required } = inputOf(operation);

  it('misses every member that is required', async () => {
    const { type, message } = await call(operation, {});
    expect(type).toBe('ValidationException');
    for (const member of members.slice(0, required)) {
      expect(message).toContain(
        `Value null at '${member}' failed to satisfy constraint: Member must not be null`,
      );
    }
    for (const member of members.slice(required)) expect(message).not.toContain(`'${member}'`);
  });

  it.each(members.map(member => [member]))('looks at %s', async member => {
    // Nothing in the API is a list of lists, so this is never of the right type.
    const { type, message } = await call(operation, { [member]: [[]] });
    expect(type).toBe('SerializationException');
    expect(message).toContain(`'${member}`);
  });
});

describe('a decision', () => {
  const decide = (decision: unknown) =>
    call('RespondDecisionTaskCompleted', {
      taskToken: 'x',
      decisions: [{ decisionType: 'RecordMarker' }, decision],
    });

  it.each(Object.values(Swf.DecisionType))(
    'of type %s is looked at in all its members',
    async decisionType => {
      const attributes = `${decisionType.charAt(0).toLowerCase()}${decisionType.slice(1)}DecisionAttributes`;
      const [, schema] =
        Object.entries(Swf).find(([name]) => name === `${decisionType}DecisionAttributes$`) ?? [];
      const { members, required } = structureOf(schema);
      expect(members.length).toBeGreaterThan(0);
      const path = `decisions.2.member.${attributes}`;
      for (const member of members) {
        const { type, message } = await decide({ decisionType, [attributes]: { [member]: [[]] } });
        expect([type, message]).toEqual([
          'SerializationException',
          expect.stringContaining(`'${path}.${member}`),
        ]);
      }
      // Attributes that are left out altogether are missed one by one.
      const { message } = await decide({ decisionType });
      for (const member of members.slice(0, required)) {
        expect(message).toContain(`Value null at '${path}.${member}' failed to satisfy`);
      }
    },
  );

  it('has a type, and SWF names all of them in its own order', async () => {
    expect((await decide({ decisionType: 'Sleep' })).message).toContain(
      "Value 'Sleep' at 'decisions.2.member.decisionType' failed to satisfy constraint: Member must satisfy enum value set: " +
        '[CompleteWorkflowExecution, StartTimer, RequestCancelExternalWorkflowExecution, SignalExternalWorkflowExecution, ' +
        'CancelTimer, RecordMarker, ScheduleActivityTask, ContinueAsNewWorkflowExecution, ScheduleLambdaFunction, ' +
        'FailWorkflowExecution, RequestCancelActivityTask, StartChildWorkflowExecution, CancelWorkflowExecution]',
    );
  });

  it('with attributes of another type has them looked at too', async () => {
    const decision = { decisionType: 'CompleteWorkflowExecution', startTimerDecisionAttributes: {} };
    expect((await decide(decision)).message).toContain(
      "'decisions.2.member.startTimerDecisionAttributes.timerId'",
    );
  });
});

describe('a value beyond its limits', () => {
  const long = (length: number) => 'x'.repeat(length);
  const start = (given: object) => ({
    domain: 'd',
    workflowId: 'w',
    workflowType: { name: 't', version: '1' },
    ...given,
  });
  const atMost = (length: number) => `Member must have length less than or equal to ${length}`;

  it.each([
    ['RegisterWorkflowType', { domain: 'd', name: long(257), version: '1' }, 'name', atMost(256)],
    ['RegisterWorkflowType', { domain: 'd', name: 'n', version: long(65) }, 'version', atMost(64)],
    [
      'RegisterWorkflowType',
      { domain: 'd', name: 'n', version: '1', description: long(1025) },
      'description',
      atMost(1024),
    ],
    [
      'RegisterWorkflowType',
      { domain: 'd', name: 'n', version: '1', defaultLambdaRole: long(1601) },
      'defaultLambdaRole',
      atMost(1600),
    ],
    ['StartWorkflowExecution', start({ tagList: [long(257)] }), 'tagList.1.member', atMost(256)],
    [
      'StartWorkflowExecution',
      start({ taskStartToCloseTimeout: '123456789' }),
      'taskStartToCloseTimeout',
      atMost(8),
    ],
    [
      'DescribeWorkflowExecution',
      { domain: 'd', execution: { workflowId: 'w', runId: long(65) } },
      'execution.runId',
      atMost(64),
    ],
    [
      'PollForActivityTask',
      { domain: 'd', taskList: { name: 'l' }, identity: long(257) },
      'identity',
      atMost(256),
    ],
    ['RespondActivityTaskCompleted', { taskToken: long(1025) }, 'taskToken', atMost(1024)],
    ['RespondActivityTaskCompleted', { taskToken: 'x', result: long(32_769) }, 'result', atMost(32_768)],
    [
      'ListDomains',
      { registrationStatus: 'REGISTERED', nextPageToken: long(2049) },
      'nextPageToken',
      atMost(2048),
    ],
    [
      'TerminateWorkflowExecution',
      { domain: 'd', workflowId: 'w', reason: long(257) },
      'reason',
      atMost(256),
    ],
    ['TagResource', { resourceArn: 'a', tags: [{ key: long(129) }] }, 'tags.1.member.key', atMost(128)],
    [
      'ListDomains',
      { registrationStatus: 'LOST' },
      'registrationStatus',
      'Member must satisfy enum value set: [REGISTERED, DEPRECATED]',
    ],
  ])('is refused: %s %#', async (operation, input, path, constraint) => {
    const { type, message } = await call(operation, input);
    expect(type).toBe('ValidationException');
    expect(message).toMatch(/^1 validation error detected: /);
    expect(message).toContain(`at '${path}' failed to satisfy constraint: ${constraint}`);
  });

  it.each([
    [{ scheduleToCloseTimeout: '-1' }],
    [{ scheduleToStartTimeout: '' }],
    [{ startToCloseTimeout: '1e3' }],
    [{ heartbeatTimeout: '31536001' }],
    [{ taskPriority: '1.5' }],
    [{ activityId: 'a:b' }],
  ])('is refused in ScheduleActivityTask: %o', async given => {
    const scheduleActivityTaskDecisionAttributes = {
      activityId: 'a',
      activityType: { name: 't', version: '1' },
      ...given,
    };
    const decisions = [{ decisionType: 'ScheduleActivityTask', scheduleActivityTaskDecisionAttributes }];
    const { type, message } = await call('RespondDecisionTaskCompleted', { taskToken: 'x', decisions });
    expect(type).toBe('ValidationException');
    expect(message).toContain(`scheduleActivityTaskDecisionAttributes.${Object.keys(given)[0]}'`);
  });

  it.each(['0', '901', 'NONE'])(
    'is refused as the timeout of a Lambda task: %s',
    async startToCloseTimeout => {
      const scheduleLambdaFunctionDecisionAttributes = { id: 'l', name: 'n', startToCloseTimeout };
      const decisions = [
        { decisionType: 'ScheduleLambdaFunction', scheduleLambdaFunctionDecisionAttributes },
      ];
      const { type } = await call('RespondDecisionTaskCompleted', { taskToken: 'x', decisions });
      expect(type).toBe('ValidationException');
    },
  );
});
