import type { ActivityType, DomainOrName, WorkflowType } from '../../models/index.js';

/** A workflow type or an activity type. */
export type AnyType = WorkflowType | ActivityType;

/**
 * A type as code describes it: a definition or a contract of `rx-swf/workflows`, or anything of the same form.
 *
 * @see {@link drift}
 */
export interface TypeDefinition {
  readonly name: string;
  readonly version: string;
  /** Attributes that the code sets. Those that it leaves out are not drift. */
  readonly options: object;
  /** Returns the model to register. `taskList` is the default list if the definition sets none. */
  type(domain: DomainOrName, taskList?: string): AnyType;
}
