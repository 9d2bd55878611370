import { isObservable } from 'rxjs';
import type { WorkflowContext } from '../../workflows/index.js';

/** The outcome of a function in a run. */
interface MockCall {
  /** Returns the same value or throws the same error as the original call. */
  readonly outcome: () => unknown;
  /**
   * Indicates whether the outcome is a pipeline built from the context: workflow code, which belongs to one
   * replay.
   */
  readonly isCode: () => boolean;
}

type MockFunction<I> = (input: I, context: WorkflowContext) => unknown;

/**
 * Calls the function of a mocked workflow once for each run. The worker's replays, which check each decision,
 * get the same return value. Otherwise, a function that counts its calls or takes answers from a list would
 * be reported as nondeterministic.
 */
export function memoizePerRun<I>(answer: MockFunction<I>): MockFunction<I> {
  const calls = new Map<string, MockCall>();
  return (input, context) => {
    const { runId } = context.info;
    const known = calls.get(runId);
    const call = known === undefined || known.isCode() ? callOf(answer, input, context) : known;
    calls.set(runId, call);
    return call.outcome();
  };
}

function callOf<I>(answer: MockFunction<I>, input: I, context: WorkflowContext): MockCall {
  // A function that declares a context may use it later; one whose parameter list does not show it uses it
  // immediately.
  let isContextUsed = answer.length > 1;
  const watched = new Proxy(context, {
    get: (target, member) => {
      isContextUsed = true;
      return Reflect.get(target, member);
    },
  });
  try {
    const value = answer(input, watched);
    return { outcome: () => value, isCode: () => isContextUsed && isObservable(value) };
  } catch (error) {
    const outcome = () => {
      throw error;
    };
    return { outcome, isCode: () => false };
  }
}
