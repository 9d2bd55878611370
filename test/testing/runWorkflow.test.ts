import { mock, replay, runWorkflow, tryWorkflow } from 'rx-swf/testing';
import {
  activity,
  DeterminismError,
  ExecutionCanceledError,
  ExecutionFailedError,
  ExecutionTimedOutError,
  queryKey,
  StalledError,
  workflow,
} from 'rx-swf/workflows';
import {
  concatMap,
  defer,
  from,
  interval,
  map,
  merge,
  mergeMap,
  NEVER,
  type Observable,
  of,
  take,
  takeWhile,
  tap,
  timer,
  toArray,
} from 'rxjs';
import { describe, expect, it } from 'vitest';

const day = 86_400;
const resize = activity<string, string>({ name: 'Resize', version: '1' });
const pack = activity<readonly string[], number>({ name: 'Pack', version: '1' });

const album = workflow({ name: 'Album', version: '1' }, (files: string[], { run }) =>
  from(files).pipe(
    mergeMap(file => run(resize, file), 2),
    toArray(),
    concatMap(urls => run(pack, urls)),
  ),
);

/** Waits for a decision, reminds of it every ten days, and gives up after thirty. */
const approval = workflow({ name: 'Approval', version: '1' }, (_: string, { signal }) =>
  merge(
    signal<string>('decide').pipe(take(1)),
    timer(30 * day * 1_000).pipe(map(() => 'expired')),
    interval(10 * day * 1_000).pipe(map(n => `reminded ${n + 1}`)),
  ).pipe(takeWhile(said => said.startsWith('reminded'), true)),
);

describe('a workflow under test', () => {
  it('runs to its end with real and mocked activities, and resolves with its result and history', async () => {
    const { result, history, histories, execution } = await runWorkflow(album, ['a', 'b'], {
      activities: [mock(resize, file => `/${file}`), pack.with(async urls => urls.length)],
      start: { workflowId: 'album-7' },
    });
    expect(result).toBe(2);
    expect(history.activities.completed.map(one => one.result)).toEqual(['/a', '/b', 2]);
    expect(histories).toEqual([history]);
    expect(execution.workflowId).toBe('album-7');
    expect(replay(album, history, execution).outcome).toBe('completed');
  });

  it('skips thirty days exactly, from the given start time on', async () => {
    const { result, history } = await runWorkflow(approval, 'house', { startTime: new Date('2030-01-01') });
    expect(result).toBe('expired');
    expect(history.first?.timestamp).toEqual(new Date('2030-01-01'));
    expect(history.last?.timestamp).toEqual(new Date('2030-01-31'));
  });

  it('is signaled and queried while time stands still', async () => {
    const seen: unknown[] = [];
    const { result, history } = await runWorkflow(approval, 'house', {
      during: async test => {
        await test.advance(25 * day);
        seen.push(await test.query(({ latest }) => latest), test.now.toISOString());
        await test.signal('decide', 'yes');
        seen.push((await test.history()).finished);
      },
    });
    expect(seen).toEqual(['reminded 2', '2026-01-26T00:00:00.000Z', true]);
    expect(result).toBe('yes');
    expect(history.timers.fired).toHaveLength(2);
  });

  it('may be driven by an Observable that does several things at once', async () => {
    const sum = workflow({ name: 'Sum', version: '1' }, (_: unknown, { signal, expose }) => {
      let total = 0;
      expose(totalOf, () => total);
      return signal<number>('add').pipe(
        tap(n => {
          total += n;
        }),
        takeWhile(() => total < 10),
        map(() => total),
      );
    });
    const totalOf = queryKey<number>('total');
    const totals: unknown[] = [];
    await runWorkflow(sum, undefined, {
      during: test =>
        defer(() => Promise.all([test.signal('add', 2), test.signal('add', 3)])).pipe(
          mergeMap(() => test.query(({ read }) => read(totalOf))),
          tap(total => totals.push(total)),
          mergeMap(() => test.signal('add', 5)),
        ),
    });
    expect(totals).toEqual([5]);
  });

  it('is canceled', async () => {
    const canceled = tryWorkflow(approval, 'house', { during: test => test.cancel() });
    const { status, result, error, history } = await canceled;
    expect(status).toBe('CANCELED');
    expect(result).toBeUndefined();
    expect(error).toBeInstanceOf(ExecutionCanceledError);
    expect(history.timers.fired).toEqual([]);
  });

  it('continues with the runs that continue it', async () => {
    const countdown = workflow({ name: 'Countdown', version: '1' }, (n: number, { continueAsNew }) =>
      timer(60_000).pipe(mergeMap(() => (n > 0 ? continueAsNew(n - 1) : of('lift off')))),
    );
    const { result, history, histories } = await runWorkflow(countdown, 2);
    expect(result).toBe('lift off');
    expect(histories.map(({ input }) => input)).toEqual([2, 1, 0]);
    expect(history).toBe(histories[2]);
  });

  it('is queried in its current run', async () => {
    const run = queryKey<number>('run');
    const relay = workflow(
      { name: 'Relay', version: '1' },
      (n: number, { signal, continueAsNew, expose }) => {
        expose(run, () => n);
        return merge(
          signal('next').pipe(concatMap(() => continueAsNew(n + 1))),
          signal('end').pipe(map(() => n)),
        ).pipe(take(1));
      },
    );
    const seen: unknown[] = [];
    const { result } = await runWorkflow(relay, 1, {
      during: async test => {
        for (const name of ['next', 'next', 'end']) {
          seen.push(await test.query(({ read }) => read(run)), (await test.history()).input);
          await test.signal(name);
        }
        seen.push((await test.history()).finished);
      },
    });
    expect(seen).toEqual([1, 1, 2, 2, 3, 3, true]);
    expect(result).toBe(3);
  });

  it('runs on the task lists of its definitions', async () => {
    const spread = workflow(
      { name: 'Spread', version: '1', taskList: 'mine' },
      (_: unknown, { run, child }) =>
        run(resize, 'a', { taskList: 'host-7' }).pipe(
          concatMap(() => child(album, ['b'], { taskList: 'theirs' })),
          toArray(),
        ),
    );
    const { result } = await runWorkflow(spread, undefined, {
      activities: [mock(resize, '/x'), mock(pack, 1)],
      workflows: [album],
      start: { taskList: 'today' },
    });
    expect(result).toEqual([1]);
  });

  it('uses the real clock with time: real', async () => {
    const quick = workflow({ name: 'Quick', version: '1' }, () => timer(1_000).pipe(map(() => 'done')));
    const began = Date.now();
    const { result, history } = await runWorkflow(quick, undefined, { time: 'real' });
    expect(result).toBe('done');
    expect(Number(history.first?.timestamp)).toBeGreaterThanOrEqual(began);
  });

  it('passes on worker options and the data converter', async () => {
    const now = workflow({ name: 'Now', version: '1' }, () => of(Date.now()));
    const dataConverter = { toPayload: () => 'sealed', fromPayload: () => 'unsealed' };
    expect((await runWorkflow(now, undefined, { dataConverter })).result).toBe('unsealed');
    await expect(runWorkflow(now, undefined, { worker: { globals: 'strict' } })).rejects.toThrow(
      'Use context.now()',
    );
  });
});

