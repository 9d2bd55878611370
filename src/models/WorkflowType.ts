import {
  type ChildPolicy,
  DeleteWorkflowTypeCommand,
  DeprecateWorkflowTypeCommand,
  DescribeWorkflowTypeCommand,
  RegisterWorkflowTypeCommand,
  type RegistrationStatus,
  type SWFClient,
  UndeprecateWorkflowTypeCommand,
  type WorkflowTypeConfiguration,
  type WorkflowTypeInfo,
} from '@aws-sdk/client-swf';
import { defer, map, type Observable } from 'rxjs';
import { toPayload } from '../payloads/index.js';
import { request, requireMember, uuid } from '../requests/index.js';
import {
  type Duration,
  limits,
  markOrigin,
  omitUndefined,
  toDuration,
  toPriority,
  toWire,
  typeId,
} from '../values/index.js';
import type { Domain } from './Domain.js';
import {
  checkConfiguration,
  type ExecutionConfiguration,
  executionConfiguration,
  executionConfigurationOptions,
} from './ExecutionConfiguration.js';
import type { Remote } from './Model.js';
import {
  RegisteredType,
  type TypeKind,
  type TypeOptions,
  typeComparisons,
  typeInfoOptions,
  typeOptions,
} from './RegisteredType.js';
import { checkStart, type StartOptions } from './StartOptions.js';
import { startRun } from './startRun.js';
import { WorkflowExecution } from './WorkflowExecution.js';
import { type Look, mapState } from './watch/Look.js';
import { lookAtWorkflowType } from './watch/looks.js';
import type { WatchOptions } from './watch/WatchOptions.js';
import { toTypeWish } from './watch/Wish.js';

/** Attributes of a {@link WorkflowType}. */
export interface WorkflowTypeOptions extends TypeOptions, ExecutionConfiguration {}

const kind: TypeKind<WorkflowTypeOptions> = {
  name: 'WorkflowType',
  options: {
    ...typeOptions,
    ...executionConfigurationOptions,
  },
  check: checkConfiguration,
  comparisons: typeComparisons(executionConfiguration),
};

/** Attributes that only a description shows. */
const undescribed: ReadonlySet<string> = new Set(executionConfiguration);

const commands = {
  deprecate: DeprecateWorkflowTypeCommand,
  undeprecate: UndeprecateWorkflowTypeCommand,
  delete: DeleteWorkflowTypeCommand,
};

/**
 * A workflow type: a kind of execution and its default options. The model is an immutable value; nothing is
 * sent until you subscribe to one of its operations.
 *
 * @throws `InvalidArgumentError` if SWF would reject one of the attributes.
 * @example
 * ```ts
 * import { switchMap } from 'rxjs';
 * import { WorkflowType } from 'rx-swf';
 *
 * const thumbnails = new WorkflowType({
 *   domain: 'media',
 *   name: 'Thumbnails',
 *   version: '1',
 *   taskList: 'decisions',
 *   childPolicy: 'TERMINATE',
 *   executionStartToCloseTimeout: 3600,
 *   taskStartToCloseTimeout: 30,
 * });
 * thumbnails.save().pipe(
 *   switchMap(type => type.startExecution({ workflowId: 'album-7', input: { files: ['a.png'] } })),
 * ).subscribe(execution => console.log(execution.runId));
 * ```
 */
export class WorkflowType extends RegisteredType<WorkflowType, WorkflowTypeOptions> {
  readonly taskList: string | undefined;
  readonly taskPriority: number | undefined;
  readonly childPolicy: ChildPolicy | undefined;
  readonly executionStartToCloseTimeout: Duration | undefined;
  readonly taskStartToCloseTimeout: Duration | undefined;
  readonly lambdaRole: string | undefined;

  constructor(options: WorkflowTypeOptions) {
    super(options, kind);
    this.taskList = options.taskList;
    this.taskPriority = options.taskPriority;
    this.childPolicy = options.childPolicy;
    this.executionStartToCloseTimeout = options.executionStartToCloseTimeout;
    this.taskStartToCloseTimeout = options.taskStartToCloseTimeout;
    this.lambdaRole = options.lambdaRole;
    Object.freeze(this);
  }

