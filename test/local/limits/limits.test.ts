import * as Swf from '@aws-sdk/client-swf';
import { LocalSwf, type Quotas } from 'rx-swf/local';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { expectFault } from '../../harness/expectFault.js';
import { SdkHarness } from '../../harness/SdkHarness.js';
import { complete, decision, schedule } from '../../harness/sdkDecisions.js';

const domain = 'media';
const taskList = { name: 'l' };
const workflowId = 'w';
const type = { name: 'n', version: '1' };
const taskToken = 'token';
const resourceArn = 'arn:aws:swf:us-east-1:123456789012:/domain/media';
const year = 31_536_000;

/** A documented limit: how it is gone beyond, and what is just within. */
interface Limit<T = unknown> {
  readonly what: string;
  /** The place that the refusal names. */
  readonly path: string;
  readonly most: T;
  readonly beyond: T;
  readonly send: (client: Swf.SWFClient, value: T) => Promise<unknown>;
}

// So that each row has values of one type, whatever that is.
const limit = <T>(row: Limit<T>): Limit => ({
  ...row,
  send: (client, value) => row.send(client, value as T),
});

const x = (length: number) => 'x'.repeat(length);

function text(
  what: string,
  path: string,
  most: number,
  send: (client: Swf.SWFClient, value: string) => Promise<unknown>,
): Limit {
  return limit({ what, path, most: x(most), beyond: x(most + 1), send });
}

const decide = (client: Swf.SWFClient, ...decisions: Swf.Decision[]) =>
  client.send(new Swf.RespondDecisionTaskCompletedCommand({ taskToken, decisions }));
const start = (client: Swf.SWFClient, given: Partial<Swf.StartWorkflowExecutionInput>) =>
  client.send(new Swf.StartWorkflowExecutionCommand({ domain, workflowId, workflowType: type, ...given }));
const scheduled = 'decisions.1.member.scheduleActivityTaskDecisionAttributes';

