import type { Decision } from '@aws-sdk/client-swf';
import { decision } from '../../test/harness/sdkDecisions.js';
import { type Chapter, type Check, documented, recorded, reported } from '../Check.js';
import { expectEqual, expectFault, expectMembers, expectSequence, expectTrue } from '../expect.js';
import type { Scene } from '../Scene.js';

const timer = (timerId: string, startToFireTimeout = '200') =>
  decision('StartTimer', { timerId, startToFireTimeout });

/** A decision that cannot be carried out: it leaves an event with a cause, and the decider is asked again. */
const failure = (
  title: string,
  event: string,
  cause: string,
  decisionsOf: (scene: Scene) => readonly Decision[] | Promise<readonly Decision[]>,
): Check =>
  documented(`${title}: ${cause}`, async scene => {
    const execution = await scene.start();
    await scene.decide(...(await decisionsOf(scene)));
    expectEqual((await scene.attributes(execution, event))['cause'], cause, 'cause');
    await scene.pollDecision();
  });

const closing = (type: 'Complete' | 'Fail' | 'Cancel', event: string, attributes: object): Check =>
  documented(`\`${type}WorkflowExecution\` closes the execution`, async scene => {
    const execution = await scene.start();
    await scene.decide(decision(`${type}WorkflowExecution`, attributes));
    expectMembers(await scene.attributes(execution, event), { ...attributes }, event);
    expectEqual((await scene.types(execution)).at(-1), event, 'last event');
    const { executionInfo } = await scene.swf.describeWorkflowExecution({ domain: scene.domain, execution });
    const closeStatus = event.replace('WorkflowExecution', '').toUpperCase();
    expectMembers(executionInfo, { executionStatus: 'CLOSED', closeStatus }, 'executionInfo');
  });

/** A close with which news collides: it is refused, and the news is told. */
const unhandled = (type: 'Complete' | 'Fail' | 'Cancel' | 'ContinueAsNew'): Check =>
  recorded(`\`${type}WorkflowExecution\` is refused if there is news: UNHANDLED_DECISION`, async scene => {
    const execution = await scene.start();
    const task = await scene.pollDecision();
    await scene.signal(execution);
    await scene.respond(task, decision(`${type}WorkflowExecution`));
    const refused = await scene.attributes(execution, `${type}WorkflowExecutionFailed`);
    expectEqual(refused['cause'], 'UNHANDLED_DECISION', 'cause');
    await scene.decide(decision('CompleteWorkflowExecution'));
    await scene.attributes(execution, 'WorkflowExecutionCompleted');
  });

