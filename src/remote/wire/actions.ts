import type { StartOptions } from '../../models/index.js';
import type { TypeId } from '../../values/index.js';

/** Attributes of a new run. */
export interface RemoteStartOptions extends StartOptions {
  readonly workflowType: TypeId;
}

/** Attributes that replace those of the run that is started again. */
export type RemoteRerunOptions = Omit<StartOptions, 'workflowId'>;

/** Options of a redrive, as of `redrive()` of a durable execution. */
export interface RemoteRedriveOptions extends Omit<StartOptions, 'workflowId' | 'input'> {
  /** The first command to do again, such as `Charge#7`. @defaultValue the failure that ended the run */
  readonly from?: string;
  /** True to redrive a run although a later one has the same workflow id. @defaultValue false */
  readonly despiteLaterRun?: boolean;
}
