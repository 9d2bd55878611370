import { decision } from '../../../harness/sdkDecisions.js';
import { bare, domain, gone, resize, Walk } from '../Walk.js';
import type { Scenario } from './Scenario.js';

const schedule = (activityId: string, given: object = {}) =>
  decision('ScheduleActivityTask', { activityId, activityType: resize, ...given });

/** Activity tasks that end in every way there is. */
export const activities: Scenario = async coverage => {
  const walk = await Walk.prepared(coverage);
  await walk.start('w');
  const full = { input: 'in', control: 'c', taskPriority: '1' };
  await walk.call('RespondActivityTaskCompleted', { taskToken: await walk.work('a', full), result: 'out' });
  const failed = await walk.work('b');
  await walk.call('RespondActivityTaskFailed', { taskToken: failed, reason: 'broken', details: 'in two' });
  const canceled = await walk.work('c');
  await walk.wake();
  await walk.decide(decision('RequestCancelActivityTask', { activityId: 'c' }));
  await walk.call('RecordActivityTaskHeartbeat', { taskToken: canceled, details: 'half' });
  await walk.call('RespondActivityTaskCanceled', { taskToken: canceled, details: 'gladly' });
  const heartbeat = await walk.work('d', { heartbeatTimeout: '5' });
  await walk.call('RecordActivityTaskHeartbeat', { taskToken: heartbeat, details: 'half' });
  walk.pass(5);
  await walk.work('e', { startToCloseTimeout: '5' });
  walk.pass(5);
  await walk.work('f', { scheduleToCloseTimeout: '5' });
  walk.pass(5);
  await walk.decide(schedule('g', { scheduleToStartTimeout: '5' }));
  walk.pass(5);
  await walk.finish();
};

/** Activity tasks that cannot be scheduled, or cannot be canceled. */
export const activityCauses: Scenario = async coverage => {
  const quotas = { openActivityTasksPerExecution: 2 };
  const walk = await Walk.prepared(coverage, { quotas });
  await walk.start('w');
  const given = {
    taskList: { name: 'l' },
    scheduleToStartTimeout: '1',
    scheduleToCloseTimeout: '1',
    startToCloseTimeout: '1',
  };
  const without = (...missing: string[]) =>
    Object.fromEntries(Object.entries(given).filter(([name]) => !missing.includes(name)));
  const incomplete = [
    without('taskList'),
    without('scheduleToStartTimeout'),
    without('scheduleToCloseTimeout'),
    without('startToCloseTimeout'),
    given,
  ];
  await walk.decide(
    schedule('a', { activityType: { name: 'Never', version: '1' } }),
    schedule('a', { activityType: gone }),
    ...incomplete.map(options => schedule('a', { activityType: bare, ...options })),
    decision('RequestCancelActivityTask', { activityId: 'a' }),
    schedule('a'),
    schedule('a'),
    schedule('b'),
    schedule('c'),
    decision('RequestCancelActivityTask', { activityId: 'a' }),
  );
  await walk.call('CountPendingActivityTasks', { domain, taskList: { name: 'activities' } });
  await walk.finish();
};
