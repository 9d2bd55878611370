import type { Decision } from '@aws-sdk/client-swf';
import { type DataConverter, toPayload } from '../payloads/index.js';
import { checkOptions, type OptionNames } from '../requests/index.js';
import { checkDuration, checkName, checkPriority, omitUndefined, optional, toWire } from '../values/index.js';
import { decision, typeToStart } from './decision.js';
import type { RequestCancelActivityTaskOptions, ScheduleActivityTaskOptions } from './options.js';

const timeouts = [
  'scheduleToStartTimeout',
  'scheduleToCloseTimeout',
  'startToCloseTimeout',
  'heartbeatTimeout',
] as const;

const names: OptionNames<ScheduleActivityTaskOptions> = {
  activityType: true,
  activityId: true,
  input: true,
  control: true,
  taskList: true,
  taskPriority: true,
  scheduleToStartTimeout: true,
  scheduleToCloseTimeout: true,
  startToCloseTimeout: true,
  heartbeatTimeout: true,
};

export const scheduleActivityTask =
  (converter: DataConverter) =>
  (options: ScheduleActivityTaskOptions): Decision => {
    checkOptions('scheduleActivityTask()', options, names);
    const { activityId, taskList, taskPriority } = options;
    const activityType = typeToStart('activityType', options.activityType);
    checkName('activityId', activityId);
    optional(checkName, 'taskList', taskList);
    optional(checkPriority, 'taskPriority', taskPriority);
    for (const timeout of timeouts) optional(checkDuration, timeout, options[timeout]);
    return decision({
      decisionType: 'ScheduleActivityTask',
      scheduleActivityTaskDecisionAttributes: {
        activityType,
        activityId,
        ...omitUndefined({
          input: toPayload(converter, 'input', options.input),
          control: toPayload(converter, 'control', options.control),
          taskList: taskList === undefined ? undefined : { name: taskList },
          taskPriority: toWire(taskPriority),
          scheduleToStartTimeout: toWire(options.scheduleToStartTimeout),
          scheduleToCloseTimeout: toWire(options.scheduleToCloseTimeout),
          startToCloseTimeout: toWire(options.startToCloseTimeout),
          heartbeatTimeout: toWire(options.heartbeatTimeout),
        }),
      },
    });
  };

export function requestCancelActivityTask(options: RequestCancelActivityTaskOptions): Decision {
  checkOptions('requestCancelActivityTask()', options, { activityId: true });
  const { activityId } = options;
  checkName('activityId', activityId);
  return decision({
    decisionType: 'RequestCancelActivityTask',
    requestCancelActivityTaskDecisionAttributes: { activityId },
  });
}