  /** Emits the remote version (`DescribeWorkflowType`). */
  override upstream(): Observable<WorkflowType> {
    return request(this.client, DescribeWorkflowTypeCommand, this.#reference()).pipe(
      map(({ typeInfo, configuration }) =>
        workflowTypeFrom(
          this.domain,
          requireMember(typeInfo, 'typeInfo'),
          requireMember(configuration, 'configuration'),
        ),
      ),
    );
  }

  /**
   * Starts an execution (`StartWorkflowExecution`) and emits its model. Each subscription starts a new one.
   * Errors with `AlreadyExistsError` if an execution with that workflow id is open, with
   * `DefaultUndefinedError` if a required option is set neither here nor by the type, and with
   * `DoesNotExistError` or `DeprecatedError`.
   *
   * @throws `InvalidArgumentError` if SWF would reject an option.
   */
  startExecution(options: StartOptions = {}): Observable<WorkflowExecution> {
    checkStart('startExecution()', options);
    const { input, ...others } = options;
    const rawInput = toPayload(this.domain.dataConverter, 'input', input);
    return defer(() =>
      startRun(this.domain, {
        ...others,
        workflowId: options.workflowId ?? this.#newWorkflowId(),
        workflowType: { name: this.name, version: this.version },
        rawInput,
      }),
    ).pipe(map(run => new WorkflowExecution(run)));
  }

  protected override register(): Observable<unknown> {
    return request(this.client, RegisterWorkflowTypeCommand, {
      domain: this.domain.name,
      name: this.name,
      version: this.version,
      ...omitUndefined({
        description: this.description,
        defaultTaskList: this.taskList === undefined ? undefined : { name: this.taskList },
        defaultTaskPriority: toWire(this.taskPriority),
        defaultChildPolicy: this.childPolicy,
        defaultExecutionStartToCloseTimeout: toWire(this.executionStartToCloseTimeout),
        defaultTaskStartToCloseTimeout: toWire(this.taskStartToCloseTimeout),
        defaultLambdaRole: this.lambdaRole,
      }),
    });
  }

  protected override send(action: keyof typeof commands): Observable<unknown> {
    return request(this.client, commands[action], this.#reference());
  }

  protected override with(status: RegistrationStatus): WorkflowType {
    return new WorkflowType(markOrigin(this.origin, { ...this, status, deprecationDate: undefined }));
  }

  protected override lookAt(
    client: SWFClient,
    options: WatchOptions,
  ): Observable<Look<Remote<WorkflowType>>> {
    const { name } = this.domain;
    return lookAtWorkflowType(
      { client, domain: name, scheduler: options.scheduler },
      this,
      toTypeWish(options),
    ).pipe(
      mapState(({ info, configuration, gone }) => {
        if (info === undefined || gone !== undefined) return { model: undefined };
        const model = workflowTypeFrom(this.domain, info, configuration);
        return configuration === undefined ? { model, unknown: undescribed } : { model };
      }),
    );
  }

  #reference() {
    return { domain: this.domain.name, workflowType: { name: this.name, version: this.version } };
  }

  #newWorkflowId(): string {
    const unique = uuid();
    return `${`${this.name}-${this.version}`.slice(0, limits.name - unique.length - 1)}-${unique}`;
  }
}

/** Creates the model from `DescribeWorkflowType` or, without a configuration, `ListWorkflowTypes`. */
export function workflowTypeFrom(
  domain: Domain,
  info: WorkflowTypeInfo,
  configuration?: WorkflowTypeConfiguration,
): WorkflowType {
  // Member by member: V8 creates such objects many times faster than with spreads.
  const { name, version } = typeId(info.workflowType);
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
    childPolicy: configuration?.defaultChildPolicy,
    executionStartToCloseTimeout: toDuration(configuration?.defaultExecutionStartToCloseTimeout),
    taskStartToCloseTimeout: toDuration(configuration?.defaultTaskStartToCloseTimeout),
    lambdaRole: configuration?.defaultLambdaRole,
  });
  return new WorkflowType(options);
}