describe('a test of a workflow fails', () => {
  const broken = (run: () => Observable<unknown>) => workflow({ name: 'Broken', version: '1' }, run);

  it('with the failure of the execution', async () => {
    const failing = broken(() => {
      throw new Error('out of stock');
    });
    const error: unknown = await runWorkflow(failing, undefined).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(ExecutionFailedError);
    expect(error).toMatchObject({ reason: 'Error: out of stock' });
  });

  it('if the signal that the workflow waits for is never sent', async () => {
    const patient = workflow({ name: 'Patient', version: '1' }, (_: unknown, { signal }) => signal('go'));
    await expect(runWorkflow(patient, undefined)).rejects.toThrow(ExecutionTimedOutError);
  });

  it.each([
    ['waits for what never comes', StalledError, (): Observable<unknown> => NEVER],
    [
      'uses what no replay could repeat',
      DeterminismError,
      (): Observable<unknown> => of(crypto.randomUUID()),
    ],
  ])('at once, where a decision %s', async (_, kind, run) => {
    await expect(runWorkflow(broken(run), undefined)).rejects.toThrow(kind);
  });

  it('immediately if a workflow keeps state outside of its function', async () => {
    let runs = 0;
    const fickle = broken(() => {
      runs += 1;
      return timer(runs * 1_000);
    });
    await expect(runWorkflow(fickle, undefined)).rejects.toThrow(
      /replay of the same history makes another decision/,
    );
  });

  it('with the error that during throws', async () => {
    const during = async () => {
      throw new Error('not as expected');
    };
    await expect(runWorkflow(approval, 'x', { during })).rejects.toThrow('not as expected');
    const stalls = workflow({ name: 'Stalls', version: '1' }, (_: unknown, { signal }) =>
      signal('go').pipe(
        take(1),
        mergeMap(() => NEVER),
      ),
    );
    await expect(runWorkflow(stalls, 1, { during: test => test.signal('go') })).rejects.toThrow(StalledError);
  });
});
