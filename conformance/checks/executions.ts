import { type Chapter, documented, operation, recorded, reported } from '../Check.js';
import { expectEqual, expectFault, expectMembers, expectRefusal, expectTrue } from '../expect.js';

const unknownRun = '22AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';

export const executions: Chapter = {
  name: 'Executions',
  checks: [
    operation(
      'StartWorkflowExecution',
      'starts an execution, with what it is given before the defaults',
      async scene => {
        const given = {
          input: 'in',
          tagList: ['red', 'round'],
          taskPriority: '7',
          executionStartToCloseTimeout: '200',
          childPolicy: 'ABANDON' as const,
        };
        const execution = await scene.start('w', given);
        expectTrue(
          execution.runId.length > 0 && execution.runId.length <= 64,
          'a run ID of 1 to 64 characters',
        );
        const { input, ...started } = await scene.attributes(execution, 'WorkflowExecutionStarted');
        expectEqual(input, 'in', 'input');
        expectMembers(
          started,
          {
            tagList: ['red', 'round'],
            taskPriority: '7',
            executionStartToCloseTimeout: '200',
            childPolicy: 'ABANDON',
            taskStartToCloseTimeout: '60',
            taskList: scene.decisions,
            workflowType: scene.workflowType,
          },
          'WorkflowExecutionStarted',
        );
      },
    ),
    operation('DescribeWorkflowExecution', 'returns state, configuration and counts', async scene => {
      const execution = await scene.start('w', { tagList: ['red'] });
      const described = await scene.swf.describeWorkflowExecution({ domain: scene.domain, execution });
      expectMembers(
        described.executionInfo,
        {
          execution,
          workflowType: scene.workflowType,
          executionStatus: 'OPEN',
          cancelRequested: false,
          tagList: ['red'],
          closeStatus: undefined,
          closeTimestamp: undefined,
        },
        'executionInfo',
      );
      expectMembers(
        described.executionConfiguration,
        { taskList: scene.decisions, childPolicy: 'TERMINATE', executionStartToCloseTimeout: '300' },
        'executionConfiguration',
      );
      const counts = {
        openActivityTasks: 0,
        openTimers: 0,
        openChildWorkflowExecutions: 0,
        openDecisionTasks: 1,
      };
      expectMembers(described.openCounts, counts, 'openCounts');
    }),
    operation('GetWorkflowExecutionHistory', 'returns the events from 1 on, or in reverse', async scene => {
      const execution = await scene.start();
      const events = await scene.events(execution);
      expectEqual(
        events.map(({ eventId }) => eventId),
        [1, 2],
        'IDs',
      );
      expectEqual(
        await scene.types(execution),
        ['WorkflowExecutionStarted', 'DecisionTaskScheduled'],
        'types',
      );
      const { domain } = scene;
      const reversed = await scene.swf.getWorkflowExecutionHistory({ domain, execution, reverseOrder: true });
      expectEqual(
        reversed.events?.map(({ eventId }) => eventId),
        [2, 1],
        'IDs in reverse',
      );
    }),
    operation('SignalWorkflowExecution', 'records a signal, and asks the decider', async scene => {
      const execution = await scene.start();
      await scene.decide();
      const { workflowId } = execution;
      await scene.swf.signalWorkflowExecution({
        domain: scene.domain,
        workflowId,
        signalName: 'stop',
        input: 'now',
      });
      expectMembers(
        await scene.attributes(execution, 'WorkflowExecutionSignaled'),
        { signalName: 'stop', input: 'now' },
        'WorkflowExecutionSignaled',
      );
      await scene.pollDecision();
    }),
    operation(
      'RequestCancelWorkflowExecution',
      'records the request, asks the decider, and closes nothing',
      async scene => {
        const execution = await scene.start();
        await scene.decide();
        const { domain, swf } = scene;
        await swf.requestCancelWorkflowExecution({ domain, workflowId: execution.workflowId });
        await scene.pollDecision();
        await scene.attributes(execution, 'WorkflowExecutionCancelRequested');
        const { executionInfo } = await swf.describeWorkflowExecution({ domain, execution });
        expectMembers(executionInfo, { executionStatus: 'OPEN', cancelRequested: true }, 'executionInfo');
      },
    ),
    operation('TerminateWorkflowExecution', 'closes an execution at once', async scene => {
      const execution = await scene.start();
      const { domain, swf } = scene;
      const { workflowId } = execution;
      await swf.terminateWorkflowExecution({ domain, workflowId, reason: 'enough', details: 'at last' });
      const { executionInfo } = await swf.describeWorkflowExecution({ domain, execution });
      expectMembers(executionInfo, { executionStatus: 'CLOSED', closeStatus: 'TERMINATED' }, 'executionInfo');
      expectTrue(executionInfo?.closeTimestamp !== undefined, 'a close timestamp');
      expectMembers(
        await scene.attributes(execution, 'WorkflowExecutionTerminated'),
        { reason: 'enough', details: 'at last', cause: 'OPERATOR_INITIATED', childPolicy: 'TERMINATE' },
        'WorkflowExecutionTerminated',
      );
    }),
    documented('A workflow ID has one open execution: WorkflowExecutionAlreadyStartedFault', async scene => {
      await scene.start();
      await expectFault(scene.start(), 'WorkflowExecutionAlreadyStartedFault');
    }),
    documented('A workflow ID can be used again once its execution has closed', async scene => {
      const first = await scene.start();
      await scene.swf.terminateWorkflowExecution({ domain: scene.domain, workflowId: first.workflowId });
      const second = await scene.start();
      expectTrue(first.runId !== second.runId, 'another run ID');
    }),
    documented('A start without a needed value is refused: DefaultUndefinedFault', async scene => {
      const workflowType = { name: `${scene.id}-Bare`, version: '1' };
      await scene.swf.registerWorkflowType({ domain: scene.domain, ...workflowType });
      await expectFault(scene.start('w', { workflowType }), 'DefaultUndefinedFault');
    }),
    reported('DefaultUndefinedFault names the value, one at a time', async scene => {
      const workflowType = { name: `${scene.id}-Bare`, version: '1' };
      await scene.swf.registerWorkflowType({ domain: scene.domain, ...workflowType });
      const values = {
        executionStartToCloseTimeout: '300',
        taskList: scene.decisions,
        taskStartToCloseTimeout: '60',
        childPolicy: 'ABANDON',
      } as const;
      const given: Record<string, unknown> = {};
      for (const [name, value] of Object.entries(values)) {
        await expectFault(scene.start('w', { workflowType, ...given }), 'DefaultUndefinedFault', name);
        given[name] = value;
      }
      await scene.start('w', { workflowType, ...given });
    }),
    documented('A sixth tag is refused', async scene => {
      const tagList = ['1', '2', '3', '4', '5', '6'];
      await expectRefusal(scene.start('w', { tagList }));
    }),
    documented('A start with the execution timeout NONE is refused', async scene => {
      await expectRefusal(scene.start('w', { executionStartToCloseTimeout: 'NONE' }));
    }),
    recorded('The first two events have the same timestamp', async scene => {
      const [first, second] = await scene.events(await scene.start());
      expectEqual(first?.eventTimestamp, second?.eventTimestamp, 'timestamp');
    }),
    recorded('Numbers and flags that mean nothing are 0 and false, not absent', async scene => {
      const execution = await scene.start();
      await scene.signal(execution);
      const started = await scene.attributes(execution, 'WorkflowExecutionStarted');
      expectEqual(started['parentInitiatedEventId'], 0, 'parentInitiatedEventId');
      const signaled = await scene.attributes(execution, 'WorkflowExecutionSignaled');
      expectEqual(signaled['externalInitiatedEventId'], 0, 'externalInitiatedEventId');
      const { openCounts } = await scene.swf.describeWorkflowExecution({ domain: scene.domain, execution });
      expectEqual(openCounts?.openLambdaFunctions, 0, 'openLambdaFunctions');
    }),
    recorded('Absent texts stay absent', async scene => {
      const execution = await scene.start();
      const started = await scene.attributes(execution, 'WorkflowExecutionStarted');
      expectMembers(started, { input: undefined, tagList: undefined, lambdaRole: undefined }, 'the start');
    }),
    documented('A signal needs no input', async scene => {
      const execution = await scene.start();
      const { workflowId } = execution;
      await scene.swf.signalWorkflowExecution({ domain: scene.domain, workflowId, signalName: 'stop' });
      const signaled = await scene.attributes(execution, 'WorkflowExecutionSignaled');
      expectMembers(signaled, { signalName: 'stop', input: undefined }, 'WorkflowExecutionSignaled');
    }),
    documented('Every signal is recorded, in the order of arrival', async scene => {
      const execution = await scene.start();
      for (const name of ['a', 'b', 'b', 'a']) await scene.signal(execution, name);
      const signals = (await scene.events(execution)).flatMap(
        event => event.workflowExecutionSignaledEventAttributes?.signalName ?? [],
      );
      expectEqual(signals, ['a', 'b', 'b', 'a'], 'signals');
    }),
    recorded('An unknown execution is named in the message of its fault', async scene => {
      const execution = { workflowId: `${scene.id}-nobody`, runId: unknownRun };
      await expectFault(
        scene.swf.describeWorkflowExecution({ domain: scene.domain, execution }),
        'UnknownResourceFault',
        `Unknown execution: WorkflowExecution=[workflowId=${execution.workflowId}, runId=${unknownRun}]`,
      );
    }),
    documented('A closed execution takes no signal, no request to cancel, no termination', async scene => {
      const { domain, swf } = scene;
      const { workflowId, runId } = await scene.start();
      await swf.terminateWorkflowExecution({ domain, workflowId });
      const closed = { domain, workflowId, runId };
      await expectFault(swf.signalWorkflowExecution({ ...closed, signalName: 's' }), 'UnknownResourceFault');
      await expectFault(swf.terminateWorkflowExecution(closed), 'UnknownResourceFault');
      await expectFault(swf.requestCancelWorkflowExecution(closed), 'UnknownResourceFault');
    }),
    recorded('After the close, cancelRequested is false again', async scene => {
      const { domain, swf } = scene;
      const execution = await scene.start();
      await swf.requestCancelWorkflowExecution({ domain, workflowId: execution.workflowId });
      await scene.decide({ decisionType: 'CancelWorkflowExecution' });
      const { executionInfo } = await swf.describeWorkflowExecution({ domain, execution });
      expectMembers(executionInfo, { closeStatus: 'CANCELED', cancelRequested: false }, 'executionInfo');
    }),
  ],
};
