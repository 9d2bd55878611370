import { Activities } from './collections/Activities.js';
import { ChildExecutions } from './collections/ChildExecutions.js';
import { DecisionTurns } from './collections/DecisionTurns.js';
import type { EntityCollection } from './collections/EntityCollection.js';
import { ExternalCancels } from './collections/ExternalCancels.js';
import { ExternalSignals } from './collections/ExternalSignals.js';
import { LambdaFunctions } from './collections/LambdaFunctions.js';
import { Markers } from './collections/Markers.js';
import { Signals } from './collections/Signals.js';
import { Timers } from './collections/Timers.js';
import type { FailedDecision } from './compile/FailedDecision.js';
import type { Ledger } from './compile/Ledger.js';
import type { Problem } from './compile/Problem.js';
import type { AnyEntity } from './entities/EntityIndex.js';
import type { Execution } from './entities/Execution.js';

/** The state of an execution, compiled from its history. */
export class CompiledState {
  readonly activities: Activities;
  readonly timers: Timers;
  readonly childExecutions: ChildExecutions;
  /** The signals that the execution received. */
  readonly signals: Signals;
  /** The signals that the execution sends. */
  readonly externalSignals: ExternalSignals;
  /** The cancel requests that the execution sends. */
  readonly externalCancels: ExternalCancels;
  readonly markers: Markers;
  readonly lambdaFunctions: LambdaFunctions;
  /** The decider's turns, one per decision task. */
  readonly decisions: DecisionTurns;
  readonly #ledger: () => Ledger;

  /** @internal */
  constructor(ledger: () => Ledger) {
    this.#ledger = ledger;
    this.activities = new Activities(() => ledger().activities);
    this.timers = new Timers(() => ledger().timers);
    this.childExecutions = new ChildExecutions(() => ledger().childExecutions);
    this.signals = new Signals(() => ledger().signals);
    this.externalSignals = new ExternalSignals(() => ledger().externalSignals);
    this.externalCancels = new ExternalCancels(() => ledger().externalCancels);
    this.markers = new Markers(() => ledger().markers);
    this.lambdaFunctions = new LambdaFunctions(() => ledger().lambdaFunctions);
    this.decisions = new DecisionTurns(() => ledger().decisions);
    Object.freeze(this);
  }

  /** The execution itself: its status, input and result. */
  get execution(): Execution {
    return this.#ledger().execution.seal();
  }

  /** Id of the last event; 0 if there is none. */
  get lastEventId(): number {
    return this.#ledger().lastEventId;
  }

  /** The events of decisions that SWF could not execute. */
  get failedDecisions(): readonly FailedDecision[] {
    return Object.freeze([...this.#ledger().failedDecisions]);
  }

  /** Inconsistencies, such as gaps or events about closed entities. Empty for histories written by SWF. */
  get problems(): readonly Problem[] {
    return Object.freeze([...this.#ledger().problems]);
  }

  /** Returns the state, one line per nonempty collection. */
  toString(): string {
    const collections = Object.values(collectionsOf(this)).filter(({ length }) => length > 0);
    return [this.execution, ...collections].join('\n');
  }

  toJSON(): Record<string, unknown> {
    const { execution, lastEventId, failedDecisions, problems } = this;
    return { lastEventId, execution, ...collectionsOf(this), failedDecisions, problems };
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

function collectionsOf(state: CompiledState): Record<string, EntityCollection<AnyEntity>> {
  return { ...state };
}
