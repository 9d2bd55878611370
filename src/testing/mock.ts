import { defer, ignoreElements, last, mergeMap, type Observable, of, throwError, timer } from 'rxjs';
import type { Work } from '../streams/index.js';
import { kindOf, toPipeline, workflowRemedies } from '../workflows/guard/pipelines.js';
import {
  type ActivityContext,
  type ActivityDefinition,
  type ActivityImplementation,
  type AnyWorkflow,
  type WorkflowContext,
  type WorkflowDefinition,
  WorkflowFailure,
  workflow,
} from '../workflows/index.js';
import { calledOnce } from './calledOnce.js';
import { Answer } from './stage/Answer.js';

/** What a mocked activity answers: a value, or what a function returns, as an implementation does. */
export type ActivityAnswer<I, O> =
  | O
  | Answer<O>
  | ((input: I, context: ActivityContext<I>) => Work<O> | Answer<O> | PromiseLike<Answer<O>>);

/** What a mocked workflow answers: a value, or what a function returns, which may be a pipeline. */
export type WorkflowAnswer<I, O> =
  | O
  | Answer<O>
  | ((input: I, context: WorkflowContext) => O | Answer<O> | Observable<O>);

/**
 * Stands in for an activity in a test, or for a child workflow: answers with a value, with what a function returns,
 * or with how it fails (`fails()`), times out (`timesOut()`), or takes its time (`takes()`). What it may answer is what
 * the definition says.
 *
 * The function of a mocked workflow is called once for each run, as that of a mocked activity is for each task. Where it
 * returns a pipeline that it makes with its context, it is code of a workflow, and every replay calls it.
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
  answer: ActivityAnswer<NoInfer<I>, NoInfer<O>>,
): ActivityImplementation;
export function mock<I, O>(
  workflow: WorkflowDefinition<I, O>,
  answer: WorkflowAnswer<NoInfer<I>, NoInfer<O>>,
): AnyWorkflow;
export function mock<I, O>(
  definition: ActivityDefinition<I, O> | WorkflowDefinition<I, O>,
  answer: unknown,
): ActivityImplementation | AnyWorkflow {
  // By the overloads, a function is one of the definition's input and context.
  const given = (input: I, context: unknown) =>
    typeof answer === 'function' ? answer(input, context) : answer;
  if ('with' in definition) return { definition, handler: given };
  const once = calledOnce<I>(typeof answer === 'function' ? (answer as typeof given) : () => answer);
  return workflow<I, unknown>(
    definition.options as object as { name: string; version: string },
    (input, context) => defer(() => inWorkflow(once(input, context), context)),
  );
}

/** An answer as a pipeline, whose time is the workflow's. */
function inWorkflow(answer: unknown, context: WorkflowContext): Observable<unknown> {
  // Other iterables are values here.
  if (['an Observable', 'a generator', 'an async generator', 'a Promise'].includes(kindOf(answer)))
    return toPipeline(answer, 'The mock of a workflow returned', workflowRemedies);
  if (!(answer instanceof Answer)) return of(answer);
  const { seconds, ending } = answer;
  // There is no end to signals: it waits, but for something.
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
