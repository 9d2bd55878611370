import type { Decision } from '@aws-sdk/client-swf';
import { decision } from '../../../harness/sdkDecisions.js';
import { operations } from '../table/index.js';
import { encode, resize, taskList, Walk } from '../Walk.js';
import type { Scenario } from './Scenario.js';

const many = (count: number, make: (index: number) => Decision) =>
  Array.from({ length: count }, (_, index) => make(index));

/** Maximum number of decisions in one response. */
const mostDecisions = 100;

/** More decisions of every kind than their rates allow. */
export const rates: Scenario = async coverage => {
  const quotas = { openTimersPerExecution: 1e4, openActivityTasksPerExecution: 1e4 };
  const walk = await Walk.prepared(coverage, { throttle: true, quotas });
  const execution = await walk.start('w');
  const target = { workflowId: 'nobody' };
  const tooMany = [
    many(2001, index => decision('StartTimer', { timerId: `${index}`, startToFireTimeout: '60' })),
    many(1001, index => decision('ScheduleActivityTask', { activityId: `${index}`, activityType: resize })),
    many(1201, () => decision('SignalExternalWorkflowExecution', { ...target, signalName: 's' })),
    many(1201, () => decision('RequestCancelExternalWorkflowExecution', target)),
    many(501, index =>
      decision('StartChildWorkflowExecution', {
        workflowId: `child ${index}`,
        workflowType: encode,
        taskList: { name: 'a list that nobody looks at' },
      }),
    ),
  ];
  for (const decisions of tooMany) {
    for (let sent = 0; sent < decisions.length; sent += mostDecisions) {
      await walk.wake();
      await walk.decide(...decisions.slice(sent, sent + mostDecisions));
    }
  }
  await walk.wake();
  await walk.drain(taskList.name);
  await walk.history(execution);
};

/** More calls of every operation than its rate allows. */
export const calls: Scenario = async coverage => {
  const walk = new Walk(coverage, { throttle: true });
  const largestBucket = 2000;
  for (const operation of Object.keys(operations)) {
    for (let count = 0; count <= largestBucket; count += 1) {
      if ((await walk.fault(operation, {})) === 'ThrottlingException') break;
    }
  }
};
