import { jsonConverter } from '../payloads/index.js';
import { CompiledState } from './CompiledState.js';
import { enterEvent } from './compile/enterEvent.js';
import { Ledger } from './compile/Ledger.js';
import type { Event } from './events/Event.js';
import { checkReading, type ReadingOptions } from './ReadingOptions.js';

/**
 * Mutable accumulator of an execution's state, for following a long-running history event by event. Applying
 * an event is O(1). The values it returns don't change: entities are snapshots, and lists are frozen.
 *
 * @see {@link History}, the immutable counterpart
 *
 * @example
 * ```ts
 * import { CompiledHistory, toEvent } from 'rx-swf';
 *
 * const compiled = new CompiledHistory();
 * compiled.apply(
 *   toEvent({
 *     eventId: 1,
 *     eventType: 'TimerStarted',
 *     eventTimestamp: new Date(),
 *     timerStartedEventAttributes: { timerId: 't', startToFireTimeout: '5', decisionTaskCompletedEventId: 0 },
 *   }),
 * );
 * compiled.timers.started.length; // 1
 * ```
 */
export class CompiledHistory extends CompiledState {
  readonly #ledger: Ledger;

  constructor(options: ReadingOptions = {}) {
    checkReading('CompiledHistory', options);
    const { converter = jsonConverter, workflowType } = options;
    const ledger = new Ledger(converter, workflowType);
    super(() => ledger);
    this.#ledger = ledger;
  }

  /** Applies an event. Events up to {@link lastEventId} have been applied before and are skipped. */
  apply(event: Event): this {
    enterEvent(this.#ledger, event);
    return this;
  }
}
