import type { ChildPolicy, Decision } from '@aws-sdk/client-swf';
import { decision } from '../../test/harness/sdkDecisions.js';
import { type Chapter, type Check, documented, recorded } from '../Check.js';
import { expectEqual, expectMembers, expectTrue } from '../expect.js';
import type { Run, Scene } from '../Scene.js';

/** A parent whose child has started. The child has its decision tasks on a list of its own. */
async function family(
  scene: Scene,
  given: { childPolicy?: ChildPolicy } = {},
): Promise<{ parent: Run; child: Run }> {
  const parent = await scene.start('parent');
  await scene.decide(startChild(scene, given));
  const { workflowExecution } = await scene.attributes(parent, 'ChildWorkflowExecutionStarted');
  const { workflowId, runId } = Object(workflowExecution);
  return { parent, child: { workflowId: `${workflowId}`, runId: `${runId}` } };
}

const childList = ({ id }: Scene) => ({ name: `${id}-children` });

const startChild = (scene: Scene, given: { childPolicy?: ChildPolicy } = {}): Decision =>
  decision('StartChildWorkflowExecution', {
    workflowId: `${scene.id}-child`,
    workflowType: scene.workflowType,
    taskList: childList(scene),
    input: 'in',
    ...given,
  });

async function decideChild(scene: Scene, ...decisions: Decision[]): Promise<void> {
  await scene.respond(await scene.pollDecision({ taskList: childList(scene) }), ...decisions);
}

/** An end of a child, as its parent is told. */
const end = (
  event: string,
  attributes: object,
  close: (scene: Scene, child: Run) => Promise<unknown>,
): Check =>
  documented(`The parent is told of the end of a child: ${event}`, async scene => {
    const { parent, child } = await family(scene);
    await close(scene, child);
    const told = await scene.attributes(parent, event);
    expectMembers(told, { workflowExecution: child, workflowType: scene.workflowType, ...attributes }, event);
    await scene.pollDecision();
  });

/** A child policy when the parent is terminated. */
const policy = (childPolicy: ChildPolicy, event: string | undefined): Check =>
  documented(
    `When a parent is terminated: ${childPolicy} ${event === undefined ? 'leaves the child open' : `causes ${event}`}`,
    async scene => {
      const { parent, child } = await family(scene);
      const { domain } = scene;
      await scene.swf.terminateWorkflowExecution({ domain, workflowId: parent.workflowId, childPolicy });
      if (event === undefined) {
        await scene.signal(child);
        const { executionInfo } = await scene.swf.describeWorkflowExecution({ domain, execution: child });
        expectEqual(executionInfo?.executionStatus, 'OPEN', 'status of the child');
      } else {
        expectEqual((await scene.attributes(child, event))['cause'], 'CHILD_POLICY_APPLIED', 'cause');
      }
    },
  );