export const decisions: Chapter = {
  name: 'Decisions',
  checks: [
    documented('`RecordMarker` records a marker, and asks no decider', async scene => {
      const execution = await scene.start();
      await scene.decide(decision('RecordMarker', { markerName: 'm', details: 'd' }));
      const recordedMarker = await scene.attributes(execution, 'MarkerRecorded');
      expectMembers(recordedMarker, { markerName: 'm', details: 'd', decisionTaskCompletedEventId: 4 }, 'it');
      expectEqual((await scene.types(execution)).at(-1), 'MarkerRecorded', 'last event');
    }),
    documented('`StartTimer` and `CancelTimer` start and cancel a timer', async scene => {
      const execution = await scene.start();
      await scene.decide(timer('t'), decision('CancelTimer', { timerId: 't' }), timer('t'));
      expectEqual(
        (await scene.types(execution)).slice(4),
        ['TimerStarted', 'TimerCanceled', 'TimerStarted'],
        'events',
      );
      const canceled = await scene.attributes(execution, 'TimerCanceled');
      expectMembers(canceled, { timerId: 't', startedEventId: 5 }, 'TimerCanceled');
    }),
    documented('`ScheduleActivityTask` can name another task list', async scene => {
      await scene.start();
      const taskList = { name: `${scene.id}-elsewhere` };
      await scene.decide(scene.schedule('a', { taskList }));
      expectEqual((await scene.pollActivity(taskList)).activityId, 'a', 'activity ID');
    }),
    documented('`RequestCancelActivityTask` asks a running task to be canceled', async scene => {
      const { execution } = await scene.work();
      await scene.signal(execution);
      await scene.decide(decision('RequestCancelActivityTask', { activityId: 'a' }));
      expectEqual((await scene.types(execution)).at(-1), 'ActivityTaskCancelRequested', 'last event');
    }),
    closing('Complete', 'WorkflowExecutionCompleted', { result: 'out' }),
    closing('Fail', 'WorkflowExecutionFailed', { reason: 'broken', details: 'in two' }),
    closing('Cancel', 'WorkflowExecutionCanceled', { details: 'gladly' }),
    documented('`ContinueAsNewWorkflowExecution` closes the run and starts another', async scene => {
      const first = await scene.start('w', { input: '1', tagList: ['red'] });
      await scene.decide(decision('ContinueAsNewWorkflowExecution', { input: '2', tagList: ['blue'] }));
      const continued = await scene.attributes(first, 'WorkflowExecutionContinuedAsNew');
      const { workflowExecution: next } = await scene.pollDecision();
      expectEqual(next?.workflowId, first.workflowId, 'workflow ID');
      expectEqual(next?.runId, continued['newExecutionRunId'], 'run ID');
      expectTrue(next?.runId !== first.runId, 'another run ID');
      const members = { input: '2', tagList: ['blue'], continuedExecutionRunId: first.runId };
      expectMembers(await scene.attributes(next ?? first, 'WorkflowExecutionStarted'), members, 'the start');
    }),
    reported('`ScheduleLambdaFunction` without a role: StartLambdaFunctionFailed', async scene => {
      const execution = await scene.start();
      await scene.decide(decision('ScheduleLambdaFunction', { id: 'l', name: 'resize' }));
      const failed = await scene.attributes(execution, 'StartLambdaFunctionFailed');
      expectEqual(failed['cause'], 'ASSUME_ROLE_FAILED', 'cause');
    }),
    unhandled('Complete'),
    unhandled('Fail'),
    unhandled('Cancel'),
    unhandled('ContinueAsNew'),
    recorded('The other decisions of a refused close stand', async scene => {
      const execution = await scene.start();
      const task = await scene.pollDecision();
      await scene.signal(execution);
      await scene.respond(task, scene.schedule('a'), decision('CompleteWorkflowExecution'));
      expectSequence(
        await scene.types(execution),
        ['DecisionTaskCompleted', 'ActivityTaskScheduled', 'CompleteWorkflowExecutionFailed'],
        'history',
      );
      expectEqual((await scene.pollActivity()).activityId, 'a', 'activity ID');
    }),
    recorded('Open activity tasks and timers do not keep an execution from closing', async scene => {
      const { execution } = await scene.work();
      await scene.signal(execution);
      await scene.decide(timer('t'), decision('CompleteWorkflowExecution'));
      await scene.attributes(execution, 'WorkflowExecutionCompleted');
    }),
    recorded('The events of one answer have the same timestamp', async scene => {
      const execution = await scene.start();
      await scene.decide(timer('t'), scene.schedule('a'), decision('RecordMarker', { markerName: 'm' }));
      const times = (await scene.events(execution))
        .slice(3)
        .map(({ eventTimestamp }) => Number(eventTimestamp));
      expectEqual(new Set(times).size, 1, 'different timestamps');
    }),
    failure(
      'An unknown activity type',
      'ScheduleActivityTaskFailed',
      'ACTIVITY_TYPE_DOES_NOT_EXIST',
      scene => [scene.schedule('a', { activityType: { ...scene.activityType, version: '9' } })],
    ),
    failure(
      'A deprecated activity type',
      'ScheduleActivityTaskFailed',
      'ACTIVITY_TYPE_DEPRECATED',
      async scene => {
        const { domain, activityType } = scene;
        await scene.swf.deprecateActivityType({ domain, activityType });
        return [scene.schedule('a')];
      },
    ),
    failure(
      'An activity ID that is in use',
      'ScheduleActivityTaskFailed',
      'ACTIVITY_ID_ALREADY_IN_USE',
      scene => [scene.schedule('a'), scene.schedule('a')],
    ),
    failure(
      'An activity without a task list',
      'ScheduleActivityTaskFailed',
      'DEFAULT_TASK_LIST_UNDEFINED',
      async scene => {
        const activityType = { name: `${scene.id}-Bare`, version: '1' };
        await scene.swf.registerActivityType({ domain: scene.domain, ...activityType });
        return [scene.schedule('a', { activityType })];
      },
    ),
    failure(
      'An activity without a timeout',
      'ScheduleActivityTaskFailed',
      'DEFAULT_START_TO_CLOSE_TIMEOUT_UNDEFINED',
      async scene => {
        const activityType = { name: `${scene.id}-Bare`, version: '1' };
        await scene.swf.registerActivityType({
          domain: scene.domain,
          ...activityType,
          defaultTaskList: scene.activities,
          defaultTaskScheduleToStartTimeout: 'NONE',
          defaultTaskScheduleToCloseTimeout: 'NONE',
          defaultTaskHeartbeatTimeout: 'NONE',
        });
        return [scene.schedule('a', { activityType })];
      },
    ),
    failure('A timer ID that is in use', 'StartTimerFailed', 'TIMER_ID_ALREADY_IN_USE', () => [
      timer('t'),
      timer('t'),
    ]),
    failure('An unknown timer to cancel', 'CancelTimerFailed', 'TIMER_ID_UNKNOWN', () => [
      decision('CancelTimer', { timerId: 'nobody' }),
    ]),
    failure('An unknown activity to cancel', 'RequestCancelActivityTaskFailed', 'ACTIVITY_ID_UNKNOWN', () => [
      decision('RequestCancelActivityTask', { activityId: 'nobody' }),
    ]),
    failure(
      'A version to continue with that is unknown',
      'ContinueAsNewWorkflowExecutionFailed',
      'WORKFLOW_TYPE_DOES_NOT_EXIST',
      () => [decision('ContinueAsNewWorkflowExecution', { workflowTypeVersion: '9' })],
    ),
    documented('After a decision that failed, those behind it are still carried out', async scene => {
      const execution = await scene.start();
      await scene.decide(decision('CancelTimer', { timerId: 'nobody' }), timer('t'));
      const types = (await scene.types(execution)).slice(4);
      expectEqual(types, ['CancelTimerFailed', 'TimerStarted', 'DecisionTaskScheduled'], 'events');
    }),
    reported('The decision types are listed in SWF’s order if one is unknown', async scene => {
      await scene.start();
      const task = await scene.pollDecision();
      const sleep: Decision = JSON.parse('{"decisionType":"Sleep"}');
      await expectFault(
        scene.respond(task, sleep),
        'ValidationException',
        /decisions\.1\.member.* enum value set: \[CompleteWorkflowExecution, StartTimer, RequestCancelExternalWorkflowExecution,/,
      );
    }),
  ],
};
