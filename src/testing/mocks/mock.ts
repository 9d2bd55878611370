import { defer, ignoreElements, last, mergeMap, type Observable, of, throwError, timer } from 'rxjs';
import type { HandlerResult } from '../../streams/index.js';
import { isAsyncSource, toPipeline, workflowRemedies } from '../../workflows/guard/pipelines.js';
import {
  type ActivityContext,
  type ActivityDefinition,
  type ActivityImplementation,
  type AnyWorkflow,
  type WorkflowContext,
  type WorkflowContract,
  WorkflowFailure,
  workflow,
} from '../../workflows/index.js';
import { MockAnswer } from './MockAnswer.js';
import { memoizePerRun } from './memoizePerRun.js';

/** The answer of a mocked activity: a value, or a function that returns one like an implementation. */
export type ActivityMockAnswer<I, O> =
  | O
  | MockAnswer<O>
  | ((
      input: I,
      context: ActivityContext<I>,
    ) => HandlerResult<O> | MockAnswer<O> | PromiseLike<MockAnswer<O>>);

/** The answer of a mocked workflow: a value, or a function that returns one or a pipeline. */
export type WorkflowMockAnswer<I, O> =
  | O
  | MockAnswer<O>
  | ((input: I, context: WorkflowContext) => O | MockAnswer<O> | Observable<O>);

/**
 * Replaces an activity or a child workflow in a test. It answers with a value, with the return value of a
 * function, with a failure (`fails()`), with a timeout (`timesOut()`), or after some time (`takes()`). The
 * answer is type-checked against the definition.
 *
 * The function of a mocked activity is called once for each task, that of a mocked workflow once for each
 * run. If it returns a pipeline built from its context, it is workflow code and is called in every replay.
 *
 * @example
 * ```ts
 * import { fails, mock, runWorkflow, takes } from 'rx-swf/testing';
 * import { activity, workflow } from 'rx-swf/workflows';
 *
 * const pay = activity<number, string>({ name: 'Pay', version: '1', retry: { count: 3 } });
 * const order = workflow({ name: 'Order', version: '1' }, (amount: number, { run }) => run(pay, amount));
 *
 * let attempts = 0;
 * const activities = [
 *   mock(pay, amount => {
 *     attempts += 1;
 *     return attempts < 3 ? fails('busy') : takes(3_600, `paid ${amount}`); // seconds of the workflow's time
 *   }),
 * ];
 * const { result } = await runWorkflow(order, 7, { activities });
 * ```
 */
export function mock<I, O>(
  activity: ActivityDefinition<I, O>,
  answer: ActivityMockAnswer<NoInfer<I>, NoInfer<O>>,
): ActivityImplementation;
export function mock<I, O>(
  workflow: WorkflowContract<I, O>,
  answer: WorkflowMockAnswer<NoInfer<I>, NoInfer<O>>,
): AnyWorkflow;
export function mock<I, O>(
  definition: ActivityDefinition<I, O> | WorkflowContract<I, O>,
  answer: unknown,
): ActivityImplementation | AnyWorkflow {
  // The overloads guarantee that a function takes the definition's input and context.
  const given = (input: I, context: unknown) =>
    typeof answer === 'function' ? answer(input, context) : answer;
  if ('with' in definition) return { definition, handler: given };
  const once = memoizePerRun<I>(typeof answer === 'function' ? (answer as typeof given) : () => answer);
  return workflow<I, unknown>(
    definition.options as object as { name: string; version: string },
    (input, context) => defer(() => inWorkflow(once(input, context), context)),
  );
}

/** Returns an answer as a pipeline on the workflow's time. */
function inWorkflow(answer: unknown, context: WorkflowContext): Observable<unknown> {
  // Here, other iterables are plain values.
  if (isAsyncSource(answer)) return toPipeline(answer, 'The mock of a workflow returned', workflowRemedies);
  if (!(answer instanceof MockAnswer)) return of(answer);
  const { seconds, ending } = answer;
  // Signals never complete, so this waits without being stalled.
  if (ending === undefined) return context.signals.pipe(ignoreElements());
  const end$ =
    'reason' in ending
      ? throwError(() => new WorkflowFailure(ending.reason, ending.details))
      : defer(() => inWorkflow(ending.value, context));
  return seconds === 0
    ? end$
    : timer(seconds * 1_000, context.scheduler).pipe(
        last(),
        mergeMap(() => end$),
      );
}
