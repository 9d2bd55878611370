import type { ScheduleActivityTaskDecisionAttributes } from '@aws-sdk/client-swf';
import { firstValueFrom, timer } from 'rxjs';
import { decision } from '../../test/harness/sdkDecisions.js';
import { type Chapter, type Check, documented, recorded } from '../Check.js';
import { expectEqual, expectFault, expectMembers, expectTrue } from '../expect.js';

type Given = Partial<ScheduleActivityTaskDecisionAttributes>;

/** A timeout of an activity task of one second. The decider is asked when it passes. */
const activityTimeout = (timeoutType: string, given: Given, isStarted: boolean): Check =>
  documented(
    `An activity task ${isStarted ? 'that was taken' : 'that no worker takes'} times out: ${timeoutType}`,
    async scene => {
      const execution = await scene.start();
      await scene.decide(scene.schedule('a', given));
      const startedEventId = isStarted ? (await scene.pollActivity()).startedEventId : 0;
      await scene.pollDecision();
      const timedOut = await scene.attributes(execution, 'ActivityTaskTimedOut');
      expectMembers(timedOut, { timeoutType, scheduledEventId: 5, startedEventId }, 'ActivityTaskTimedOut');
    },
  );

export const timeouts: Chapter = {
  name: 'Timeouts',
  checks: [
    activityTimeout('SCHEDULE_TO_START', { scheduleToStartTimeout: '1' }, false),
    activityTimeout('START_TO_CLOSE', { startToCloseTimeout: '1' }, true),
    activityTimeout('SCHEDULE_TO_CLOSE', { scheduleToCloseTimeout: '2' }, true),
    activityTimeout('SCHEDULE_TO_CLOSE', { scheduleToCloseTimeout: '1' }, false),
    activityTimeout('HEARTBEAT', { heartbeatTimeout: '1' }, true),
    documented('The details of the last heartbeat are in the event of the timeout', async scene => {
      const { execution, task } = await scene.work({ heartbeatTimeout: '2' });
      await scene.swf.recordActivityTaskHeartbeat({ taskToken: task.taskToken, details: 'half' });
      await scene.pollDecision();
      const timedOut = await scene.attributes(execution, 'ActivityTaskTimedOut');
      expectMembers(timedOut, { timeoutType: 'HEARTBEAT', details: 'half' }, 'ActivityTaskTimedOut');
    }),
    documented('A heartbeat restarts the heartbeat timeout', async scene => {
      const { execution, task } = await scene.work({ heartbeatTimeout: '3' });
      await firstValueFrom(timer(500));
      await scene.swf.recordActivityTaskHeartbeat({ taskToken: task.taskToken });
      await scene.pollDecision();
      const events = await scene.events(execution);
      const at = (type: string) =>
        events.find(({ eventType }) => eventType === type)?.eventTimestamp?.getTime() ?? Number.NaN;
      const lasted = at('ActivityTaskTimedOut') - at('ActivityTaskStarted');
      expectTrue(lasted >= 3_400, `the task to last 3.4 s at least, not ${lasted} ms`);
    }),
    documented('An answer that comes after the timeout is refused: UnknownResourceFault', async scene => {
      const { task } = await scene.work({ startToCloseTimeout: '1' });
      await scene.pollDecision();
      const { taskToken } = task;
      await expectFault(scene.swf.respondActivityTaskCompleted({ taskToken }), 'UnknownResourceFault');
    }),
    documented('A decision task that was taken times out, and is scheduled again', async scene => {
      const execution = await scene.start('w', { taskStartToCloseTimeout: '1' });
      const first = await scene.pollDecision();
      const second = await scene.pollDecision();
      expectTrue(first.taskToken !== second.taskToken, 'another token');
      const timedOut = await scene.attributes(execution, 'DecisionTaskTimedOut');
      expectMembers(timedOut, { timeoutType: 'START_TO_CLOSE', startedEventId: 3 }, 'DecisionTaskTimedOut');
      await expectFault(scene.respond(first), 'UnknownResourceFault');
    }),
    documented('An execution times out without its decider', async scene => {
      const execution = await scene.start('w', { executionStartToCloseTimeout: '1' });
      const timedOut = await scene.attributes(execution, 'WorkflowExecutionTimedOut');
      expectMembers(timedOut, { timeoutType: 'START_TO_CLOSE', childPolicy: 'TERMINATE' }, 'the event');
      const { executionInfo } = await scene.swf.describeWorkflowExecution({
        domain: scene.domain,
        execution,
      });
      expectMembers(executionInfo, { executionStatus: 'CLOSED', closeStatus: 'TIMED_OUT' }, 'executionInfo');
    }),
    documented('A timer fires when its time has passed, not before', async scene => {
      const execution = await scene.start();
      await scene.decide(decision('StartTimer', { timerId: 't', startToFireTimeout: '1' }));
      await scene.pollDecision();
      const events = await scene.events(execution);
      const started = events.find(({ eventType }) => eventType === 'TimerStarted');
      const fired = events.find(({ eventType }) => eventType === 'TimerFired');
      const attributes = { timerId: 't', startedEventId: started?.eventId };
      expectMembers(fired?.timerFiredEventAttributes, attributes, 'TimerFired');
      const lasted = Number(fired?.eventTimestamp) - Number(started?.eventTimestamp);
      expectTrue(lasted >= 1_000, `1 s at least, not ${lasted} ms`);
    }),
    recorded('A timer of 0 seconds fires after the decisions', async scene => {
      const execution = await scene.start();
      await scene.decide(
        decision('StartTimer', { timerId: 't', startToFireTimeout: '0' }),
        decision('RecordMarker', { markerName: 'm' }),
      );
      await scene.pollDecision();
      const types = await scene.types(execution);
      expectEqual(types.slice(4, 7), ['TimerStarted', 'MarkerRecorded', 'TimerFired'], 'events');
    }),
  ],
};