const limits: readonly Limit[] = [
  limit({
    what: 'decisions in an answer',
    path: 'decisions',
    most: Array.from({ length: 100 }, (_, i) => decision('RecordMarker', { markerName: `${i}` })),
    beyond: Array.from({ length: 101 }, (_, i) => decision('RecordMarker', { markerName: `${i}` })),
    send: (client, decisions) => decide(client, ...decisions),
  }),
  limit({
    what: 'tags of an execution',
    path: 'tagList',
    most: ['a', 'b', 'c', 'd', 'e'],
    beyond: ['a', 'b', 'c', 'd', 'e', 'f'],
    send: (client, tagList) => start(client, { tagList }),
  }),
  limit({
    what: 'tags of a child',
    path: 'decisions.1.member.startChildWorkflowExecutionDecisionAttributes.tagList',
    most: ['a', 'b', 'c', 'd', 'e'],
    beyond: ['a', 'b', 'c', 'd', 'e', 'f'],
    send: (client, tagList) =>
      decide(client, decision('StartChildWorkflowExecution', { workflowId, workflowType: type, tagList })),
  }),
  limit({
    what: 'tags of a continued execution',
    path: 'decisions.1.member.continueAsNewWorkflowExecutionDecisionAttributes.tagList',
    most: ['a', 'b', 'c', 'd', 'e'],
    beyond: ['a', 'b', 'c', 'd', 'e', 'f'],
    send: (client, tagList) => decide(client, decision('ContinueAsNewWorkflowExecution', { tagList })),
  }),
  limit({
    what: 'items of a page',
    path: 'maximumPageSize',
    most: 1000,
    beyond: 1001,
    send: (client, maximumPageSize) =>
      client.send(new Swf.ListDomainsCommand({ registrationStatus: 'REGISTERED', maximumPageSize })),
  }),
  text('input', 'input', 32_768, (client, input) => start(client, { input })),
  text('signal input', 'input', 32_768, (client, input) =>
    client.send(new Swf.SignalWorkflowExecutionCommand({ domain, workflowId, signalName: 's', input })),
  ),
  text('result', 'result', 32_768, (client, result) =>
    client.send(new Swf.RespondActivityTaskCompletedCommand({ taskToken, result })),
  ),
  text('details of a failure', 'details', 32_768, (client, details) =>
    client.send(new Swf.RespondActivityTaskFailedCommand({ taskToken, details })),
  ),
  text('details of a termination', 'details', 32_768, (client, details) =>
    client.send(new Swf.TerminateWorkflowExecutionCommand({ domain, workflowId, details })),
  ),
  text('execution context', 'executionContext', 32_768, (client, executionContext) =>
    client.send(new Swf.RespondDecisionTaskCompletedCommand({ taskToken, executionContext })),
  ),
  text('input of an activity', `${scheduled}.input`, 32_768, (client, input) =>
    decide(client, schedule('a', { input })),
  ),
  text('control of an activity', `${scheduled}.control`, 32_768, (client, control) =>
    decide(client, schedule('a', { control })),
  ),
  text(
    'result of an execution',
    'decisions.1.member.completeWorkflowExecutionDecisionAttributes.result',
    32_768,
    (client, result) => decide(client, complete(result)),
  ),
  text(
    'details of a marker',
    'decisions.1.member.recordMarkerDecisionAttributes.details',
    32_768,
    (client, details) => decide(client, decision('RecordMarker', { markerName: 'm', details })),
  ),
  text('details of a heartbeat', 'details', 2048, (client, details) =>
    client.send(new Swf.RecordActivityTaskHeartbeatCommand({ taskToken, details })),
  ),
  text('reason of a failure', 'reason', 256, (client, reason) =>
    client.send(new Swf.RespondActivityTaskFailedCommand({ taskToken, reason })),
  ),
  text('reason of a termination', 'reason', 256, (client, reason) =>
    client.send(new Swf.TerminateWorkflowExecutionCommand({ domain, workflowId, reason })),
  ),
  text(
    'reason of a failed execution',
    'decisions.1.member.failWorkflowExecutionDecisionAttributes.reason',
    256,
    (client, reason) => decide(client, decision('FailWorkflowExecution', { reason })),
  ),
  text('identity of a worker', 'identity', 256, (client, identity) =>
    client.send(new Swf.PollForActivityTaskCommand({ domain: 'unknown', taskList, identity })),
  ),
  text('identity of a decider', 'identity', 256, (client, identity) =>
    client.send(new Swf.PollForDecisionTaskCommand({ domain: 'unknown', taskList, identity })),
  ),
  text('workflow id', 'workflowId', 256, (client, value) => start(client, { workflowId: value })),
  text('activity id', `${scheduled}.activityId`, 256, (client, id) => decide(client, schedule(id))),
  text('timer id', 'decisions.1.member.startTimerDecisionAttributes.timerId', 256, (client, timerId) =>
    decide(client, decision('StartTimer', { timerId, startToFireTimeout: '1' })),
  ),
  text('Lambda id', 'decisions.1.member.scheduleLambdaFunctionDecisionAttributes.id', 256, (client, id) =>
    decide(client, decision('ScheduleLambdaFunction', { id, name: 'f' })),
  ),
  text(
    'Lambda name',
    'decisions.1.member.scheduleLambdaFunctionDecisionAttributes.name',
    64,
    (client, name) => decide(client, decision('ScheduleLambdaFunction', { id: 'i', name })),
  ),
  text(
    'marker name',
    'decisions.1.member.recordMarkerDecisionAttributes.markerName',
    256,
    (client, markerName) => decide(client, decision('RecordMarker', { markerName })),
  ),
  text('signal name', 'signalName', 256, (client, signalName) =>
    client.send(new Swf.SignalWorkflowExecutionCommand({ domain, workflowId, signalName })),
  ),
  text('run id', 'runId', 64, (client, runId) =>
    client.send(new Swf.TerminateWorkflowExecutionCommand({ domain, workflowId, runId })),
  ),
  text('domain name', 'name', 256, (client, name) =>
    client.send(new Swf.RegisterDomainCommand({ name, workflowExecutionRetentionPeriodInDays: '1' })),
  ),
  text('type name', 'name', 256, (client, name) =>
    client.send(new Swf.RegisterWorkflowTypeCommand({ domain, name, version: '1' })),
  ),
  text('type version', 'version', 64, (client, version) =>
    client.send(new Swf.RegisterActivityTypeCommand({ domain, name: 'n', version })),
  ),
  text('description', 'description', 1024, (client, description) =>
    client.send(new Swf.RegisterActivityTypeCommand({ domain, ...type, description })),
  ),
  text('task list name', 'taskList.name', 256, (client, name) =>
    client.send(new Swf.CountPendingActivityTasksCommand({ domain, taskList: { name } })),
  ),
  text('tag', 'tagList.1.member', 256, (client, tag) => start(client, { tagList: [tag] })),
  text('key of a resource tag', 'tags.1.member.key', 128, (client, key) =>
    client.send(new Swf.TagResourceCommand({ resourceArn, tags: [{ key }] })),
  ),
  text('value of a resource tag', 'tags.1.member.value', 256, (client, value) =>
    client.send(new Swf.TagResourceCommand({ resourceArn, tags: [{ key: 'k', value }] })),
  ),
  text('ARN', 'resourceArn', 1600, (client, arn) =>
    client.send(new Swf.ListTagsForResourceCommand({ resourceArn: arn })),
  ),
  text('role for Lambda', 'lambdaRole', 1600, (client, lambdaRole) => start(client, { lambdaRole })),
  text('task token', 'taskToken', 1024, (client, token) =>
    client.send(new Swf.RespondActivityTaskCompletedCommand({ taskToken: token })),
  ),
  text('page token', 'nextPageToken', 2048, (client, nextPageToken) =>
    client.send(new Swf.ListDomainsCommand({ registrationStatus: 'REGISTERED', nextPageToken })),
  ),
  ...['2147483648', '-2147483649', '1e3', '0x1', '1.0', ' 1', `${'0'.repeat(900_000)}1`].map(beyond =>
    limit({
      what: `priority ${beyond.slice(0, 12)}`,
      path: 'taskPriority',
      most: '2147483647',
      beyond,
      send: (client, taskPriority) => start(client, { taskPriority }),
    }),
  ),
  limit({
    what: 'priority of an activity',
    path: `${scheduled}.taskPriority`,
    most: '-2147483648',
    beyond: '9'.repeat(300_000),
    send: (client, taskPriority) => decide(client, schedule('a', { taskPriority })),
  }),
  limit({
    what: 'timeout of an execution',
    path: 'executionStartToCloseTimeout',
    most: `${year}`,
    beyond: `${year + 1}`,
    send: (client, executionStartToCloseTimeout) => start(client, { executionStartToCloseTimeout }),
  }),
  limit({
    what: 'timeout of a decision task',
    path: 'taskStartToCloseTimeout',
    most: `${year}`,
    beyond: `${year + 1}`,
    send: (client, taskStartToCloseTimeout) => start(client, { taskStartToCloseTimeout }),
  }),
  limit({
    what: 'timeout of an activity task',
    path: `${scheduled}.heartbeatTimeout`,
    most: 'NONE',
    beyond: `${year + 1}`,
    send: (client, heartbeatTimeout) => decide(client, schedule('a', { heartbeatTimeout })),
  }),
  limit({
    what: 'timer',
    path: 'decisions.1.member.startTimerDecisionAttributes.startToFireTimeout',
    most: `${year}`,
    beyond: `${year + 1}`,
    send: (client, startToFireTimeout) =>
      decide(client, decision('StartTimer', { timerId: 't', startToFireTimeout })),
  }),
  limit({
    what: 'timeout of a Lambda function',
    path: 'decisions.1.member.scheduleLambdaFunctionDecisionAttributes.startToCloseTimeout',
    most: '900',
    beyond: '901',
    send: (client, startToCloseTimeout) =>
      decide(client, decision('ScheduleLambdaFunction', { id: 'i', name: 'f', startToCloseTimeout })),
  }),
  limit({
    what: 'retention',
    path: 'workflowExecutionRetentionPeriodInDays',
    most: '90',
    beyond: '91',
    send: (client, workflowExecutionRetentionPeriodInDays) =>
      client.send(new Swf.RegisterDomainCommand({ name: 'd', workflowExecutionRetentionPeriodInDays })),
  }),
];

