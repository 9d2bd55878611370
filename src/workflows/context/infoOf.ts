import type { EventOf } from '../../history/index.js';
import { requireMember } from '../../requests/index.js';
import type { WorkflowInfo } from '../definitions/WorkflowContext.js';
import type { RunSettings } from '../run/RunSettings.js';
import type { Turn } from '../turns/Turn.js';

/** Default number of events from which on a history counts as long; SWF's limit is 25,000. */
const longHistory = 10_000;

/** Metadata of an execution. Values that change from turn to turn are read through getters. */
export function infoOf(
  { domain, execution, workflow }: RunSettings,
  { timestamp, attributes }: EventOf<'WorkflowExecutionStarted'>,
  turn: () => Turn | undefined,
): WorkflowInfo {
  const { parentWorkflowExecution: parent } = attributes;
  const historyLength = () => turn()?.startedEventId ?? 0;
  return Object.freeze({
    domain,
    ...execution,
    workflowType: { name: workflow.name, version: workflow.version },
    startTimestamp: timestamp,
    taskList: attributes.taskList ?? '',
    tagList: attributes.tagList ?? [],
    continuedExecutionRunId: attributes.continuedExecutionRunId,
    parent: parent && {
      workflowId: requireMember(parent.workflowId, 'workflowId'),
      runId: requireMember(parent.runId, 'runId'),
    },
    get attempt() {
      return turn()?.attempt ?? 1;
    },
    get historyLength() {
      return historyLength();
    },
    get continueAsNewSuggested() {
      return historyLength() >= (workflow.options.maxEvents ?? longHistory);
    },
  });
}
