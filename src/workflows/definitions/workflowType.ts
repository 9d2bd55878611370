import type { ChildPolicy } from '@aws-sdk/client-swf';
import { map, type Observable } from 'rxjs';
import { checkConfiguration, executionConfigurationOptions } from '../../models/ExecutionConfiguration.js';
import { type DomainOrName, type StartOptions, WorkflowExecution, WorkflowType } from '../../models/index.js';
import { checkIsOptions, checkOptions, type OptionNames } from '../../requests/index.js';
import {
  type AnyExecutionId,
  checkName,
  checkText,
  type Duration,
  limits,
  omitUndefined,
  oneYear,
  optional,
} from '../../values/index.js';
import type { AnySignals } from '../execution/AnySignals.js';
import { DurableExecution } from '../execution/DurableExecution.js';
import type { JsonConstraint } from './Jsonable.js';

/** Default options of executions of a workflow. They can be overridden at each start. */
export interface WorkflowDefaults {
  /** The task list for decision tasks. @defaultValue the list of the worker that registers the type */
  readonly taskList?: string;
  /** A whole number; larger is more urgent. */
  readonly taskPriority?: number;
  /** The policy for open children when an execution is terminated or times out. @defaultValue 'TERMINATE' */
  readonly childPolicy?: ChildPolicy;
  /** The maximum duration of an execution, in seconds. @defaultValue one year, SWF's limit */
  readonly executionStartToCloseTimeout?: Duration;
  /** The maximum duration of a decision, in seconds. @defaultValue 30 */
  readonly taskStartToCloseTimeout?: Duration;
  /** The ARN of the IAM role under which Lambda functions are called. */
  readonly lambdaRole?: string;
}

/** Options of a {@link WorkflowContract}. */
export interface WorkflowContractOptions extends WorkflowDefaults {
  /** 1 to 256 characters. */
  readonly name: string;
  /** 1 to 64 characters. */
  readonly version: string;
  readonly description?: string;
}

/** The option names of {@link WorkflowContractOptions}. */
export const workflowContractOptions: OptionNames<WorkflowContractOptions> = {
  ...executionConfigurationOptions,
  name: true,
  version: true,
  description: true,
};

/**
 * The type of a workflow, its input, its output and its signals: what a program needs that starts executions,
 * signals them and waits for their results, and that holds no workflow code.
 *
 * @typeParam I - the input
 * @typeParam O - the values of the pipeline; the last one is the result
 * @typeParam S - the inputs of the signals, by their names; `undefined` for a signal without input
 */
export interface WorkflowContract<I, O, S extends object = AnySignals> {
  readonly name: string;
  readonly version: string;
  readonly options: WorkflowContractOptions;
  /**
   * Starts an execution (`StartWorkflowExecution`) on each subscription and emits it. Errors like
   * `workflowType.startExecution()`.
   *
   * @throws `InvalidArgumentError` if SWF would reject an option or the input
   */
  start(
    domain: DomainOrName,
    input: I,
    options?: Omit<StartOptions, 'input'>,
  ): Observable<DurableExecution<O, S>>;
  /** Returns an existing execution, open or closed, by its ids. Sends no request. */
  execution(domain: DomainOrName, id: AnyExecutionId): DurableExecution<O, S>;
  /** Returns the model that `register: true` saves. `taskList` is the default if the workflow sets none. */
  type(domain: DomainOrName, taskList?: string): WorkflowType;
}

/**
 * Declares a workflow without its code: its type, its input, its output and its signals. `workflow(contract, run)`
 * implements it. A bundle for a browser that starts or watches executions by contracts holds no workflow engine.
 *
 * @throws `InvalidArgumentError` for an option that SWF would reject
 * @example
 * ```ts
 * import { switchMap } from 'rxjs';
 * import { workflowType } from 'rx-swf/contracts';
 *
 * export const album = workflowType<{ files: string[] }, string[], { add: string; finish: undefined }>({
 *   name: 'Album',
 *   version: '1',
 * });
 *
 * album.start('media', { files: ['a.png'] }).pipe(switchMap(execution => execution.result$)).subscribe();
 * album.execution('media', { workflowId: 'album-7' }).signal('add', 'b.png').subscribe();
 * ```
 */
export function workflowType<I = void, O = unknown, S extends object = AnySignals>(
  options: WorkflowContractOptions & JsonConstraint<I> & JsonConstraint<O>,
): WorkflowContract<I, O, S> {
  const stated: WorkflowContractOptions = options;
  checkOptions('workflowType()', stated, workflowContractOptions);
  return contractOf(stated);
}

/** Checks the options of a contract, and creates it. */
export function contractOf<I, O, S extends object>(
  options: WorkflowContractOptions,
): WorkflowContract<I, O, S> {
  const { name, version, description, ...defaults } = options;
  checkName('name', name);
  checkName('version', version, limits.version);
  optional(checkText, 'description', description, limits.description);
  checkConfiguration(defaults);
  const model = (domain: DomainOrName) => new WorkflowType({ domain, name, version });
  return Object.freeze({
    name,
    version,
    options: Object.freeze({ ...options }),
    start: (domain: DomainOrName, input: I, given: Omit<StartOptions, 'input'> = {}) => {
      checkIsOptions('start()', given);
      return model(domain)
        .startExecution({ ...defaults, ...omitUndefined({ ...given }), input })
        .pipe(map(execution => new DurableExecution<O, S>(execution)));
    },
    execution: (domain: DomainOrName, { workflowId, runId }: AnyExecutionId) =>
      new DurableExecution<O, S>(
        new WorkflowExecution({ domain, workflowId, runId, workflowType: { name, version } }),
      ),
    type: (domain: DomainOrName, taskList?: string) =>
      new WorkflowType({
        domain,
        name,
        version,
        childPolicy: 'TERMINATE',
        executionStartToCloseTimeout: oneYear,
        taskStartToCloseTimeout: 30,
        ...defaults,
        ...omitUndefined({ description, taskList: defaults.taskList ?? taskList }),
      }),
  });
}
