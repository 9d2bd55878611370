import { Domain } from 'rx-swf';
import { replay } from 'rx-swf/testing';
import {
  type AnyWorkflow,
  activity,
  activityWorker,
  type DurableExecution,
  query,
  queryKey,
  saga,
  wait,
  workflow,
  workflowWorker,
} from 'rx-swf/workflows';
import { concat, forkJoin, lastValueFrom, map, merge, of, tap, timer, toArray } from 'rxjs';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { encrypted } from '../../harness/converters.js';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

/** Calls of activities and side effects, in order. */
const done: string[] = [];
/** Inputs with which activities fail. */
const broken = new Set<unknown>();

const step = activity<string, string>({ name: 'Step', version: '1' });
const charge = activity<number, string>({ name: 'Charge', version: '1' });
const steps = step.with(name => {
  done.push(name);
  if (broken.has(name)) throw new Error(`no ${name}`);
  return `${name}!`;
});
const charges = charge.with(amount => {
  done.push(`charge ${amount}`);
  if (broken.has(amount)) throw new Error('card service down');
  return `paid ${amount}`;
});

const order = workflow({ name: 'Order', version: '1' }, (item: string, { run, sideEffect, signal }) =>
  saga(function* () {
    const reserved = yield* run(step, `reserve ${item}`);
    const rate = yield* sideEffect('rate', () => done.push('rate'));
    const price = yield* wait(signal<number>('price'));
    yield* wait(timer(3_600_000));
    const paid = yield* run(charge, price);
    const shipped = yield* run(step, `ship ${item}`);
    return [reserved, rate, paid, shipped].join(' ');
  }),
);

beforeEach(() => {
  done.length = 0;
  broken.clear();
});

const open = (...workflows: AnyWorkflow[]) => WorkflowHarness.open(workflows, [steps, charges]);

async function failedOrder(harness: WorkflowHarness): Promise<DurableExecution<string>> {
  broken.add(12);
  const execution = await harness.start(order, 'book', { workflowId: 'order-7', tagList: ['books'] });
  await harness.signal(execution, 'price', 12);
  await harness.failure(execution);
  broken.clear();
  return execution;
}

const plan = async (execution: DurableExecution<unknown>, options = {}) => {
  const { taken, again, offered } = await lastValueFrom(execution.redrivePlan(options));
  const names = (of: readonly { name: string }[]) => of.map(({ name }) => name);
  return { taken: names(taken), again: names(again), offered: names(offered) };
};

