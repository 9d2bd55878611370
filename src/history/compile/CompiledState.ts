import type { DataConverter } from '../../payloads/index.js';
import type { TypeId } from '../../values/index.js';
import { Activity } from '../entities/Activity.js';
import { ChildExecution } from '../entities/ChildExecution.js';
import { DecisionTurn } from '../entities/DecisionTurn.js';
import type { EntityStep, Facts } from '../entities/Entity.js';
import { type AnyEntity, EntityIndex } from '../entities/EntityIndex.js';
import { Execution } from '../entities/Execution.js';
import { ExternalCancel } from '../entities/ExternalCancel.js';
import { ExternalSignal } from '../entities/ExternalSignal.js';
import { LambdaFunction } from '../entities/LambdaFunction.js';
import { Marker } from '../entities/Marker.js';
import { Signal } from '../entities/Signal.js';
import { Timer } from '../entities/Timer.js';
import type { Event } from '../events/Event.js';
import type { FailedDecision } from './FailedDecision.js';
import type { HistoryProblem } from './HistoryProblem.js';

/** Facts of every entity, which the state fills in. */
type CommonFacts = 'id' | 'state' | 'life' | 'eventId' | 'partial' | 'attempt';

/** Facts about an entity that an event adds. */
export type NewFacts<E> = Partial<Omit<Facts<E>, CommonFacts>>;

/** A change of an entity by an event. */
export interface Change<E extends AnyEntity> {
  /** Id of the event that the entity began with; `undefined` if the event doesn't contain it. */
  readonly key: number | undefined;
  /** Id of the entity, if the event contains it. */
  readonly id?: E['id'] | undefined;
  /** States in which the event is valid. */
  readonly from: readonly E['state'][];
  readonly event: Event;
}

/**
 * Mutable state of an execution, to which the transitions apply events in ascending order.
 *
 * An entity is keyed by the event it began with (scheduled, started or initiated), to which later events
 * refer; its id isn't unique, since it may be reused. An event about an entity that began before the first
 * event creates a partial one. An event that doesn't fit becomes a {@link HistoryProblem} and never throws.
 */
export class CompiledState {
  readonly activities = new EntityIndex(Activity);
  readonly timers = new EntityIndex(Timer);
  readonly childExecutions = new EntityIndex(ChildExecution);
  readonly signals = new EntityIndex(Signal);
  readonly externalSignals = new EntityIndex(ExternalSignal);
  readonly externalCancels = new EntityIndex(ExternalCancel);
  readonly markers = new EntityIndex(Marker);
  readonly lambdaFunctions = new EntityIndex(LambdaFunction);
  readonly decisions = new EntityIndex(DecisionTurn);
  readonly failedDecisions: FailedDecision[] = [];
  readonly problems: HistoryProblem[] = [];
  execution: Execution;
  firstEventId = 0;
  lastEventId = 0;
  readonly #converter: DataConverter;

  constructor(converter: DataConverter, workflowType: TypeId | undefined) {
    this.#converter = converter;
    const facts: Facts<Execution> = {
      state: 'started',
      life: [],
      eventId: 1,
      partial: true,
      cancelRequested: false,
    };
    this.execution = new Execution(converter, { ...facts, workflowType });
  }

  /** Adds an entity that begins with this event. */
  begin<E extends AnyEntity>(
    index: EntityIndex<E>,
    id: E['id'] | undefined,
    event: Event,
    attributes: NewFacts<E>,
    facts?: NewFacts<E>,
  ): void {
    this.#add(
      index,
      event,
      { id: id ?? unknownId(event.id), key: event.id, partial: false },
      attributes,
      facts,
    );
  }

  /** Adds an entity that began with event `key`, before the first known event about it. */
  beginPartial<E extends AnyEntity>(
    index: EntityIndex<E>,
    id: E['id'] | undefined,
    event: Event,
    facts: NewFacts<E>,
    key = event.id,
  ): void {
    this.#add(index, event, { id: id ?? unknownId(key), key, partial: true }, facts);
  }

  /**
   * Applies an event to the entity that began with event `key`. An unknown entity is added as a partial one.
   * An event that is not valid in the entity's state is recorded as a problem and has no effect.
   */
  advance<E extends AnyEntity>(
    index: EntityIndex<E>,
    { key, id, from, event }: Change<E>,
    facts: NewFacts<E>,
  ): void {
    const entity = key === undefined ? undefined : index.at(key);
    if (entity === undefined) {
      if (key !== undefined && key >= this.firstEventId)
        this.problem(event, `refers to event ${key}, which did not begin any ${event.type}`);
      this.beginPartial(index, id, event, facts, key);
    } else if (!from.includes(entity.state)) {
      this.problem(event, `is not valid for ${entity}`);
    } else {
      index.update(entity, step(event), Object.assign(facts, { state: event.state }));
    }
  }

  /** Adds an event to the life of an entity without changing its state. */
  note<E extends AnyEntity>(index: EntityIndex<E>, entity: E, event: Event, facts: NewFacts<E>): void {
    index.update(entity, step(event), facts);
  }

  problem(event: Event, message: string): void {
    this.problems.push(Object.freeze({ eventId: event.id, message: `${event.name} ${message}` }));
  }

  #add<E extends AnyEntity>(
    index: EntityIndex<E>,
    event: Event,
    { id, key, partial }: { id: E['id']; key: number; partial: boolean },
    ...facts: readonly (NewFacts<E> | undefined)[]
  ): void {
    const common = {
      id,
      state: event.state,
      life: [step(event)],
      eventId: key,
      partial,
      attempt: index.countLives(id) + 1,
    };
    index.add(new index.kind(this.#converter, common, ...facts.filter(given => given !== undefined)));
  }
}

/**
 * Returns the id for an entity whose id is unknown. It can't collide, since SWF's ids can't contain a colon.
 */
export function unknownId(key: number): string {
  return `event:${key}`;
}

/** Returns the step that an event adds to an entity's life. */
export function step({ state, timestamp, id }: Event): EntityStep {
  return Object.freeze({ state, timestamp, eventId: id });
}
