import { decision } from '../../test/harness/sdkDecisions.js';
import { type Chapter, documented, operation, recorded, reported } from '../Check.js';
import { expectEqual, expectFault, expectMembers, expectSequence, expectTrue } from '../expect.js';

export const decisionTasks: Chapter = {
  name: 'Decision tasks',
  checks: [
    operation('PollForDecisionTask', 'hands out a task with the history', async scene => {
      const execution = await scene.start();
      const task = await scene.pollDecision({ identity: 'decider-1' });
      expectMembers(
        task,
        {
          workflowExecution: execution,
          workflowType: scene.workflowType,
          startedEventId: 3,
        },
        'the task',
      );
      expectEqual(
        task.events?.map(({ eventType }) => `${eventType}`),
        ['WorkflowExecutionStarted', 'DecisionTaskScheduled', 'DecisionTaskStarted'],
        'events',
      );
      const started = await scene.attributes(execution, 'DecisionTaskStarted');
      expectMembers(started, { identity: 'decider-1', scheduledEventId: 2 }, 'DecisionTaskStarted');
    }),
    operation('RespondDecisionTaskCompleted', 'applies the decisions in order', async scene => {
      const execution = await scene.start();
      const { taskToken } = await scene.pollDecision();
      await scene.swf.respondDecisionTaskCompleted({
        taskToken,
        executionContext: 'step 1',
        decisions: [
          decision('RecordMarker', { markerName: 'm' }),
          decision('StartTimer', { timerId: 't', startToFireTimeout: '200' }),
          scene.schedule('a'),
        ],
      });
      expectEqual(
        (await scene.types(execution)).slice(3),
        ['DecisionTaskCompleted', 'MarkerRecorded', 'TimerStarted', 'ActivityTaskScheduled'],
        'events',
      );
      const described = await scene.swf.describeWorkflowExecution({ domain: scene.domain, execution });
      expectEqual(described.latestExecutionContext, 'step 1', 'execution context');
      const counts = { openActivityTasks: 1, openTimers: 1, openDecisionTasks: 0 };
      expectMembers(described.openCounts, counts, 'openCounts');
    }),
    operation('CountPendingDecisionTasks', 'counts tasks that no decider has taken', async scene => {
      const { domain, decisions: taskList, swf } = scene;
      expectEqual((await swf.countPendingDecisionTasks({ domain, taskList })).count, 0, 'count');
      await scene.start('a');
      await scene.start('b');
      await scene.until(async () =>
        expectEqual((await swf.countPendingDecisionTasks({ domain, taskList })).count, 2, 'count'),
      );
      await scene.pollDecision();
      await scene.until(async () =>
        expectEqual((await swf.countPendingDecisionTasks({ domain, taskList })).count, 1, 'count'),
      );
    }),
    documented('A poll waits for a task', async scene => {
      const { domain, swf, decisions: taskList } = scene;
      const startLater = async () => {
        // A poll that does not wait is answered before the history of another execution has been read five times.
        const other = await scene.start('w', { taskList: { name: `${scene.id}-other` } });
        for (let reads = 0; reads < 5; reads++) await scene.events(other);
        await scene.start('x');
      };
      const [task] = await Promise.all([swf.pollForDecisionTask({ domain, taskList }), startLater()]);
      expectTrue(Boolean(task.taskToken), 'the poll to be answered with the task');
    }),
    recorded('A poll that ends without a task is answered without a token', async scene => {
      const { $metadata, ...answer } = await scene.swf.pollForDecisionTask({
        domain: scene.domain,
        taskList: { name: `${scene.id}-nothing` },
      });
      expectEqual(answer, { startedEventId: 0, previousStartedEventId: 0 }, 'answer');
    }),
    documented('A task list that was never used is empty, not unknown', async scene => {
      const taskList = { name: `${scene.id}-never` };
      const { domain, swf } = scene;
      expectEqual((await swf.countPendingDecisionTasks({ domain, taskList })).count, 0, 'decision tasks');
      expectEqual((await swf.countPendingActivityTasks({ domain, taskList })).count, 0, 'activity tasks');
    }),
    documented('Decision tasks and activity tasks have task lists of their own', async scene => {
      const execution = await scene.start();
      await scene.decide(scene.schedule('a', { taskList: scene.decisions }));
      await scene.signal(execution);
      const task = await scene.pollActivity(scene.decisions);
      expectEqual(task.activityId, 'a', 'activity ID');
      await scene.pollDecision();
    }),
    documented('While a task is pending, what happens adds no second one', async scene => {
      const execution = await scene.start();
      await scene.signal(execution);
      await scene.signal(execution);
      const types = await scene.types(execution);
      expectEqual(types.filter(type => type === 'DecisionTaskScheduled').length, 1, 'pending tasks');
    }),
    recorded('While a task is running, what happens schedules the next one at once', async scene => {
      const execution = await scene.start();
      await scene.pollDecision();
      await scene.signal(execution);
      await scene.signal(execution);
      expectEqual(
        (await scene.types(execution)).slice(3),
        ['WorkflowExecutionSignaled', 'DecisionTaskScheduled', 'WorkflowExecutionSignaled'],
        'events',
      );
    }),
    recorded('A task that is pending behind a running one is not handed out', async scene => {
      const execution = await scene.start();
      const first = await scene.pollDecision();
      await scene.signal(execution);
      await scene.respond(first);
      const second = await scene.pollDecision();
      expectSequence(
        await scene.types(execution),
        ['DecisionTaskStarted', 'DecisionTaskScheduled', 'DecisionTaskCompleted', 'DecisionTaskStarted'],
        'history',
      );
      expectEqual(second.previousStartedEventId, first.startedEventId, 'previousStartedEventId');
    }),
    recorded('An answer without decisions schedules no further task', async scene => {
      const execution = await scene.start();
      await scene.decide();
      expectEqual((await scene.types(execution)).at(-1), 'DecisionTaskCompleted', 'last event');
    }),
    documented('The events of a task can begin at the previous one', async scene => {
      const execution = await scene.start();
      const first = await scene.decide();
      await scene.signal(execution);
      const second = await scene.pollDecision({ startAtPreviousStartedEvent: true });
      expectEqual(second.events?.[0]?.eventId, first.startedEventId, 'first event');
    }),
    documented('The events of a task come in reverse if asked for', async scene => {
      await scene.start();
      const { events = [] } = await scene.pollDecision({ reverseOrder: true });
      expectEqual(
        events.map(({ eventId }) => eventId),
        [3, 2, 1],
        'IDs',
      );
    }),
    documented('The pages of a task are read by further polls, and belong to one task', async scene => {
      const execution = await scene.start();
      await scene.signal(execution);
      const first = await scene.pollDecision({ maximumPageSize: 2 });
      const { nextPageToken } = first;
      expectTrue(nextPageToken !== undefined, 'a page token');
      const second = await scene.swf.pollForDecisionTask({
        domain: scene.domain,
        taskList: scene.decisions,
        maximumPageSize: 2,
        nextPageToken,
      });
      expectEqual(second.taskToken, first.taskToken, 'token');
      const ids = [...(first.events ?? []), ...(second.events ?? [])].map(({ eventId }) => eventId);
      expectEqual(ids, [1, 2, 3, 4], 'IDs');
    }),
    documented('An answered task is unknown: UnknownResourceFault', async scene => {
      await scene.start();
      const task = await scene.decide();
      await expectFault(scene.respond(task), 'UnknownResourceFault');
    }),
    documented('The task of an execution that has closed is unknown: UnknownResourceFault', async scene => {
      const { workflowId } = await scene.start();
      const task = await scene.pollDecision();
      await scene.swf.terminateWorkflowExecution({ domain: scene.domain, workflowId });
      await expectFault(scene.respond(task), 'UnknownResourceFault');
    }),
    recorded('A close must be the last decision, and nothing is done otherwise', async scene => {
      const execution = await scene.start();
      const task = await scene.pollDecision();
      const close = decision('CompleteWorkflowExecution');
      const marker = decision('RecordMarker', { markerName: 'm' });
      await expectFault(
        scene.respond(task, marker, close, marker),
        'ValidationException',
        'Close must be last decision in list',
      );
      await expectFault(scene.respond(task, close, close), 'ValidationException');
      expectEqual((await scene.types(execution)).at(-1), 'DecisionTaskStarted', 'last event');
      await scene.respond(task, marker, close);
    }),
    documented('An answer can move the execution to another task list', async scene => {
      const execution = await scene.start();
      const { taskToken } = await scene.pollDecision();
      const taskList = { name: `${scene.id}-sticky` };
      await scene.swf.respondDecisionTaskCompleted({ taskToken, taskList });
      await scene.signal(execution);
      await scene.pollDecision({ taskList });
      const scheduled = await scene.attributes(execution, 'DecisionTaskScheduled');
      expectEqual(scheduled['taskList'], taskList, 'task list');
    }),
    documented('A task that is not taken from that list in time goes back to the first one', async scene => {
      const execution = await scene.start();
      const { taskToken } = await scene.pollDecision();
      await scene.swf.respondDecisionTaskCompleted({
        taskToken,
        taskList: { name: `${scene.id}-sticky` },
        taskListScheduleToStartTimeout: '1',
      });
      await scene.signal(execution);
      const task = await scene.pollDecision();
      const timedOut = await scene.attributes(execution, 'DecisionTaskTimedOut');
      expectMembers(
        timedOut,
        { timeoutType: 'SCHEDULE_TO_START', startedEventId: 0 },
        'DecisionTaskTimedOut',
      );
      await scene.respond(task);
    }),
    documented('Tasks of a higher priority are handed out first', async scene => {
      await scene.start('low', { taskPriority: '-1' });
      await scene.start('none');
      const high = await scene.start('high', { taskPriority: '2147483647' });
      const { workflowExecution } = await scene.pollDecision();
      expectEqual(workflowExecution, high, 'first execution');
    }),
    reported('A malformed token is refused: Invalid token', async scene => {
      await expectFault(scene.respond({ taskToken: 'nonsense' }), 'ValidationException', 'Invalid token');
    }),
  ],
};
