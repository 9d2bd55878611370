import { record } from '../history/record.js';
import { findLambda } from '../history/views/lambdaFunctions.js';
import type { Execution } from '../state/Execution.js';
import type { Lambda } from '../state/tasks.js';
import type { Act } from './Act.js';
import type { FailureDetails } from './OpenChild.js';

/** A started Lambda task, which you can answer in place of its function. */
export class PendingLambda {
  readonly id: string;
  /** Name of the function. */
  readonly name: string;
  readonly input: string | undefined;
  readonly scheduledEventId: number;
  readonly #act: Act;
  readonly #execution: Execution;

  /** @internal */
  constructor(act: Act, { execution, scheduled, scheduledEventId }: Lambda) {
    this.id = scheduled.id;
    this.name = scheduled.name;
    this.input = scheduled.input;
    this.scheduledEventId = scheduledEventId;
    this.#act = act;
    this.#execution = execution;
  }

  /** Completes it. Rejects if it has ended. */
  complete(result?: string): Promise<void> {
    return this.#answer(ids => record(this.#execution, 'LambdaFunctionCompleted', { ...ids, result }));
  }

  /** Fails it. Rejects if it has ended. */
  fail({ reason, details }: FailureDetails = {}): Promise<void> {
    return this.#answer(ids => record(this.#execution, 'LambdaFunctionFailed', { ...ids, reason, details }));
  }

  #answer(answer: (ids: { scheduledEventId: number; startedEventId: number }) => void): Promise<void> {
    return this.#act(() => {
      const { scheduledEventId } = this;
      const lambda = findLambda(this.#execution, scheduledEventId);
      if (lambda === undefined) throw new Error(`The Lambda task ${this.id} has ended`);
      answer({ scheduledEventId, startedEventId: lambda.startedEventId });
    });
  }
}
