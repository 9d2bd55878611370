import type { SWFClient } from '@aws-sdk/client-swf';
import {
  ActivityType,
  Domain,
  type History,
  type WorkflowExecution,
  WorkflowExecutionQuerySet,
  WorkflowType,
} from 'rx-swf';
import {
  concatMap,
  filter,
  firstValueFrom,
  forkJoin,
  from,
  lastValueFrom,
  mergeMap,
  type Observable,
  range,
  startWith,
  tap,
  toArray,
} from 'rxjs';
import { expect } from 'vitest';
import { activityType, resultOf, steps } from './album.js';

/** Executions of the workflow that all fault tests run. */
export class Albums {
  readonly domain: Domain;
  readonly #type: WorkflowType;
  readonly #executions: WorkflowExecution[] = [];
  #next = 0;

  private constructor(client: SWFClient, timeout: number) {
    this.domain = new Domain({ name: 'media', client });
    this.#type = new WorkflowType({
      domain: this.domain,
      name: 'Album',
      version: '1',
      taskList: 'decisions',
      childPolicy: 'TERMINATE',
      executionStartToCloseTimeout: 3600,
      taskStartToCloseTimeout: timeout,
    });
  }

  /**
   * @param client - a client whose calls do not fail
   * @param timeout - seconds after which SWF times out a lost task
   */
  static async of(client: SWFClient, timeout = 1): Promise<Albums> {
    const albums = new Albums(client, timeout);
    const { domain } = albums;
    await lastValueFrom(domain.save());
    const step = new ActivityType({
      domain,
      ...activityType,
      taskList: 'steps',
      heartbeatTimeout: 'NONE',
      scheduleToStartTimeout: 'NONE',
      scheduleToCloseTimeout: 'NONE',
      startToCloseTimeout: timeout,
    });
    await lastValueFrom(forkJoin([albums.#type.save(), step.save()]));
    return albums;
  }

  /** Ids of the executions. */
  get workflowIds(): readonly string[] {
    return this.#executions.map(({ workflowId }) => workflowId);
  }

  /** Starts `count` more executions. */
  async start(count: number): Promise<void> {
    const first = this.#next;
    this.#next += count;
    const started$ = range(first, count).pipe(
      mergeMap(n => this.#type.startExecution({ workflowId: `album-${n}` }), 50),
      toArray(),
    );
    this.#executions.push(...(await lastValueFrom(started$)));
  }

  /**
   * Resolves when `count` executions have closed.
   *
   * @param acted$ - the operations that the service has carried out
   */
  async closed(count: number, acted$: Observable<string>): Promise<void> {
    const executions = new WorkflowExecutionQuerySet(this.domain);
    const counted$ = acted$.pipe(
      filter(operation => operation === 'RespondDecisionTaskCompleted'),
      startWith(''),
      concatMap(() => executions.count({ status: 'CLOSED' })),
    );
    await firstValueFrom(counted$.pipe(filter(({ count: closed }) => closed >= count)));
  }

  /** Expects all to have completed, with each result once. Resolves to the number of tasks that timed out. */
  async check(): Promise<Redone> {
    const redone = { activities: 0, decisions: 0 };
    const checked$ = from(this.#executions).pipe(
      mergeMap(
        execution => execution.history().pipe(tap(history => checkHistory(execution.workflowId, history))),
        20,
      ),
    );
    await lastValueFrom(
      checked$.pipe(
        tap(history => {
          redone.activities += countOf(history, 'ActivityTaskTimedOut');
          redone.decisions += countOf(history, 'DecisionTaskTimedOut');
        }),
      ),
    );
    return redone;
  }

  /** Expects the effect of every step, at least once. */
  checkEffects(effects: Iterable<string>): void {
    const seen = new Set(effects);
    const missing = this.workflowIds.flatMap(id => steps.map(step => resultOf(id, step)));
    expect(missing.filter(effect => !seen.has(effect))).toEqual([]);
  }
}

/** Tasks that SWF assigned again. */
export interface Redone {
  readonly activities: number;
  readonly decisions: number;
}

const countOf = (history: History, event: string): number =>
  Array.from(history).filter(({ name }) => name === event).length;

function checkHistory(workflowId: string, history: History): void {
  const results = Array.from(history).flatMap(event =>
    event.name === 'ActivityTaskCompleted' ? [JSON.parse(`${event.attributes.result}`)] : [],
  );
  expect(history.last?.name, workflowId).toBe('WorkflowExecutionCompleted');
  expect(results).toEqual(steps.map(step => resultOf(workflowId, step)));
}
