import type { DataConverter } from '../../payloads/index.js';
import type { TypeId } from '../../values/index.js';
import { Activity } from '../entities/Activity.js';
import { ChildExecution } from '../entities/ChildExecution.js';
import { DecisionTurn } from '../entities/DecisionTurn.js';
import type { Facts, Step } from '../entities/Entity.js';
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
import type { Problem } from './Problem.js';

/** The facts that every entity has, which the ledger fills in. */
type Common = 'id' | 'state' | 'life' | 'eventId' | 'partial' | 'attempt';

/** What an event tells of an entity. */
export type News<E> = Partial<Omit<Facts<E>, Common>>;

/** An event that changes an entity. */
export interface Change<E extends AnyEntity> {
  /** The event that the entity began with; `undefined` where the event lacks it. */
  readonly key: number | undefined;
  /** Its id, where the event gives it. */
  readonly id?: E['id'] | undefined;
  /** The states in which the event may find it. */
  readonly from: readonly E['state'][];
  readonly event: Event;
}

/** The mutable state that events are entered in. */
export class Ledger {
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
  readonly problems: Problem[] = [];
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

  /** Enters an entity that begins with this event. */
  begin<E extends AnyEntity>(
    index: EntityIndex<E>,
    id: E['id'] | undefined,
    event: Event,
    attributes: News<E>,
    facts?: News<E>,
  ): void {
    this.#add(
      index,
      event,
      { id: id ?? unknownId(event.id), key: event.id, partial: false },
      attributes,
      facts,
    );
  }

  /** Enters an entity of which this event is the first that is known; it began with event `key`. */
  beginPartial<E extends AnyEntity>(
    index: EntityIndex<E>,
    id: E['id'] | undefined,
    event: Event,
    news: News<E>,
    key = event.id,
  ): void {
    this.#add(index, event, { id: id ?? unknownId(key), key, partial: true }, news);
  }

  /**
   * Enters what an event did to the entity that began with event `key`. One that is not known is entered as a
   * partial one; an event that its state does not allow is a problem, and has no effect.
   */
  advance<E extends AnyEntity>(
    index: EntityIndex<E>,
    { key, id, from, event }: Change<E>,
    news: News<E>,
  ): void {
    const entity = key === undefined ? undefined : index.at(key);
    if (entity === undefined) {
      if (key !== undefined && key >= this.firstEventId)
        this.problem(event, `refers to event ${key}, which did not begin it`);
      this.beginPartial(index, id, event, news, key);
    } else if (!from.includes(entity.state)) {
      this.problem(event, `finds ${entity}`);
    } else {
      index.update(entity, step(event), Object.assign(news, { state: event.state }));
    }
  }

  /** Adds an event to the life of an entity whose state it leaves as it was. */
  note<E extends AnyEntity>(index: EntityIndex<E>, entity: E, event: Event, news: News<E>): void {
    index.update(entity, step(event), news);
  }

  problem(event: Event, message: string): void {
    this.problems.push(Object.freeze({ eventId: event.id, message: `${event.name} ${message}` }));
  }

  #add<E extends AnyEntity>(
    index: EntityIndex<E>,
    event: Event,
    { id, key, partial }: { id: E['id']; key: number; partial: boolean },
    ...facts: readonly (News<E> | undefined)[]
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

/** The id of an entity whose history does not tell it. SWF allows no colon in an id, so it cannot be one. */
export function unknownId(key: number): string {
  return `event:${key}`;
}

/** What an event is in an entity's life. */
export function step({ state, timestamp, id }: Event): Step {
  return Object.freeze({ state, timestamp, eventId: id });
}
