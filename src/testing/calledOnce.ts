import { isObservable } from 'rxjs';
import type { WorkflowContext } from '../workflows/index.js';

/** What a function came to in a run. */
interface Call {
  /** Returns or throws what it did. */
  readonly outcome: () => unknown;
  /** Whether it is a pipeline made with the context: code of a workflow, which belongs to one replay. */
  readonly isCode: () => boolean;
}

type Answering<I> = (input: I, context: WorkflowContext) => unknown;

/**
 * Calls the function of a mocked workflow once for each run: the worker's replays, which check each decision, are given
 * what it returned. Otherwise a function that counts its calls, or takes answers from a list, would be found to differ.
 */
export function calledOnce<I>(answer: Answering<I>): Answering<I> {
  const calls = new Map<string, Call>();
  return (input, context) => {
    const { runId } = context.info;
    const known = calls.get(runId);
    const call = known === undefined || known.isCode() ? made(answer, input, context) : known;
    calls.set(runId, call);
    return call.outcome();
  };
}

function made<I>(answer: Answering<I>, input: I, context: WorkflowContext): Call {
  // One that takes a context may use it later, and one whose parameters do not show it uses it at once.
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
