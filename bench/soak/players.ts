import { setTimeout as sleep } from 'node:timers/promises';
import type { Domain } from 'rx-swf';
import type { DurableExecution, WorkflowDefinition } from 'rx-swf/workflows';
import { lastValueFrom, type Observable, retry, timeout } from 'rxjs';
import { feed, ledgers, loop, type Seen } from './workflows.js';

/** Time limit for finishing work in progress at the end, including task timeouts, in milliseconds. */
const patience = 180_000;
const random = (below: number) => Math.random() * below;

/** Makes a call of the soak itself, which is retried when it is disturbed. */
const call = <T>(call$: Observable<T>): Promise<T> =>
  lastValueFrom(call$.pipe(retry({ count: 100, delay: 50 })));

const start = <I, O>(definition: WorkflowDefinition<I, O>, domain: Domain, input: NoInfer<I>) =>
  call(definition.start(domain, input));

const resultOf = <O>(execution: DurableExecution<O>): Promise<O> =>
  lastValueFrom(execution.result({ interval: 500, backoff: { initial: 50 } }).pipe(timeout(patience)));

/** Requests to executions, and their effects. */
export interface Played {
  readonly acknowledged: number;
  readonly seen: number;
  /** Number of those seen twice or out of order. */
  readonly wrong: number;
  readonly executions: readonly DurableExecution<unknown>[];
}

/** Lets a feed schedule tasks until the time is up. */
export async function playFeed(domain: Domain, end: number): Promise<DurableExecution<number>> {
  const execution = await start(feed, domain, 0);
  await sleep(end - Date.now());
  await call(execution.signal('stop'));
  await resultOf(execution);
  return execution;
}

/** Sends the numbers from 1 on to a ledger of each form, in order. Some of them make it continue as new. */
export async function playLedgers(domain: Domain, end: number): Promise<Played> {
  const played = await Promise.all(
    ledgers.map(async ledger => {
      const execution = await start(ledger, domain, { count: 0, wrong: 0 });
      let acknowledged = 0;
      while (Date.now() < end) {
        await call(execution.signal(Math.random() < 0.2 ? 'flush' : 'add', acknowledged + 1));
        acknowledged += 1;
        await sleep(random(120));
      }
      await call(execution.signal('end'));
      const seen: Seen = await resultOf(execution);
      return { acknowledged, ...seen, execution };
    }),
  );
  const sum = (of: (one: (typeof played)[number]) => number) => played.reduce((all, one) => all + of(one), 0);
  return {
    acknowledged: sum(one => one.acknowledged),
    seen: sum(one => one.count),
    wrong: sum(one => one.wrong),
    executions: played.map(one => one.execution),
  };
}

/** Asks executions that constantly continue as new to cancel, one after the other. */
export async function playLoops(domain: Domain, end: number): Promise<Played> {
  const executions: DurableExecution<unknown>[] = [];
  let seen = 0;
  while (Date.now() < end) {
    const execution = await start(loop, domain, 0);
    executions.push(execution);
    await sleep(random(3_000));
    await call(execution.requestCancel());
    const name = await resultOf(execution).then(
      () => '',
      (error: Error) => error.name,
    );
    if (name === 'ExecutionCanceledError') seen += 1;
  }
  return { acknowledged: executions.length, seen, wrong: 0, executions };
}
