import { SWFServiceException } from '@aws-sdk/client-swf';
import { type Chapter, type Check, documented, recorded, reported } from '../Check.js';
import { expectEqual, expectFault, expectRefusal, expectTrue } from '../expect.js';
import type { Scene } from '../Scene.js';

const startTimeFilter = { oldestDate: new Date(0) };
const type = { name: 'Encode', version: '1' };
const taskList = { name: 'list' };

/** One call of each operation on a domain that nobody has. */
const calls: Readonly<Record<string, (scene: Scene, domain: string) => Promise<unknown>>> = {
  describeDomain: ({ swf }, name) => swf.describeDomain({ name }),
  deprecateDomain: ({ swf }, name) => swf.deprecateDomain({ name }),
  undeprecateDomain: ({ swf }, name) => swf.undeprecateDomain({ name }),
  registerWorkflowType: ({ swf }, domain) => swf.registerWorkflowType({ domain, ...type }),
  describeWorkflowType: ({ swf }, domain) => swf.describeWorkflowType({ domain, workflowType: type }),
  listWorkflowTypes: ({ swf }, domain) => swf.listWorkflowTypes({ domain, registrationStatus: 'REGISTERED' }),
  registerActivityType: ({ swf }, domain) => swf.registerActivityType({ domain, ...type }),
  describeActivityType: ({ swf }, domain) => swf.describeActivityType({ domain, activityType: type }),
  listActivityTypes: ({ swf }, domain) => swf.listActivityTypes({ domain, registrationStatus: 'REGISTERED' }),
  startWorkflowExecution: ({ swf }, domain) =>
    swf.startWorkflowExecution({ domain, workflowId: 'w', workflowType: type }),
  signalWorkflowExecution: ({ swf }, domain) =>
    swf.signalWorkflowExecution({ domain, workflowId: 'w', signalName: 's' }),
  terminateWorkflowExecution: ({ swf }, domain) =>
    swf.terminateWorkflowExecution({ domain, workflowId: 'w' }),
  requestCancelWorkflowExecution: ({ swf }, domain) =>
    swf.requestCancelWorkflowExecution({ domain, workflowId: 'w' }),
  listOpenWorkflowExecutions: ({ swf }, domain) =>
    swf.listOpenWorkflowExecutions({ domain, startTimeFilter }),
  listClosedWorkflowExecutions: ({ swf }, domain) =>
    swf.listClosedWorkflowExecutions({ domain, startTimeFilter }),
  countOpenWorkflowExecutions: ({ swf }, domain) =>
    swf.countOpenWorkflowExecutions({ domain, startTimeFilter }),
  countClosedWorkflowExecutions: ({ swf }, domain) =>
    swf.countClosedWorkflowExecutions({ domain, startTimeFilter }),
  countPendingDecisionTasks: ({ swf }, domain) => swf.countPendingDecisionTasks({ domain, taskList }),
  countPendingActivityTasks: ({ swf }, domain) => swf.countPendingActivityTasks({ domain, taskList }),
  pollForDecisionTask: ({ swf }, domain) => swf.pollForDecisionTask({ domain, taskList }),
  pollForActivityTask: ({ swf }, domain) => swf.pollForActivityTask({ domain, taskList }),
};

const unknownDomain: Check = recorded(
  `${Object.keys(calls).length} operations in an unknown domain: UnknownResourceFault \`Unknown domain: NAME\``,
  async scene => {
    const domain = `${scene.id}-nowhere`;
    const wrong: string[] = [];
    for (const [name, call] of Object.entries(calls)) {
      await expectFault(call(scene, domain), 'UnknownResourceFault', `Unknown domain: ${domain}`).catch(
        (error: Error) => wrong.push(`${name}: ${error.message}`),
      );
    }
    expectEqual(wrong, [], 'other answers');
  },
);

async function caught(call: Promise<unknown>): Promise<SWFServiceException> {
  const error = await call.then(
    () => undefined,
    (rejection: unknown) => rejection,
  );
  if (error instanceof SWFServiceException) return error;
  throw error ?? new Error('expected a fault, got an answer');
}

export const faults: Chapter = {
  name: 'Faults',
  checks: [
    unknownDomain,
    documented('A fault has status 400, is the client’s, and has a request ID', async ({ swf, id }) => {
      const error = await caught(swf.describeDomain({ name: `${id}-nowhere` }));
      expectEqual(error.$metadata.httpStatusCode, 400, 'status');
      expectEqual(error.$fault, 'client', 'side');
      expectTrue(Boolean(error.$metadata.requestId), 'a request ID');
    }),
    documented('An answer has a request ID', async ({ swf, domain }) => {
      const { $metadata } = await swf.describeDomain({ name: domain });
      expectTrue(Boolean($metadata.requestId), 'a request ID');
    }),
    documented('A missing member is refused', async ({ swf, domain }) => {
      await expectRefusal(swf.pollForActivityTask({ domain, taskList: undefined }));
      await expectRefusal(swf.describeDomain({ name: undefined }));
    }),
    reported('All violations of a request are reported together', async ({ swf, domain }) => {
      await expectFault(
        swf.registerActivityType({ domain, name: undefined, version: undefined }),
        'ValidationException',
        /^2 validation errors detected: Value null at '(name|version)' failed to satisfy constraint: Member must not be null; /,
      );
    }),
    documented('A text that is too long is refused', async scene => {
      await expectRefusal(scene.start('w', { input: 'x'.repeat(32_769) }));
      await scene.start('w', { input: 'x'.repeat(32_768) });
    }),
    documented('Lengths count characters, not bytes', async scene => {
      const input = 'ß'.repeat(32_768);
      const execution = await scene.start('w', { input });
      const started = await scene.attributes(execution, 'WorkflowExecutionStarted');
      expectTrue(started['input'] === input, 'the input to come back');
    }),
    documented('An ID with a colon, a slash, a bar or a control character is refused', async scene => {
      for (const part of [':', '/', '|', '\u0007']) {
        await expectRefusal(scene.start(`a${part}b`));
      }
    }),
    documented('A timeout that is not a number is refused', async scene => {
      const executionStartToCloseTimeout = 'soon';
      await expectRefusal(scene.start('w', { executionStartToCloseTimeout }));
    }),
    documented('An unknown child policy is refused', async scene => {
      const input = { childPolicy: JSON.parse('"LEAVE"') };
      await expectRefusal(scene.start('w', input));
    }),
    documented('More than 90 days of retention are refused', async ({ swf, id }) => {
      await expectRefusal(
        swf.registerDomain({ name: `${id}-domain`, workflowExecutionRetentionPeriodInDays: '91' }),
      );
    }),
  ],
};
