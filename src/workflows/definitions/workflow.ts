import type { ChildPolicy } from '@aws-sdk/client-swf';
import { map, type Observable, type ObservedValueOf } from 'rxjs';
import { checkConfiguration, executionConfigurationOptions } from '../../models/ExecutionConfiguration.js';
import { type DomainOrName, type StartOptions, WorkflowExecution, WorkflowType } from '../../models/index.js';
import { checkIsOptions, checkOptions, type OptionNames } from '../../requests/index.js';
import {
  type AnyExecutionId,
  checkCount,
  checkName,
  checkText,
  type Duration,
  limits,
  omitUndefined,
  oneYear,
  optional,
  refuse,
} from '../../values/index.js';
import { DurableExecution } from '../execution/DurableExecution.js';
import type { JsonConstraint } from './Jsonable.js';
import type { WorkflowContext } from './WorkflowContext.js';

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

/** Options of a workflow definition. */
export interface WorkflowOptions<I = unknown, O = unknown> extends WorkflowDefaults {
  /** 1 to 256 characters. */
  readonly name: string;
  /** 1 to 64 characters. */
  readonly version: string;
  readonly description?: string;
  /**
   * The number of events from which on an execution is continued as new automatically, as soon as nothing but
   * timers is open and no signal is waiting. The new run starts with the input from `continueWith`; the state
   * of operators is lost. SWF terminates an execution at 25,000 events.
   */
  readonly maxEvents?: number;
  /**
   * Returns the next run's input, from the last value that the pipeline emitted and this run's input. An
   * error that it throws, or an input that cannot be converted to a payload, fails the decision.
   * @defaultValue this run's input
   */
  // A method, so that a workflow with a specific output is assignable to one that emits `unknown`.
  continueWith?(latest: O | undefined, input: I): NoInfer<I>;
}

const names: OptionNames<WorkflowOptions> = {
  ...executionConfigurationOptions,
  name: true,
  version: true,
  description: true,
  maxEvents: true,
  continueWith: true,
};

/**
 * A workflow function. It returns a pipeline that is replayed from SWF's history; its last value is the
 * execution's result.
 */
export type WorkflowFunction<I, O> = (input: I, context: WorkflowContext) => Observable<O>;

/**
 * A workflow definition, shared by workers and clients.
 *
 * @typeParam I - the input
 * @typeParam O - the values of the pipeline; the last one is the result
 */
export interface WorkflowDefinition<I, O> {
  readonly name: string;
  readonly version: string;
  readonly options: WorkflowOptions<I, O>;
  readonly run: WorkflowFunction<I, O>;
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
  ): Observable<DurableExecution<O>>;
  /** Returns an existing execution, open or closed, by its ids. Sends no request. */
  execution(domain: DomainOrName, id: AnyExecutionId): DurableExecution<O>;
  /** Returns the model that `register: true` saves. `taskList` is the default if the workflow sets none. */
  type(domain: DomainOrName, taskList?: string): WorkflowType;
}

/** A workflow definition with any input and output. */
export interface AnyWorkflow extends Pick<WorkflowDefinition<never, unknown>, 'name' | 'version' | 'type'> {
  readonly options: Omit<WorkflowOptions, 'continueWith'> & {
    readonly continueWith?: (latest: never, input: never) => unknown;
  };
  run(input: never, context: WorkflowContext): Observable<unknown>;
}

/**
 * Defines a durable workflow: a function of the input that returns an Observable, made of ordinary RxJS
 * operators. Everything it waits for, including time, is recorded in SWF's history. Any process may die at
 * any moment, and another one continues from where it was. The function must depend only on its input and its
 * context.
 *
 * @throws `InvalidArgumentError` for an option that SWF would reject
 * @example
 * ```ts
 * import { delay, from, mergeMap, retry, toArray } from 'rxjs';
 * import { activity, workflow } from 'rx-swf/workflows';
 *
 * const resize = activity<{ file: string }, { url: string }>({ name: 'Resize', version: '1' });
 *
 * export const thumbnails = workflow(
 *   { name: 'Thumbnails', version: '1' },
 *   (input: { files: string[] }, { run }) =>
 *     from(input.files).pipe(
 *       mergeMap(file => run(resize, { file }).pipe(retry({ count: 3, delay: 5_000 })), 20),
 *       delay(86_400_000), // an SWF timer
 *       toArray(),
 *     ),
 * );
 * ```
 */
export function workflow<I = void, O = unknown, R extends Observable<O> = Observable<O>>(
  options: WorkflowOptions<I, ObservedValueOf<R>> & JsonConstraint<I> & JsonConstraint<ObservedValueOf<R>>,
  // Inferred from the returned Observable rather than from its values, so that a function may return either
  // of two Observables.
  run: (input: I, context: WorkflowContext) => R,
): WorkflowDefinition<I, ObservedValueOf<R>> {
  const definition: WorkflowOptions<I, ObservedValueOf<R>> = options;
  checkOptions('workflow()', definition, names);
  if (typeof run !== 'function') refuse('run', run, 'a function of an input and a context');
  const { name, version, maxEvents, continueWith: _, ...stated } = definition;
  checkName('name', name);
  checkName('version', version, limits.version);
  optional(checkCount, 'maxEvents', maxEvents, 10, 25_000);
  const { description, ...defaults } = stated;
  optional(checkText, 'description', description, limits.description);
  checkConfiguration(defaults);
  const model = (domain: DomainOrName) => new WorkflowType({ domain, name, version });
  return Object.freeze({
    name,
    version,
    options: Object.freeze<WorkflowOptions<I, ObservedValueOf<R>>>({ ...definition }),
    // For a generic Observable, the compiler cannot see that `R` emits `ObservedValueOf<R>`.
    run: run as WorkflowFunction<I, ObservedValueOf<R>>,
    start: (domain: DomainOrName, input: I, options: Omit<StartOptions, 'input'> = {}) => {
      checkIsOptions('start()', options);
      return model(domain)
        .startExecution({ ...defaults, ...omitUndefined({ ...options }), input })
        .pipe(map(execution => new DurableExecution<ObservedValueOf<R>>(execution)));
    },
    execution: (domain: DomainOrName, { workflowId, runId }: AnyExecutionId) =>
      new DurableExecution<ObservedValueOf<R>>(
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
