import { jsonConverter } from '../payloads/index.js';
import { CompiledState } from './CompiledState.js';
import { enterEvent } from './compile/enterEvent.js';
import { Ledger } from './compile/Ledger.js';
import type { Event } from './events/Event.js';
import { checkReading, type ReadingOptions } from './ReadingOptions.js';

/**
 * Compiles events as they come: the mutable accumulator of an execution's state, for those who follow a history
 * for long. {@link History} is the immutable value. Applying an event is O(1).
 *
 * What it hands out does not change: entities are snapshots, lists are frozen.
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

  /** Enters an event. One that is not beyond {@link lastEventId} was entered before: it is skipped. */
  apply(event: Event): this {
    enterEvent(this.#ledger, event);
    return this;
  }
}
