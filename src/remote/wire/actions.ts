import type { StartOptions, TerminateOptions } from '../../models/index.js';
import type { TypeId } from '../../values/index.js';

/** Options of all actions. */
export interface RemoteActionOptions {
  /** Why it is done, for the audit of the gateway. @defaultValue none */
  readonly reason?: string;
}

/** Options of a termination. Its reason is in the history, too. */
export interface RemoteTerminateOptions extends Omit<TerminateOptions, 'reason'>, RemoteActionOptions {}

/** Attributes of a new run. */
export interface RemoteStartOptions extends StartOptions, RemoteActionOptions {
  readonly workflowType: TypeId;
}

/** Attributes that replace those of the run that is started again. */
export interface RemoteRerunOptions extends Omit<StartOptions, 'workflowId'>, RemoteActionOptions {}

/** Options of a redrive, as of `redrive()` of a durable execution. */
export interface RemoteRedriveOptions
  extends Omit<StartOptions, 'workflowId' | 'input'>,
    RemoteActionOptions {
  /** The first command to do again, such as `Charge#7`. @defaultValue the failure that ended the run */
  readonly from?: string;
  /** True to redrive a run although a later one has the same workflow id. @defaultValue false */
  readonly despiteLaterRun?: boolean;
}
