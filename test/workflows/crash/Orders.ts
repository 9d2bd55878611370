import type { SWFClient } from '@aws-sdk/client-swf';
import { Domain, type Event, type History, WorkflowExecutionQuerySet } from 'rx-swf';
import type { DurableExecution } from 'rx-swf/workflows';
import {
  concatMap,
  filter,
  firstValueFrom,
  forkJoin,
  from,
  ignoreElements,
  lastValueFrom,
  mergeMap,
  type Observable,
  startWith,
  tap,
  toArray,
  zip,
} from 'rxjs';
import { expect } from 'vitest';
import { effectsOf, type Order, order, type Receipt, receiptOf, step } from './order.js';

/** Numbers of tasks that SWF assigned again. */
export interface Redone {
  readonly decisions: number;
  readonly activities: number;
  /** Sticky decision tasks whose worker did not poll for them. */
  readonly strayed: number;
}

/** Executions of orders, and the signals of their customers. */
export class Orders {
  readonly orders: readonly Order[];
  readonly #domain: Domain;
  readonly #executions = new Map<Order, DurableExecution<Receipt>>();

  private constructor(client: SWFClient, orders: readonly Order[]) {
    this.#domain = new Domain({ name: 'media', client });
    this.orders = orders;
  }

  /**
   * Starts the executions.
   *
   * @param client - a client whose calls do not fail
   */
  static async place(client: SWFClient, orders: readonly Order[]): Promise<Orders> {
    const placed = new Orders(client, orders);
    const domain = placed.#domain;
    await lastValueFrom(domain.save());
    await lastValueFrom(
      forkJoin([order.type(domain, 'decisions').save(), step.type(domain, 'steps').save()]),
    );
    await lastValueFrom(
      from(orders).pipe(
        mergeMap(
          one =>
            order
              .start(domain, one, { workflowId: one.id })
              .pipe(tap(execution => placed.#executions.set(one, execution))),
          50,
        ),
      ),
    );
    return placed;
  }

  /** Sends a signal of a customer with each tick. Completes without a value. */
  approve(tick$: Observable<unknown>): Observable<never> {
    const rounds = Math.max(...this.orders.map(({ approvals }) => approvals));
    const signals = Array.from({ length: rounds }, (_, round) =>
      [...this.#executions]
        .filter(([{ approvals }]) => approvals > round)
        .map(([, execution]) => ({ execution, value: round + 1 })),
    ).flat();
    return zip(signals, tick$).pipe(
      concatMap(([{ execution, value }]) => execution.signal('approve', value)),
      ignoreElements(),
    );
  }

  /**
   * Resolves once all executions have closed.
   *
   * @param acted$ - the operations that the service has carried out
   */
  async closed(acted$: Observable<string>): Promise<void> {
    const counted$ = acted$.pipe(
      filter(operation => operation === 'RespondDecisionTaskCompleted'),
      startWith(''),
      concatMap(() => new WorkflowExecutionQuerySet(this.#domain).count({ status: 'CLOSED' })),
    );
    await firstValueFrom(counted$.pipe(filter(({ count }) => count >= this.orders.length)));
  }

  /** Expects all results to be correct. Resolves to the numbers of tasks that were assigned again. */
  async check(effects: ReadonlySet<string>): Promise<Redone> {
    const histories = await lastValueFrom(
      from(this.#executions).pipe(
        mergeMap(([one, execution]) => this.#checked(one, execution), 20),
        toArray(),
      ),
    );
    const missing = this.orders.flatMap(effectsOf).filter(effect => !effects.has(effect));
    expect(missing).toEqual([]);
    const total = (name: Event['name'], type?: string) =>
      histories.flatMap(history => [...history]).filter(event => isTimeout(event, name, type)).length;
    return {
      decisions: total('DecisionTaskTimedOut', 'START_TO_CLOSE'),
      activities: total('ActivityTaskTimedOut'),
      strayed: total('DecisionTaskTimedOut', 'SCHEDULE_TO_START'),
    };
  }

  #checked(one: Order, execution: DurableExecution<Receipt>): Observable<History> {
    const checked$ = execution.result$.pipe(
      tap(receipt => expect(receipt, one.id).toEqual(receiptOf(one))),
      mergeMap(() => execution.history()),
    );
    return checked$.pipe(
      tap(history => {
        // A failed decision records a marker.
        const markers = [...history].filter(({ name }) => name === 'MarkerRecorded');
        expect(markers.map(String), one.id).toEqual([]);
      }),
    );
  }
}

function isTimeout(event: Event, name: Event['name'], type?: string): boolean {
  return (
    event.name === name &&
    (type === undefined || ('timeoutType' in event.attributes && event.attributes.timeoutType === type))
  );
}
