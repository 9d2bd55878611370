import type {
  ActivityTypeConfiguration,
  RegistrationStatus,
  WorkflowTypeConfiguration,
} from '@aws-sdk/client-swf';
import type { Wire } from '../api/wire.js';
import { type Deadline, deadline } from './Deadline.js';
import type { Execution } from './Execution.js';
import type { Region } from './Region.js';
import { type Registered, Registry } from './Registry.js';
import { TaskLists } from './TaskList.js';
import type { Activity, DecisionTask } from './tasks.js';
import { Visibility } from './Visibility.js';

/** A workflow type or an activity type. */
export interface RegisteredType<Configuration> extends Registered {
  readonly description: string | undefined;
  readonly createdAt: number;
  readonly configuration: Configuration;
  deprecatedAt: number | undefined;
}

export type RegisteredWorkflowType = RegisteredType<Wire<WorkflowTypeConfiguration>>;
export type RegisteredActivityType = RegisteredType<Wire<ActivityTypeConfiguration>>;

/** A domain with its types, task lists and executions. */
export class Domain implements Registered {
  readonly version = '';
  readonly region: Region;
  readonly name: string;
  readonly description: string | undefined;
  /** As registered: a number of days, or `NONE`. */
  readonly retentionPeriod: string;
  readonly tags = new Map<string, string | undefined>();
  readonly workflowTypes = new Registry<RegisteredWorkflowType>();
  readonly activityTypes = new Registry<RegisteredActivityType>();
  readonly decisionTaskLists = new TaskLists<DecisionTask>();
  readonly activityTaskLists = new TaskLists<Activity>();
  readonly visibility = new Visibility();
  readonly openExecutions = new Map<string, Execution>();
  /** The time at which the execution that closed first is deleted. */
  readonly retention: Deadline = deadline({ kind: 'retention', domain: this });
  status: RegistrationStatus = 'REGISTERED';

  constructor(region: Region, name: string, retentionPeriod: string, description: string | undefined) {
    this.region = region;
    this.name = name;
    this.retentionPeriod = retentionPeriod;
    this.description = description;
  }

  get arn(): string {
    return `arn:aws:swf:${this.region.name}:${this.region.account}:/domain/${this.name}`;
  }

  /** Retention period of a closed execution, in milliseconds. */
  get retentionMilliseconds(): number {
    return this.retentionPeriod === 'NONE' ? 0 : Number(this.retentionPeriod) * 86_400_000;
  }
}