export const children: Chapter = {
  name: 'Children and other executions',
  checks: [
    documented('`StartChildWorkflowExecution` starts a child, which knows its parent', async scene => {
      const { parent, child } = await family(scene);
      const started = await scene.attributes(child, 'WorkflowExecutionStarted');
      expectMembers(
        started,
        { parentWorkflowExecution: parent, parentInitiatedEventId: 5, input: 'in' },
        'the start',
      );
      const { domain, swf } = scene;
      const { executionInfo } = await swf.describeWorkflowExecution({ domain, execution: child });
      expectEqual(executionInfo?.parent, parent, 'parent');
      const { openCounts } = await swf.describeWorkflowExecution({ domain, execution: parent });
      expectEqual(openCounts?.openChildWorkflowExecutions, 1, 'open children');
    }),
    end('ChildWorkflowExecutionCompleted', { result: 'out' }, scene =>
      decideChild(scene, decision('CompleteWorkflowExecution', { result: 'out' })),
    ),
    end('ChildWorkflowExecutionFailed', { reason: 'broken' }, scene =>
      decideChild(scene, decision('FailWorkflowExecution', { reason: 'broken' })),
    ),
    end('ChildWorkflowExecutionCanceled', { details: 'gladly' }, scene =>
      decideChild(scene, decision('CancelWorkflowExecution', { details: 'gladly' })),
    ),
    end('ChildWorkflowExecutionTerminated', {}, ({ swf, domain }, { workflowId }) =>
      swf.terminateWorkflowExecution({ domain, workflowId }),
    ),
    documented('The parent is told of the end of a child: ChildWorkflowExecutionTimedOut', async scene => {
      const parent = await scene.start('parent');
      await scene.decide(
        decision('StartChildWorkflowExecution', {
          workflowId: `${scene.id}-child`,
          workflowType: scene.workflowType,
          taskList: childList(scene),
          executionStartToCloseTimeout: '1',
        }),
      );
      const timedOut = await scene.attributes(parent, 'ChildWorkflowExecutionTimedOut');
      expectEqual(timedOut['timeoutType'], 'START_TO_CLOSE', 'timeout type');
    }),
    policy('TERMINATE', 'WorkflowExecutionTerminated'),
    policy('REQUEST_CANCEL', 'WorkflowExecutionCancelRequested'),
    policy('ABANDON', undefined),
    documented('A child goes on when its parent completes', async scene => {
      const { parent, child } = await family(scene);
      await scene.decide(decision('CompleteWorkflowExecution'));
      await scene.attributes(parent, 'WorkflowExecutionCompleted');
      await decideChild(scene, decision('CompleteWorkflowExecution', { result: 'out' }));
      await scene.attributes(child, 'WorkflowExecutionCompleted');
    }),
    recorded('A child starts after the answer, not within it', async scene => {
      const { parent } = await family(scene);
      const events = await scene.events(parent);
      const types = events.map(({ eventType }) => `${eventType}`);
      expectEqual(
        types.slice(4),
        ['StartChildWorkflowExecutionInitiated', 'ChildWorkflowExecutionStarted', 'DecisionTaskScheduled'],
        'events',
      );
    }),
    documented('A child whose ID is in use is not started: WORKFLOW_ALREADY_RUNNING', async scene => {
      const parent = await scene.start('child', { taskList: childList(scene) });
      await decideChild(scene, startChild(scene));
      const failed = await scene.attributes(parent, 'StartChildWorkflowExecutionFailed');
      expectEqual(failed['cause'], 'WORKFLOW_ALREADY_RUNNING', 'cause');
      expectEqual(failed['initiatedEventId'], 5, 'initiatedEventId');
    }),
    documented('A child of an unknown type is not started: WORKFLOW_TYPE_DOES_NOT_EXIST', async scene => {
      const parent = await scene.start('parent');
      await scene.decide(
        decision('StartChildWorkflowExecution', {
          workflowId: `${scene.id}-child`,
          workflowType: { ...scene.workflowType, version: '9' },
        }),
      );
      const failed = await scene.attributes(parent, 'StartChildWorkflowExecutionFailed');
      expectMembers(failed, { cause: 'WORKFLOW_TYPE_DOES_NOT_EXIST', initiatedEventId: 0 }, 'the failure');
    }),
    documented('`SignalExternalWorkflowExecution` signals another execution', async scene => {
      const target = await scene.start('target', { taskList: childList(scene) });
      const sender = await scene.start('sender');
      await scene.decide(
        decision('SignalExternalWorkflowExecution', {
          workflowId: target.workflowId,
          signalName: 's',
          input: 'in',
        }),
      );
      const signaled = await scene.attributes(target, 'WorkflowExecutionSignaled');
      const members = {
        signalName: 's',
        input: 'in',
        externalWorkflowExecution: sender,
        externalInitiatedEventId: 5,
      };
      expectMembers(signaled, members, 'the signal');
      const delivered = await scene.attributes(sender, 'ExternalWorkflowExecutionSignaled');
      expectMembers(delivered, { workflowExecution: target, initiatedEventId: 5 }, 'the delivery');
      await scene.pollDecision();
    }),
    documented('`RequestCancelExternalWorkflowExecution` asks another execution to cancel', async scene => {
      const target = await scene.start('target', { taskList: childList(scene) });
      const sender = await scene.start('sender');
      const { workflowId } = target;
      await scene.decide(decision('RequestCancelExternalWorkflowExecution', { workflowId }));
      const requested = await scene.attributes(target, 'WorkflowExecutionCancelRequested');
      expectMembers(
        requested,
        { externalWorkflowExecution: sender, externalInitiatedEventId: 5 },
        'the request',
      );
      await scene.attributes(sender, 'ExternalWorkflowExecutionCancelRequested');
      await scene.pollDecision();
    }),
    documented('A signal to an unknown execution fails: UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION', async scene => {
      const sender = await scene.start('sender');
      const workflowId = `${scene.id}-nobody`;
      await scene.decide(decision('SignalExternalWorkflowExecution', { workflowId, signalName: 's' }));
      const failed = await scene.attributes(sender, 'SignalExternalWorkflowExecutionFailed');
      expectMembers(
        failed,
        { cause: 'UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION', initiatedEventId: 5 },
        'the failure',
      );
      await scene.pollDecision();
    }),
    documented(
      'A request to cancel an unknown execution fails: UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION',
      async scene => {
        const sender = await scene.start('sender');
        const workflowId = `${scene.id}-nobody`;
        await scene.decide(decision('RequestCancelExternalWorkflowExecution', { workflowId }));
        const failed = await scene.attributes(sender, 'RequestCancelExternalWorkflowExecutionFailed');
        expectEqual(failed['cause'], 'UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION', 'cause');
        expectTrue(typeof failed['initiatedEventId'] === 'number', 'an initiatedEventId');
      },
    ),
  ],
};
