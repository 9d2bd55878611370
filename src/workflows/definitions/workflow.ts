import type { ChildPolicy } from '@aws-sdk/client-swf';
import { map, type Observable, type ObservedValueOf } from 'rxjs';
import { checkConfiguration } from '../../models/ExecutionConfiguration.js';
import { type DomainOrName, type StartOptions, WorkflowExecution, WorkflowType } from '../../models/index.js';
import { checkIsOptions, checkOptions, defined, type OptionNames } from '../../requests/index.js';
import { oneYear } from '../../values/checks.js';
import {
  type AnyExecutionId,
  checkCount,
  checkName,
  checkText,
  type Duration,
  limits,
  optional,
  refuse,
} from '../../values/index.js';
import { DurableExecution } from '../execution/DurableExecution.js';
import type { JsonHint } from './Jsonable.js';
import type { WorkflowContext } from './WorkflowContext.js';

/** How executions of a workflow are started, unless a start says otherwise. */
export interface WorkflowDefaults {
  /** Where decision tasks go. @defaultValue the list of the worker that registers the type */
  readonly taskList?: string;
  /** A whole number; larger is more urgent. */
  readonly taskPriority?: number;
  /** What becomes of open children when an execution is terminated or times out. @defaultValue 'TERMINATE' */
  readonly childPolicy?: ChildPolicy;
  /** The longest time that an execution may take, in seconds. @defaultValue a year, SWF's limit */
  readonly executionStartToCloseTimeout?: Duration;
  /** The longest time that a decision may take, in seconds. @defaultValue 30 */
  readonly taskStartToCloseTimeout?: Duration;
  /** The ARN of the IAM role under which Lambda functions are called. */
  readonly lambdaRole?: string;
}

const workflowDefaults: OptionNames<WorkflowDefaults> = {
  taskList: true,
  taskPriority: true,
  childPolicy: true,
  executionStartToCloseTimeout: true,
  taskStartToCloseTimeout: true,
  lambdaRole: true,
};

/** What a workflow is. */
export interface WorkflowOptions<I = unknown, O = unknown> extends WorkflowDefaults {
  /** 1 to 256 characters. */
  readonly name: string;
  /** 1 to 64 characters. */
  readonly version: string;
  readonly description?: string;
  /**
   * From how many events on an execution continues as a new one by itself, as soon as nothing is under way but
   * timers and no signal waits. The new run begins with the input that `continueWith` makes; what operators hold is
   * gone. SWF terminates an execution at 25,000 events.
   */
  readonly maxEvents?: number;
  /**
   * The next run's input, from what the pipeline emitted last and this run's input. What it throws, or an input that
   * cannot be a payload, fails the decision. @defaultValue this run's input
   */
  // A method, so that a workflow that emits something can stand where one is wanted that emits `unknown`.
  continueWith?(latest: O | undefined, input: I): NoInfer<I>;
}

const names: OptionNames<WorkflowOptions> = {
  ...workflowDefaults,
  name: true,
  version: true,
  description: true,
  maxEvents: true,
  continueWith: true,
};

/** A workflow's code: a pipeline that is replayed from SWF's history. Its last value is the execution's result. */
export type WorkflowFunction<I, O> = (input: I, context: WorkflowContext) => Observable<O>;

/**
 * A workflow as its workers and whoever starts it know it.
 *
 * @typeParam I - the input
 * @typeParam O - what the pipeline emits; the last value is the result
 */
export interface WorkflowDefinition<I, O> {
  readonly name: string;
  readonly version: string;
  readonly options: WorkflowOptions<I, O>;
  readonly run: WorkflowFunction<I, O>;
  /**
   * Starts an execution (`StartWorkflowExecution`), a new one with each subscription. Emits it once. Errors as
   * `workflowType.startExecution()` does.
   *
   * @throws `InvalidArgumentError` when an option or the input is one that SWF would refuse
   */
  start(
    domain: DomainOrName,
    input: I,
    options?: Omit<StartOptions, 'input'>,
  ): Observable<DurableExecution<O>>;
  /** An execution that is running or closed already, by its ids. Nothing is sent. */
  execution(domain: DomainOrName, id: AnyExecutionId): DurableExecution<O>;
  /** The model that `register: true` saves. `taskList` is the default where the workflow states none. */
  type(domain: DomainOrName, taskList?: string): WorkflowType;
}

/** A definition, whatever it takes and gives. */
export interface AnyWorkflow extends Pick<WorkflowDefinition<never, unknown>, 'name' | 'version' | 'type'> {
  readonly options: Omit<WorkflowOptions, 'continueWith'> & {
    readonly continueWith?: (latest: never, input: never) => unknown;
  };
  run(input: never, context: WorkflowContext): Observable<unknown>;
}

/**
 * Defines a durable workflow: a function of the input that returns an Observable, made of ordinary RxJS operators.
 * All that it waits for, time included, is in SWF's history; any process may die at any moment, and another one
 * goes on where it was. It must not depend on anything but its input and its context.
 *
 * @throws `InvalidArgumentError` for what SWF would refuse
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
 *       delay(86_400_000), // a timer of SWF
 *       toArray(),
 *     ),
 * );
 * ```
 */
export function workflow<I = void, O = unknown, R extends Observable<O> = Observable<O>>(
  options: WorkflowOptions<I, ObservedValueOf<R>> & JsonHint<I> & JsonHint<ObservedValueOf<R>>,
  // Of what it returns, not of what that emits: of two Observables, either may be returned.
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
    // It emits what it emits: of a generic Observable, the compiler does not see that.
    run: run as WorkflowFunction<I, ObservedValueOf<R>>,
    start: (domain: DomainOrName, input: I, options: Omit<StartOptions, 'input'> = {}) => {
      checkIsOptions('start()', options);
      return model(domain)
        .startExecution({ ...defaults, ...defined({ ...options }), input })
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
        ...defined({ description, taskList: defaults.taskList ?? taskList }),
      }),
  });
}
