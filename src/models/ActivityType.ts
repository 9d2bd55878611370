import {
  type ActivityTypeConfiguration,
  type ActivityTypeInfo,
  DeleteActivityTypeCommand,
  DeprecateActivityTypeCommand,
  DescribeActivityTypeCommand,
  RegisterActivityTypeCommand,
  type RegistrationStatus,
  type SWFClient,
  UndeprecateActivityTypeCommand,
} from '@aws-sdk/client-swf';
import { map, type Observable } from 'rxjs';
import { request, requireMember } from '../requests/index.js';
import {
  checkDuration,
  checkName,
  checkPriority,
  type Duration,
  markOrigin,
  omitUndefined,
  optional,
  toDuration,
  toPriority,
  toWire,
  typeId,
} from '../values/index.js';
import type { Domain } from './Domain.js';
import type { Remote } from './Model.js';
import {
  RegisteredType,
  type TypeKind,
  type TypeOptions,
  typeComparisons,
  typeInfoOptions,
  typeOptions,
} from './RegisteredType.js';
import { type Look, mapState } from './watch/Look.js';
import { lookAtActivityType } from './watch/looks.js';
import type { WatchOptions } from './watch/WatchOptions.js';
import { toTypeWish } from './watch/Wish.js';

/** Attributes of an {@link ActivityType}. Timeouts are in seconds, or `'NONE'`. */
export interface ActivityTypeOptions extends TypeOptions {
  /** Default task list of its tasks; a decision may override it. */
  readonly taskList?: string | undefined;
  /** Integer; higher values are more urgent. Compared as 0 if unset. */
  readonly taskPriority?: number | undefined;
  /** Maximum time between two heartbeats of a worker. */
  readonly heartbeatTimeout?: Duration | undefined;
  /** Maximum time from scheduling a task to closing it. */
  readonly scheduleToCloseTimeout?: Duration | undefined;
  /** Maximum time that a task may wait for a worker. */
  readonly scheduleToStartTimeout?: Duration | undefined;
  /** Maximum time that a worker may spend on a task. */
  readonly startToCloseTimeout?: Duration | undefined;
}

const timeouts = [
  'heartbeatTimeout',
  'scheduleToCloseTimeout',
  'scheduleToStartTimeout',
  'startToCloseTimeout',
] as const;

const kind: TypeKind<ActivityTypeOptions> = {
  name: 'ActivityType',
  options: {
    ...typeOptions,
    taskList: true,
    taskPriority: true,
    heartbeatTimeout: true,
    scheduleToCloseTimeout: true,
    scheduleToStartTimeout: true,
    startToCloseTimeout: true,
  },
  check: checkDefaults,
  comparisons: typeComparisons(['taskList', 'taskPriority', ...timeouts]),
};

/** Attributes that only a description shows. */
const undescribed: ReadonlySet<string> = new Set(['taskList', 'taskPriority', ...timeouts]);

const commands = {
  deprecate: DeprecateActivityTypeCommand,
  undeprecate: UndeprecateActivityTypeCommand,
  delete: DeleteActivityTypeCommand,
};

/**
 * An activity type: a kind of task and its default options. The model is an immutable value; nothing is sent
 * until you subscribe to one of its operations.
 *
 * @throws `InvalidArgumentError` if SWF would reject one of the attributes.
 * @example
 * ```ts
 * import { ActivityType } from 'rx-swf';
 *
 * new ActivityType({
 *   domain: 'media',
 *   name: 'Resize',
 *   version: '1',
 *   taskList: 'thumbnails',
 *   heartbeatTimeout: 'NONE',
 *   scheduleToStartTimeout: 'NONE',
 *   scheduleToCloseTimeout: 'NONE',
 *   startToCloseTimeout: 60,
 * }).save().subscribe();
 * ```
 */
export class ActivityType extends RegisteredType<ActivityType, ActivityTypeOptions> {
  readonly taskList: string | undefined;
  readonly taskPriority: number | undefined;
  readonly heartbeatTimeout: Duration | undefined;
  readonly scheduleToCloseTimeout: Duration | undefined;
  readonly scheduleToStartTimeout: Duration | undefined;
  readonly startToCloseTimeout: Duration | undefined;

