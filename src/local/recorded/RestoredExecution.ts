import type { Execution } from '../state/Execution.js';
import type { Act } from './Act.js';
import { OpenChild } from './OpenChild.js';
import { PendingLambda } from './PendingLambda.js';
import { PendingMessage } from './PendingMessage.js';

/**
 * An execution that was taken over from a recorded history, with what it waits for from outside of the service.
 *
 * @example
 * ```ts
 * import type { HistoryEvent } from '@aws-sdk/client-swf';
 * import { LocalSwf } from 'rx-swf/local';
 *
 * async function completeChildren(events: HistoryEvent[]) {
 *   const { execution } = LocalSwf.fork({ events });
 *   for (const child of await execution.children()) await child.complete('"done"');
 * }
 * ```
 */
export class RestoredExecution {
  readonly domain: string;
  readonly workflowId: string;
  readonly runId: string;
  /** The id of the last event that was taken over. */
  readonly eventId: number;
  readonly #act: Act;
  readonly #execution: Execution;

  /** @internal */
  constructor(act: Act, execution: Execution, eventId: number) {
    this.domain = execution.domain.name;
    this.workflowId = execution.execution.workflowId;
    this.runId = execution.execution.runId;
    this.eventId = eventId;
    this.#act = act;
    this.#execution = execution;
  }

  /** Resolves to its open children, stubs and others, in the order in which they were started. */
  children(): Promise<OpenChild[]> {
    return this.#act(region =>
      Array.from(this.#execution.open?.children.values() ?? [], ({ runId = '' }) =>
        region.executions.get(runId),
      ).flatMap(child => (child?.open === undefined ? [] : [new OpenChild(this.#act, child)])),
    );
  }

  /** Resolves to its messages to executions elsewhere, in the order in which they were sent. */
  messages(): Promise<PendingMessage[]> {
    return this.#act(() => PendingMessage.of(this.#act, this.#execution));
  }

  /** Resolves to its started Lambda tasks. */
  lambdaFunctions(): Promise<PendingLambda[]> {
    return this.#act(() =>
      Array.from(this.#execution.open?.lambdas.values() ?? [])
        .filter(({ startedEventId }) => startedEventId > 0)
        .map(lambda => new PendingLambda(this.#act, lambda)),
    );
  }
}