describe('DurableExecution.redrive', () => {
  it('does what failed again, and takes over what is done', async () => {
    const harness = await open(order);
    const execution = await failedOrder(harness);
    const again = await lastValueFrom(execution.redrive());
    expect(await harness.result(again)).toBe('reserve book! 2 paid 12 ship book!');
    expect(done).toEqual(['reserve book', 'rate', 'charge 12', 'charge 12', 'ship book']);
  });

  it('starts a run with the attributes of the earlier one, except for those given', async () => {
    const harness = await open(order);
    const execution = await failedOrder(harness);
    const again = await lastValueFrom(execution.redrive({ taskPriority: 3 }));
    await harness.result(again);
    const start = async (run: DurableExecution<string>) => (await lastValueFrom(run.history())).execution;
    const [before, after] = [await start(execution), await start(again)];
    for (const name of ['workflowType', 'taskList', 'tagList', 'childPolicy', 'input'] as const)
      expect(after[name]).toEqual(before[name]);
    expect([again.workflowId, again.input]).toEqual(['order-7', 'book']);
    expect(after.taskPriority).toBe(3);
  });

  it('says beforehand what it does again', async () => {
    const harness = await open(order);
    const execution = await failedOrder(harness);
    const printed = `${await lastValueFrom(execution.redrivePlan())}`;
    expect(printed.split('\n')).toEqual([
      `Redrive of 'order-7', run ${execution.runId} (FAILED)`,
      'done again: 1',
      '  Charge#3 (failed: Error: card service down)',
      'taken over: 2',
      '  Step#1 (completed)',
      '  timer#2 (elapsed)',
      'side effects taken over: 1',
      'signals taken over: 1',
    ]);
    expect(done).toHaveLength(3);
  });

  it('begins with the command that from names', async () => {
    const harness = await open(order);
    const execution = await failedOrder(harness);
    expect(await plan(execution, { from: 'timer#2' })).toEqual({
      taken: ['Step#1'],
      again: ['timer#2', 'Charge#3'],
      offered: [],
    });
    const again = await lastValueFrom(execution.redrive({ from: 'Step@1#1' }));
    expect(await harness.result(again)).toBe('reserve book! 2 paid 12 ship book!');
    expect(done.slice(3)).toEqual(['reserve book', 'charge 12', 'ship book']);
  });

  it('keeps what was issued before from and completed later', async () => {
    const both = workflow({ name: 'Both', version: '1' }, (_: unknown, { run }) =>
      forkJoin([run(step, 'a'), run(step, 'b'), run(step, 'c')]).pipe(
        map(([a]) => {
          if (broken.has('end')) throw new TypeError('a bug');
          return a;
        }),
      ),
    );
    const harness = await open(both);
    broken.add('end');
    const execution = await harness.start(both, undefined);
    await harness.failure(execution);
    broken.clear();
    expect(await plan(execution, { from: '#2' })).toEqual({
      taken: ['Step#1'],
      again: ['Step#2', 'Step#3'],
      offered: [],
    });
    const again = await lastValueFrom(execution.redrive({ from: '#2' }));
    await harness.result(again);
    expect(done).toEqual(['a', 'b', 'c', 'b', 'c']);
  });

  it('continues with mended code if the workflow itself failed', async () => {
    const total = (read: (text: string) => number) =>
      workflow({ name: 'Total', version: '1' }, (_: unknown, { run }) => run(step, 'five').pipe(map(read)));
    const harness = await open();
    const old = await harness.startWorker([
      total(() => {
        throw new TypeError('a bug');
      }),
    ]);
    const execution = await lastValueFrom(total(() => 0).start(harness.domain, undefined));
    await harness.failure(execution);
    await old.stop();
    expect(await plan(execution)).toEqual({ taken: ['Step#1'], again: [], offered: [] });
    await harness.startWorker([total(text => text.length)]);
    const again = await lastValueFrom(execution.redrive());
    expect(await harness.result(again)).toBe(5);
    expect(done).toEqual(['five']);
  });

  it('leaves failures that the workflow has handled as they were', async () => {
    const handled = workflow({ name: 'Handled', version: '1' }, (_: unknown, { run }) =>
      saga(function* () {
        try {
          yield* run(step, 'first');
        } catch {
          yield* run(step, 'second');
        }
        return yield* run(step, 'third');
      }),
    );
    const harness = await open(handled);
    broken.add('first').add('third');
    const execution = await harness.start(handled, undefined);
    await harness.failure(execution);
    broken.clear();
    expect(await plan(execution)).toEqual({ taken: ['Step#1', 'Step#2'], again: ['Step#3'], offered: [] });
    expect(await harness.result(await lastValueFrom(execution.redrive()))).toBe('third!');
    expect(done).toEqual(['first', 'second', 'third', 'third']);
  });

  it('shows what the workflow did because of the failure, and neither repeats nor undoes it', async () => {
    const booking = workflow({ name: 'Booking', version: '1' }, (_: unknown, { run }) =>
      saga(function* () {
        let isPaid = false;
        yield* run(step, 'reserve');
        try {
          yield* run(charge, 5);
          isPaid = true;
        } finally {
          if (!isPaid) yield* run(step, 'release');
        }
      }),
    );
    const harness = await open(booking);
    broken.add(5);
    const execution = await harness.start(booking, undefined);
    await harness.failure(execution);
    broken.clear();
    expect(await plan(execution)).toEqual({ taken: ['Step#1'], again: ['Charge#2'], offered: ['Step#3'] });
    await harness.result(await lastValueFrom(execution.redrive()));
    expect(done).toEqual(['reserve', 'charge 5', 'release', 'charge 5']);
  });

  it('does what was open again if the run was terminated, and delivers its signals', async () => {
    const slow = workflow({ name: 'Slow', version: '1' }, (_: unknown, { run, signal }) =>
      forkJoin([run(step, 'a'), signal('go').pipe(tap(() => done.push('go'))), timer(1_000_000_000)]).pipe(
        map(([a, go]) => [a, go]),
      ),
    );
    const harness = await open(slow);
    const execution = await harness.start(slow, undefined);
    await harness.history(execution, ({ activities }) => activities.completed.length === 1);
    await lastValueFrom(execution.terminate());
    expect(await plan(execution)).toEqual({ taken: ['Step#1'], again: ['timer#2'], offered: [] });
    const again = await lastValueFrom(execution.redrive());
    await harness.signal(again, 'go', 'now');
    expect(done.filter(name => name === 'a')).toEqual(['a']);
    expect(again.runId).not.toBe(execution.runId);
  });

  it('takes over a run that timed out', async () => {
    const waiting = workflow({ name: 'Waiting', version: '1' }, (_: unknown, { run, signal }) =>
      saga(function* () {
        const a = yield* run(step, 'a');
        return [a, yield* wait(signal('go'))];
      }),
    );
    const harness = await open(waiting);
    const execution = await harness.start(waiting, undefined, { executionStartToCloseTimeout: 60 });
    await harness.failure(execution);
    const again = await lastValueFrom(execution.redrive());
    await harness.signal(again, 'go', 'now');
    expect(await harness.result(again)).toEqual(['a!', 'now']);
    expect(done).toEqual(['a']);
  });

  it('takes over a canceled run without its cancel request', async () => {
    const canceled = workflow({ name: 'Canceled', version: '1' }, (_: unknown, { run, signal }) =>
      saga(function* () {
        const a = yield* run(step, 'a');
        return [a, yield* wait(signal('go'))];
      }),
    );
    const harness = await open(canceled);
    const execution = await harness.start(canceled, undefined);
    await harness.history(execution, ({ activities }) => activities.completed.length === 1);
    await lastValueFrom(execution.requestCancel());
    await harness.failure(execution);
    const again = await lastValueFrom(execution.redrive());
    await harness.signal(again, 'go', 'now');
    expect(await harness.result(again)).toEqual(['a!', 'now']);
    expect(done).toEqual(['a']);
  });

  it('can be redriven again and again', async () => {
    const harness = await open(order);
    const execution = await failedOrder(harness);
    const handle = order.execution(harness.domain, { workflowId: 'order-7' });
    broken.add(12);
    await harness.failure(await lastValueFrom(execution.redrive()));
    broken.clear();
    broken.add('ship book');
    await harness.failure(await lastValueFrom(handle.redrive()));
    broken.clear();
    const last = await lastValueFrom(handle.redrive());
    expect(await harness.result(last)).toBe('reserve book! 2 paid 12 ship book!');
    expect(done).toEqual([
      ...['reserve book', 'rate', 'charge 12', 'charge 12', 'charge 12', 'ship book', 'ship book'],
    ]);
  });

  it('derives random values and the ids of children from the first run', async () => {
    const child = workflow({ name: 'Child', version: '1' }, (id: string) => of(id));
    const parent = workflow({ name: 'Parent', version: '1' }, (_: unknown, context) =>
      saga(function* () {
        const { run, uuid, random } = context;
        const before = [uuid('payment'), random(), yield* context.child(child, uuid())];
        yield* run(step, 'last');
        return [...before, uuid('payment'), random(), yield* context.child(child, uuid())];
      }),
    );
    const harness = await open(parent, child);
    broken.add('last');
    const execution = await harness.start(parent, undefined);
    await harness.failure(execution);
    broken.clear();
    const again = await lastValueFrom(execution.redrive());
    const values = await harness.result(again);
    expect(values[0]).toBe(values[3]);
    expect(new Set(values).size).toBe(5);
    const idIn = async (run: DurableExecution<unknown>) =>
      (await lastValueFrom(run.history())).childExecutions.all[0]?.id.replace(/\d+$/, '');
    expect(await idIn(again)).toBe(await idIn(execution));
  });

  it('follows the runs that continue it, before and after', async () => {
    const counter = workflow({ name: 'Counter', version: '1' }, (n: number, { run, continueAsNew }) =>
      saga(function* () {
        yield* run(step, `count ${n}`);
        return n === 4 ? n : yield* continueAsNew(n + 1);
      }),
    );
    const harness = await open(counter);
    broken.add('count 3');
    const execution = await harness.start(counter, 1);
    await harness.failure(execution);
    broken.clear();
    const again = await lastValueFrom(execution.redrive());
    expect(await harness.result(again)).toBe(4);
    expect(done).toEqual(['count 1', 'count 2', 'count 3', 'count 3', 'count 4']);
    const runs = await lastValueFrom(again.runs({ interval: 5 }).pipe(toArray()));
    expect(runs.map(({ closeStatus }) => closeStatus)).toEqual(['CONTINUED_AS_NEW', 'COMPLETED']);
  });

  it('delivers what was carried into the earlier run, and its own signals after that', async () => {
    const inbox = workflow({ name: 'Inbox', version: '1' }, (all: string[], { run, signal, continueAsNew }) =>
      saga(function* () {
        const item = yield* wait(signal<string>('item'));
        const read = [...all, yield* run(step, item)];
        return read.length === 4 ? read : yield* continueAsNew(read);
      }),
    );
    const harness = await open();
    broken.add('b');
    await lastValueFrom(inbox.type(harness.domain, 'decisions').save());
    const execution = await lastValueFrom(inbox.start(harness.domain, []));
    for (const item of ['a', 'b', 'c']) await harness.signal(execution, 'item', item);
    await harness.startWorker([inbox]);
    await harness.failure(execution);
    broken.clear();
    const again = await lastValueFrom(execution.redrive());
    await harness.signal(again, 'item', 'd');
    expect(await harness.result(again)).toEqual(['a!', 'b!', 'c!', 'd!']);
    expect(done).toEqual(['a', 'b', 'b', 'c', 'd']);
  });

  it('is the same for workers that keep nothing in memory', async () => {
    const harness = await WorkflowHarness.open([order], [steps, charges], { worker: { sticky: false } });
    const execution = await failedOrder(harness);
    broken.add('ship book');
    await harness.failure(await lastValueFrom(execution.redrive()));
    broken.clear();
    const handle = order.execution(harness.domain, { workflowId: 'order-7' });
    expect(await harness.result(await lastValueFrom(handle.redrive()))).toBe(
      'reserve book! 2 paid 12 ship book!',
    );
    expect(done.slice(3)).toEqual(['charge 12', 'ship book', 'ship book']);
  });

  it('has a history that alone replays, for queries and for tests', async () => {
    const total = queryKey<string[]>('total');
    const listed = workflow({ name: 'Listed', version: '1' }, (_: unknown, { run, expose }) =>
      saga(function* () {
        const names: string[] = [];
        expose(total, () => names);
        for (const name of ['a', 'b', 'c']) names.push(yield* run(step, name));
        return names.length;
      }),
    );
    const harness = await open(listed);
    broken.add('c');
    const execution = await harness.start(listed, undefined);
    await harness.failure(execution);
    broken.clear();
    const again = await lastValueFrom(execution.redrive());
    await harness.result(again);
    const { workflowId, runId } = again;
    const read = query(listed, harness.domain, { workflowId, runId }, view => view.read(total));
    expect(await lastValueFrom(read)).toEqual(['a!', 'b!', 'c!']);
    const history = await lastValueFrom(again.history());
    expect(replay(listed, JSON.stringify(history), { runId, workflowId }).latest).toBe(3);
    const changed = workflow({ name: 'Listed', version: '1' }, (_: unknown, { run }) => run(charge, 1));
    expect(() => replay(changed, history)).toThrow("has ScheduleActivityTask '1' (Step@1)");
  });

  it('keeps payloads as the converter wrote them', async () => {
    const harness = await WorkflowHarness.open();
    const domain = new Domain({ name: 'media', client: harness.domain.client, dataConverter: encrypted() });
    const secrets = workflow({ name: 'Secrets', version: '1' }, (_: unknown, { run }) =>
      saga(function* () {
        return [yield* run(step, 'a'), yield* run(step, 'b')];
      }),
    );
    const decider = workflowWorker(domain, 'decisions', [secrets]);
    const worker = activityWorker(domain, 'activities', [steps]);
    await lastValueFrom(concat(decider.register(), worker.register()));
    const workers = merge(decider, worker).subscribe();
    onTestFinished(() => workers.unsubscribe());
    broken.add('b');
    const execution = await lastValueFrom(secrets.start(domain, undefined));
    await harness.failure(execution);
    broken.clear();
    const again = await lastValueFrom(execution.redrive());
    expect(await harness.result(again)).toEqual(['a!', 'b!']);
    const { markers } = await lastValueFrom(again.history());
    const details = markers.all.map(marker => marker.rawDetails ?? '').join('');
    expect(details).toContain('sealed:');
    expect(details).not.toContain('a!');
  });
});
