import { uuid } from '#platform';
import type { EventType } from '../api/events.js';
import { fromWireTime } from '../api/wire.js';
import { descriptionOf } from '../operations/executions.js';
import type { Report } from '../state/Region.js';
import type { ExecutionDetail } from './ExecutionDetail.js';

/**
 * The envelope in which Amazon EventBridge delivers a state change of an SWF execution. Absent members are
 * `null`, and timestamps are milliseconds since the epoch.
 */
export interface StateChange {
  readonly version: string;
  readonly id: string;
  readonly 'detail-type': 'Simple Workflow Execution State Change';
  readonly source: 'aws.swf';
  readonly account: string;
  /** When the event was written, in ISO 8601 with whole seconds. */
  readonly time: string;
  readonly region: string;
  /** The ARN of the domain, the only member that names it. */
  readonly resources: readonly string[];
  readonly detail: {
    readonly eventId: number;
    readonly eventType: EventType;
    readonly workflowExecutionDetail: ExecutionDetail;
  };
}

/** Returns the envelope for a reported event, with the execution as it is now. */
export function stateChange({ execution, type, eventId, at }: Report): StateChange {
  const { arn, region } = execution.domain;
  return {
    version: '0',
    id: uuid(),
    'detail-type': 'Simple Workflow Execution State Change',
    source: 'aws.swf',
    account: region.account,
    time: new Date(at).toISOString().replace(/\.\d+Z$/, 'Z'),
    region: region.name,
    resources: [arn],
    detail: { eventId, eventType: type, workflowExecutionDetail: detailOf(execution) },
  };
}

function detailOf(execution: Report['execution']): ExecutionDetail {
  const { executionInfo, executionConfiguration, ...rest } = descriptionOf(execution);
  const { closeTimestamp, closeStatus, parent, tagList, ...info } = executionInfo;
  const { taskPriority, lambdaRole, ...configuration } = executionConfiguration;
  return {
    executionInfo: {
      ...info,
      startTimestamp: fromWireTime(info.startTimestamp),
      closeTimestamp: timeOrNull(closeTimestamp),
      closeStatus: closeStatus ?? null,
      parent: parent ?? null,
      parentExecutionArn: null,
      tagList: tagList ?? null,
      cancelRequested: info.cancelRequested ?? false,
    },
    executionConfiguration: {
      ...configuration,
      taskPriority: taskPriority ?? null,
      lambdaRole: lambdaRole ?? null,
    },
    openCounts: rest.openCounts,
    latestActivityTaskTimestamp: timeOrNull(rest.latestActivityTaskTimestamp),
    latestExecutionContext: rest.latestExecutionContext ?? null,
  };
}

const timeOrNull = (time: number | undefined) => (time === undefined ? null : fromWireTime(time));