  constructor(options: ActivityTypeOptions) {
    super(options, kind);
    this.taskList = options.taskList;
    this.taskPriority = options.taskPriority;
    this.heartbeatTimeout = options.heartbeatTimeout;
    this.scheduleToCloseTimeout = options.scheduleToCloseTimeout;
    this.scheduleToStartTimeout = options.scheduleToStartTimeout;
    this.startToCloseTimeout = options.startToCloseTimeout;
    Object.freeze(this);
  }

  /** Emits the remote version (`DescribeActivityType`). */
  override upstream(): Observable<ActivityType> {
    return request(this.client, DescribeActivityTypeCommand, this.#reference()).pipe(
      map(({ typeInfo, configuration }) =>
        activityTypeFrom(
          this.domain,
          requireMember(typeInfo, 'typeInfo'),
          requireMember(configuration, 'configuration'),
        ),
      ),
    );
  }

  protected override register(): Observable<unknown> {
    return request(this.client, RegisterActivityTypeCommand, {
      domain: this.domain.name,
      name: this.name,
      version: this.version,
      ...omitUndefined({
        description: this.description,
        defaultTaskList: this.taskList === undefined ? undefined : { name: this.taskList },
        defaultTaskPriority: toWire(this.taskPriority),
        defaultTaskHeartbeatTimeout: toWire(this.heartbeatTimeout),
        defaultTaskScheduleToCloseTimeout: toWire(this.scheduleToCloseTimeout),
        defaultTaskScheduleToStartTimeout: toWire(this.scheduleToStartTimeout),
        defaultTaskStartToCloseTimeout: toWire(this.startToCloseTimeout),
      }),
    });
  }

  protected override send(action: keyof typeof commands): Observable<unknown> {
    return request(this.client, commands[action], this.#reference());
  }

  protected override with(status: RegistrationStatus): ActivityType {
    return new ActivityType(markOrigin(this.origin, { ...this, status, deprecationDate: undefined }));
  }

  protected override lookAt(
    client: SWFClient,
    options: WatchOptions,
  ): Observable<Look<Remote<ActivityType>>> {
    const { name } = this.domain;
    return lookAtActivityType(
      { client, domain: name, scheduler: options.scheduler },
      this,
      toTypeWish(options),
    ).pipe(
      mapState(({ info, configuration, gone }) => {
        if (info === undefined || gone !== undefined) return { model: undefined };
        const model = activityTypeFrom(this.domain, info, configuration);
        return configuration === undefined ? { model, unknown: undescribed } : { model };
      }),
    );
  }

  #reference() {
    return { domain: this.domain.name, activityType: { name: this.name, version: this.version } };
  }
}

/** Creates the model from `DescribeActivityType` or, without a configuration, `ListActivityTypes`. */
export function activityTypeFrom(
  domain: Domain,
  info: ActivityTypeInfo,
  configuration?: ActivityTypeConfiguration,
): ActivityType {
  // Member by member: V8 creates such objects many times faster than with spreads.
  const { name, version } = typeId(info.activityType);
  const { status, description, creationDate, deprecationDate } = typeInfoOptions(info);
  const options = markOrigin(configuration === undefined ? 'listing' : 'description', {
    domain,
    name,
    version,
    status,
    description,
    creationDate,
    deprecationDate,
    taskList: configuration?.defaultTaskList?.name,
    taskPriority: toPriority(configuration?.defaultTaskPriority),
    heartbeatTimeout: toDuration(configuration?.defaultTaskHeartbeatTimeout),
    scheduleToCloseTimeout: toDuration(configuration?.defaultTaskScheduleToCloseTimeout),
    scheduleToStartTimeout: toDuration(configuration?.defaultTaskScheduleToStartTimeout),
    startToCloseTimeout: toDuration(configuration?.defaultTaskStartToCloseTimeout),
  });
  return new ActivityType(options);
}

function checkDefaults(options: ActivityTypeOptions): void {
  optional(checkName, 'taskList', options.taskList);
  optional(checkPriority, 'taskPriority', options.taskPriority);
  for (const timeout of timeouts) optional(checkDuration, timeout, options[timeout]);
}
