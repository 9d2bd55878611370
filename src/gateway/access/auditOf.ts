import { toProblem } from '../errors/toProblem.js';
import type { ActionRecord } from '../options/ActionRecord.js';
import type { GatewayAction } from '../options/GatewayAction.js';
import type { GatewayConfiguration } from '../options/GatewayOptions.js';

/** Result of an action. */
export interface ActionEnd {
  readonly error?: unknown;
  /** Id of an execution that was started. */
  readonly workflowId?: string;
  readonly newRunId?: string | undefined;
  readonly bulk?: ActionRecord['bulk'];
}

/** Tells `onAction` what became of an action. */
export type Audit = (outcome: ActionRecord['outcome'], end?: ActionEnd) => void;

/** Returns the audit of an action that changes something; that of a read does nothing. */
export function auditOf(
  { onAction, scheduler }: Pick<GatewayConfiguration, 'onAction' | 'scheduler'>,
  request: Request,
  { isRead, bulk: _, ...action }: GatewayAction,
  who?: string,
): Audit {
  if (isRead) return () => {};
  return (outcome, { error, workflowId, newRunId, bulk } = {}) => {
    const failure = error === undefined ? undefined : toProblem(error);
    onAction(
      {
        at: new Date(scheduler.now()).toISOString(),
        ...(who === undefined ? {} : { who }),
        ...action,
        ...(workflowId === undefined ? {} : { workflowId }),
        outcome,
        ...(failure === undefined ? {} : { error: { kind: failure.kind, message: failure.message } }),
        ...(newRunId === undefined ? {} : { newRunId }),
        ...(bulk === undefined ? {} : { bulk }),
      },
      request,
    );
  };
}
