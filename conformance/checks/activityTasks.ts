import { decision } from '../../test/harness/sdkDecisions.js';
import { type Chapter, documented, operation, recorded, reported } from '../Check.js';
import { expectEqual, expectFault, expectMembers, expectSequence, expectTrue } from '../expect.js';

export const activityTasks: Chapter = {
  name: 'Activity tasks',
  checks: [
    operation('PollForActivityTask', 'hands out a task to one worker', async scene => {
      const { execution, task } = await scene.work({ input: 'in', control: 'mine' });
      expectMembers(
        task,
        {
          activityId: 'a',
          activityType: scene.activityType,
          workflowExecution: execution,
          input: 'in',
          startedEventId: 6,
        },
        'the task',
      );
      expectTrue(!('control' in task), 'no control in the task');
      const started = await scene.attributes(execution, 'ActivityTaskStarted');
      expectEqual(started['scheduledEventId'], 5, 'scheduledEventId');
    }),
    operation('RecordActivityTaskHeartbeat', 'tells whether the task is to be canceled', async scene => {
      const { execution, task } = await scene.work();
      const { taskToken } = task;
      const before = await scene.swf.recordActivityTaskHeartbeat({ taskToken, details: 'half' });
      expectEqual(before.cancelRequested, false, 'cancelRequested');
      await scene.signal(execution);
      await scene.decide(decision('RequestCancelActivityTask', { activityId: 'a' }));
      const after = await scene.swf.recordActivityTaskHeartbeat({ taskToken });
      expectEqual(after.cancelRequested, true, 'cancelRequested');
    }),
    operation(
      'RespondActivityTaskCompleted',
      'closes the task with a result, and asks the decider',
      async scene => {
        const { execution, task } = await scene.work();
        await scene.swf.respondActivityTaskCompleted({ taskToken: task.taskToken, result: 'out' });
        const completed = await scene.attributes(execution, 'ActivityTaskCompleted');
        expectMembers(completed, { result: 'out', scheduledEventId: 5, startedEventId: 6 }, 'the event');
        await scene.pollDecision();
      },
    ),
    operation(
      'RespondActivityTaskFailed',
      'closes the task with a reason, and asks the decider',
      async scene => {
        const { execution, task } = await scene.work();
        const { taskToken } = task;
        await scene.swf.respondActivityTaskFailed({ taskToken, reason: 'broken', details: 'in two' });
        const failed = await scene.attributes(execution, 'ActivityTaskFailed');
        expectMembers(failed, { reason: 'broken', details: 'in two' }, 'ActivityTaskFailed');
        await scene.pollDecision();
      },
    ),
    operation(
      'RespondActivityTaskCanceled',
      'closes the task as canceled, and asks the decider',
      async scene => {
        const { execution, task } = await scene.work();
        await scene.signal(execution);
        await scene.decide(decision('RequestCancelActivityTask', { activityId: 'a' }));
        await scene.swf.respondActivityTaskCanceled({ taskToken: task.taskToken, details: 'gladly' });
        const canceled = await scene.attributes(execution, 'ActivityTaskCanceled');
        const requested = (await scene.events(execution)).find(
          ({ eventType }) => eventType === 'ActivityTaskCancelRequested',
        );
        const latestCancelRequestedEventId = requested?.eventId;
        expectMembers(canceled, { details: 'gladly', latestCancelRequestedEventId }, 'ActivityTaskCanceled');
        await scene.pollDecision();
      },
    ),
    operation('CountPendingActivityTasks', 'counts tasks that no worker has taken', async scene => {
      const { domain, activities: taskList, swf } = scene;
      await scene.start();
      await scene.decide(scene.schedule('a'), scene.schedule('b'), scene.schedule('c'));
      await scene.pollActivity();
      await scene.until(async () =>
        expectEqual((await swf.countPendingActivityTasks({ domain, taskList })).count, 2, 'count'),
      );
    }),
    documented('A poll waits for a task', async scene => {
      const { domain, swf, activities: taskList } = scene;
      const scheduleLater = async () => {
        await scene.start();
        await scene.decide(scene.schedule('a'));
      };
      const [task] = await Promise.all([swf.pollForActivityTask({ domain, taskList }), scheduleLater()]);
      expectTrue(Boolean(task.taskToken), 'the poll to be answered with the task');
    }),
    recorded('A poll that ends without a task is answered without a token', async scene => {
      const { $metadata, ...answer } = await scene.swf.pollForActivityTask({
        domain: scene.domain,
        taskList: { name: `${scene.id}-nothing` },
      });
      expectEqual(answer, { startedEventId: 0 }, 'answer');
    }),
    documented('The answer of a worker is taken once: then UnknownResourceFault', async scene => {
      const { task } = await scene.work();
      const { taskToken } = task;
      await scene.swf.respondActivityTaskCompleted({ taskToken });
      await expectFault(scene.swf.respondActivityTaskCompleted({ taskToken }), 'UnknownResourceFault');
      await expectFault(scene.swf.respondActivityTaskFailed({ taskToken }), 'UnknownResourceFault');
      await expectFault(scene.swf.respondActivityTaskCanceled({ taskToken }), 'UnknownResourceFault');
      await expectFault(scene.swf.recordActivityTaskHeartbeat({ taskToken }), 'UnknownResourceFault');
    }),
    documented('The task of an execution that has closed is unknown: UnknownResourceFault', async scene => {
      const { execution, task } = await scene.work();
      const { workflowId } = execution;
      await scene.swf.terminateWorkflowExecution({ domain: scene.domain, workflowId });
      const { taskToken } = task;
      await expectFault(scene.swf.respondActivityTaskCompleted({ taskToken }), 'UnknownResourceFault');
    }),
    documented('A task that is to be canceled can still complete', async scene => {
      const { execution, task } = await scene.work();
      await scene.signal(execution);
      await scene.decide(decision('RequestCancelActivityTask', { activityId: 'a' }));
      await scene.swf.respondActivityTaskCompleted({ taskToken: task.taskToken, result: 'out' });
      await scene.attributes(execution, 'ActivityTaskCompleted');
    }),
    documented('A task that has not started is canceled at once', async scene => {
      const execution = await scene.start();
      await scene.decide(scene.schedule('a'));
      await scene.signal(execution);
      await scene.decide(decision('RequestCancelActivityTask', { activityId: 'a' }));
      const types = await scene.types(execution);
      expectSequence(
        types,
        ['ActivityTaskCancelRequested', 'ActivityTaskCanceled', 'DecisionTaskScheduled'],
        'history',
      );
      const { domain, activities: taskList } = scene;
      const { count } = await scene.swf.countPendingActivityTasks({ domain, taskList });
      expectEqual(count, 0, 'pending tasks');
    }),
    documented('Tasks are handed out in the order of their arrival, and by priority', async scene => {
      await scene.start();
      await scene.decide(
        scene.schedule('a'),
        scene.schedule('b'),
        scene.schedule('c', { taskPriority: '5' }),
        scene.schedule('d', { taskPriority: '-5' }),
      );
      const ids: (string | undefined)[] = [];
      for (let taken = 0; taken < 4; taken++) ids.push((await scene.pollActivity()).activityId);
      expectEqual(ids, ['c', 'a', 'b', 'd'], 'activity IDs');
    }),
    recorded('The ID of an activity task can be used again once it has closed', async scene => {
      const { task } = await scene.work();
      await scene.swf.respondActivityTaskCompleted({ taskToken: task.taskToken });
      await scene.decide(scene.schedule('a'));
      expectEqual((await scene.pollActivity()).activityId, 'a', 'activity ID');
    }),
    recorded('The event of a scheduled task has all four timeouts', async scene => {
      const execution = await scene.start();
      await scene.decide(scene.schedule('a', { startToCloseTimeout: '100' }));
      const scheduled = await scene.attributes(execution, 'ActivityTaskScheduled');
      const timeouts = {
        scheduleToStartTimeout: 'NONE',
        scheduleToCloseTimeout: 'NONE',
        startToCloseTimeout: '100',
        heartbeatTimeout: 'NONE',
      };
      expectMembers(scheduled, timeouts, 'ActivityTaskScheduled');
    }),
    reported('A malformed token is refused: Invalid token', async scene => {
      const answered = scene.swf.respondActivityTaskCompleted({ taskToken: 'nonsense' });
      await expectFault(answered, 'ValidationException', 'Invalid token');
    }),
    reported('The fault of a closed task names its event', async scene => {
      const { task } = await scene.work();
      const { taskToken } = task;
      await scene.swf.respondActivityTaskCompleted({ taskToken });
      await expectFault(
        scene.swf.respondActivityTaskCompleted({ taskToken }),
        'UnknownResourceFault',
        'Unknown activity, scheduledEventId = 5',
      );
    }),
  ],
};
