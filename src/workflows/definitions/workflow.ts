import type { Observable, ObservedValueOf } from 'rxjs';
import { checkOptions, type OptionNames } from '../../requests/index.js';
import { checkCount, omitUndefined, optional, refuse } from '../../values/index.js';
import type { AnySignals } from '../execution/AnySignals.js';
import type { JsonConstraint } from './Jsonable.js';
import type { ContractContext, WorkflowContext } from './WorkflowContext.js';
import {
  contractOf,
  type WorkflowContract,
  type WorkflowContractOptions,
  workflowContractOptions,
} from './workflowType.js';

/** Keeps a contract, whose members are options too, from being taken for them. */
interface NotAContract {
  readonly start?: never;
}

/** Options of a workflow's implementation. */
export interface ContinuationOptions<I = unknown, O = unknown> {
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

/** Options of a workflow definition. */
export interface WorkflowOptions<I = unknown, O = unknown>
  extends WorkflowContractOptions,
    ContinuationOptions<I, O> {}

const continuationOptions: OptionNames<ContinuationOptions> = { maxEvents: true, continueWith: true };
const names: OptionNames<WorkflowOptions> = { ...workflowContractOptions, ...continuationOptions };

/**
 * A workflow function. It returns a pipeline that is replayed from SWF's history; its last value is the
 * execution's result.
 */
export type WorkflowFunction<I, O> = (input: I, context: WorkflowContext) => Observable<O>;

/**
 * A workflow definition, shared by workers and clients: a contract with its implementation.
 *
 * @typeParam I - the input
 * @typeParam O - the values of the pipeline; the last one is the result
 * @typeParam S - the inputs of the signals, by their names; `undefined` for a signal without input
 */
export interface WorkflowDefinition<I, O, S extends object = AnySignals> extends WorkflowContract<I, O, S> {
  readonly options: WorkflowOptions<I, O>;
  readonly run: WorkflowFunction<I, O>;
}

/** A workflow definition with any input and output. */
export interface AnyWorkflow extends Pick<WorkflowDefinition<never, unknown>, 'name' | 'version' | 'type'> {
  readonly options: Omit<WorkflowOptions, 'continueWith'> & {
    readonly continueWith?: (latest: never, input: never) => unknown;
  };
  run(input: never, context: WorkflowContext): Observable<unknown>;
}

/**
 * Implements a workflow that was declared elsewhere. The input, the output and the signals are type-checked against
 * the declaration.
 *
 * @throws `InvalidArgumentError` for an option that is not valid
 * @example
 * ```ts
 * import { scan, takeUntil } from 'rxjs';
 * import { workflowType } from 'rx-swf/contracts';
 * import { workflow } from 'rx-swf/workflows';
 *
 * const album = workflowType<string[], string[], { add: string; finish: undefined }>({ name: 'Album', version: '1' });
 *
 * export const albums = workflow(album, (files, { signal }) =>
 *   signal('add').pipe(
 *     scan((all, file) => [...all, file], files),
 *     takeUntil(signal('finish')),
 *   ),
 * );
 * ```
 */
export function workflow<I, O, S extends object>(
  contract: WorkflowContract<I, O, S>,
  run: (input: I, context: ContractContext<S>) => Observable<O>,
  options?: ContinuationOptions<I, O>,
): WorkflowDefinition<I, O, S>;
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
  options: WorkflowOptions<I, ObservedValueOf<R>> &
    JsonConstraint<I> &
    JsonConstraint<ObservedValueOf<R>> &
    NotAContract,
  // Inferred from the returned Observable rather than from its values, so that a function may return either
  // of two Observables.
  run: (input: I, context: WorkflowContext) => R,
): WorkflowDefinition<I, ObservedValueOf<R>>;
export function workflow<I, O, S extends object>(
  given: WorkflowContract<I, O, S> | WorkflowOptions<I, O>,
  run: WorkflowFunction<I, O>,
  continuation?: ContinuationOptions<I, O>,
): WorkflowDefinition<I, O, S> {
  if (isContract(given)) return implement(given, run, continuation);
  checkOptions('workflow()', given, names);
  const { maxEvents, continueWith, ...options } = given;
  return implement(contractOf<I, O, S>(options), run, omitUndefined({ maxEvents, continueWith }));
}

const isContract = <I, O, S extends object>(
  given: WorkflowContract<I, O, S> | WorkflowOptions<I, O>,
): given is WorkflowContract<I, O, S> => typeof given === 'object' && given !== null && 'start' in given;

function implement<I, O, S extends object>(
  contract: WorkflowContract<I, O, S>,
  run: WorkflowFunction<I, O>,
  continuation: ContinuationOptions<I, O> = {},
): WorkflowDefinition<I, O, S> {
  checkOptions('workflow()', continuation, continuationOptions);
  if (typeof run !== 'function') refuse('run', run, 'a function of an input and a context');
  optional(checkCount, 'maxEvents', continuation.maxEvents, 10, 25_000);
  return Object.freeze({
    ...contract,
    options: Object.freeze<WorkflowOptions<I, O>>({ ...contract.options, ...continuation }),
    run,
  });
}
