/** Executions of a domain to select. Without a state, all are selected. */
export interface ExecutionSelection {
  readonly open?: boolean;
  /** Closed ones, however they ended. */
  readonly closed?: boolean;
  readonly completed?: boolean;
  readonly failed?: boolean;
  readonly canceled?: boolean;
  readonly terminated?: boolean;
  readonly timedOut?: boolean;
  readonly continuedAsNew?: boolean;
  /** Of this workflow type; without a version, of any version. */
  readonly type?: { readonly name: string; readonly version?: string };
  readonly workflowId?: string;
  /** With all of these tags. */
  readonly tag?: readonly string[];
  /** Started or, if only closed ones are selected, closed since then. */
  readonly since?: Date;
  /** Started or, if only closed ones are selected, closed until then. */
  readonly until?: Date;
}