let swf: LocalSwf;
let fronts: readonly { readonly front: string; readonly client: Swf.SWFClient }[];

async function serve(quotas: Partial<Quotas> = {}) {
  const service = new LocalSwf({ longPoll: 0, quotas });
  const { url: endpoint } = await service.listen();
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  const config = { region: 'us-east-1', credentials, endpoint, maxAttempts: 1 };
  const clients = [
    { front: 'in process', client: service.client({ maxAttempts: 1 }) },
    { front: 'over HTTP', client: new Swf.SWFClient(config) },
  ];
  return { service, clients };
}

beforeAll(async () => {
  const { service, clients } = await serve();
  swf = service;
  fronts = clients;
});
afterAll(async () => {
  for (const { client } of fronts) client.destroy();
  await swf.close();
});

/** Outcome of a call on each front. */
function outcomes(send: (client: Swf.SWFClient) => Promise<unknown>) {
  return Promise.all(
    fronts.map(async ({ front, client }) => {
      const outcome = await send(client).then(
        () => ({ name: 'taken', message: '' }),
        ({ name, message }: Error) => ({ name, message }),
      );
      return { front, ...outcome };
    }),
  );
}

describe('both fronts', () => {
  it.each(limits)('reject a request beyond the limit of: $what', async ({ path, beyond, send }) => {
    for (const { front, name, message } of await outcomes(client => send(client, beyond))) {
      expect([front, name, message.length]).toEqual([front, 'ValidationException', expect.any(Number)]);
      expect(message).toContain(`' at '${path}' failed to satisfy constraint: `);
      expect(message.slice(0, 40)).toMatch(/^1 validation error detected: Value '/);
      expect(message.length).toBeLessThan(50_000);
    }
  });

  it.each(limits)('accept a request at the limit of: $what', async ({ path, most, send }) => {
    for (const { message } of await outcomes(client => send(client, most))) {
      expect(message).not.toContain(`at '${path}'`);
    }
  });

  it('reject a request of more than 1 MB, and accept one of exactly 1 MB', async () => {
    const answer = { decisions: [], taskToken };
    const room = 1024 * 1024 - JSON.stringify({ executionContext: '', ...answer }).length;
    const send = (length: number) => (client: Swf.SWFClient) =>
      client.send(new Swf.RespondDecisionTaskCompletedCommand({ ...answer, executionContext: x(length) }));
    for (const { name, message } of await outcomes(send(room + 1))) {
      expect({ name, message }).toEqual({
        name: 'ValidationException',
        message: 'Request size exceeds the limit of 1048576 bytes',
      });
    }
    for (const { message } of await outcomes(send(room))) expect(message).toContain("at 'executionContext'");
  });

  it('count the bytes of a request, not its characters', async () => {
    const executionContext = 'é'.repeat(600_000);
    const send = (client: Swf.SWFClient) =>
      client.send(new Swf.RespondDecisionTaskCompletedCommand({ taskToken, executionContext }));
    for (const { message } of await outcomes(send)) expect(message).toMatch(/^Request size exceeds/);
  });

  it.each<[keyof Quotas, string, (client: Swf.SWFClient, n: string) => Promise<unknown>]>([
    [
      'domains',
      'LimitExceededFault',
      (client, name) =>
        client.send(new Swf.RegisterDomainCommand({ name, workflowExecutionRetentionPeriodInDays: '1' })),
    ],
    [
      'workflowTypesPerDomain',
      'LimitExceededFault',
      (client, name) => client.send(new Swf.RegisterWorkflowTypeCommand({ domain, name, version: '2' })),
    ],
    [
      'activityTypesPerDomain',
      'LimitExceededFault',
      (client, name) => client.send(new Swf.RegisterActivityTypeCommand({ domain, name, version: '2' })),
    ],
    ['openExecutionsPerDomain', 'LimitExceededFault', (client, id) => start(client, { workflowId: id })],
    [
      'tagsPerResource',
      'TooManyTagsFault',
      (client, key) => client.send(new Swf.TagResourceCommand({ resourceArn, tags: [{ key }] })),
    ],
  ])('fail beyond the quota %s with %s', async (quota, fault, send) => {
    const { service, clients } = await serve({ [quota]: 2 });
    onTestFinished(async () => {
      for (const { client } of clients) client.destroy();
      await service.close();
    });
    const { client } = clients[0] ?? { client: service.client() };
    await client.send(
      new Swf.RegisterDomainCommand({ name: domain, workflowExecutionRetentionPeriodInDays: '1' }),
    );
    const defaults = {
      defaultTaskList: taskList,
      defaultChildPolicy: 'ABANDON',
      defaultExecutionStartToCloseTimeout: '60',
      defaultTaskStartToCloseTimeout: '60',
    } as const;
    await client.send(new Swf.RegisterWorkflowTypeCommand({ domain, ...type, ...defaults }));
    const refused = [];
    for (const each of clients) {
      for (const n of ['1', '2', '3', '4']) {
        const error = await send(each.client, `${each.front} ${n}`).then(
          () => undefined,
          ({ name }: Error) => name,
        );
        if (error !== undefined) refused.push([each.front, error]);
      }
    }
    expect(refused.length).toBeGreaterThanOrEqual(6);
    expect(new Set(refused.map(([, name]) => name))).toEqual(new Set([fault]));
    expect(new Set(refused.map(([front]) => front)).size).toBe(2);
  });
});

it('reject 101 decisions without any effect, and the task stays open', async () => {
  const harness = await SdkHarness.open();
  const run = await harness.start();
  const task = await harness.pollDecision();
  const markers = Array.from({ length: 101 }, (_, i) => decision('RecordMarker', { markerName: `${i}` }));
  await expectFault(
    harness.respond(task, ...markers),
    'ValidationException',
    /at 'decisions' failed to satisfy constraint: Member must have length less than or equal to 100$/,
  );
  await harness.respond(task, ...markers.slice(1));
  expect(await harness.types(run, 4)).toHaveLength(101);
});
