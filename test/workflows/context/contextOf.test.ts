import type { Logger } from 'rx-swf';
import { activity, type WorkflowContext, workflow } from 'rx-swf/workflows';
import { concatMap, lastValueFrom, map, merge, of, take, tap, timer, toArray } from 'rxjs';
import { afterAll, describe, expect, it } from 'vitest';
import { RunHarness } from '../../harness/RunHarness.js';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

const lines: (readonly [string, object, string])[] = [];
const write = (level: string) => (details: object, message: string) => {
  lines.push([level, details, message]);
};
const logger: Logger = { debug: write('debug'), info: write('info'), warn: write('warn') };

const double = activity<number, number>({ name: 'Double', version: '1' });

// Each decision replays the whole history.
const harness = await WorkflowHarness.open([], [double.with(n => n * 2)], {
  teardown: afterAll,
  worker: { sticky: false, logger },
});

describe('random and uuid', () => {
  it('are the same in every replay of a run, and different in other runs', async () => {
    const seen = new Map<string, Set<string>>();
    const one = workflow({ name: 'Random', version: '1' }, (_, { random, uuid, info }) => {
      const numbers = JSON.stringify([random(), Math.random(), uuid()]);
      seen.set(info.runId, (seen.get(info.runId) ?? new Set()).add(numbers));
      return timer(1_000).pipe(
        concatMap(() => timer(1_000)),
        map(() => numbers),
      );
    });
    const results = [await harness.run(one, undefined), await harness.run(one, undefined)];
    expect(results[0]).not.toEqual(results[1]);
    expect([...seen.values()].map(set => [...set])).toEqual(results.map(result => [result]));
    expect(JSON.parse(results[0] ?? '')[2]).toMatch(
      /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
    );
  });
});

describe('random and uuid with a name', () => {
  const chance = (first: (context: WorkflowContext) => unknown) => {
    let seen: readonly unknown[] = [];
    const one = workflow({ name: 'Chance', version: '1' }, (_: unknown, context) => {
      first(context);
      const { random, uuid } = context;
      seen = [
        uuid('order'),
        uuid('refund'),
        random('jitter'),
        random('order'),
        uuid('order'),
        random('jitter'),
      ];
      return of(seen);
    });
    new RunHarness(one).decide();
    return seen;
  };

  it('depend only on the name and the run, whatever else is requested', () => {
    const alone = chance(() => {});
    expect(chance(({ uuid, random }) => [uuid(), random(), Math.random(), uuid('other')])).toEqual(alone);
    const [order, refund, jitter, other, again, jitterAgain] = alone;
    expect([again, jitterAgain]).toEqual([order, jitter]);
    expect(new Set([order, refund, jitter, other]).size).toBe(4);
    expect(order).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(jitter).toBeGreaterThanOrEqual(0);
    expect(jitter).toBeLessThan(1);
  });

  it('do not advance the sequence of those without a name', () => {
    const seenAfter = (first: (context: WorkflowContext) => unknown) => {
      let seen: unknown;
      const one = workflow({ name: 'After', version: '1' }, (_: unknown, context) => {
        first(context);
        seen = [context.random(), context.uuid()];
        return of(seen);
      });
      new RunHarness(one).decide();
      return seen;
    };
    expect(seenAfter(({ uuid, random }) => [uuid('a'), random('b')])).toEqual(seenAfter(() => {}));
    expect(seenAfter(({ uuid }) => uuid())).not.toEqual(seenAfter(() => {}));
  });

  it('are different in other runs', async () => {
    const one = workflow({ name: 'Named', version: '1' }, (_, { uuid }) => of(uuid('order')));
    expect(await harness.run(one, undefined)).not.toBe(await harness.run(one, undefined));
  });

  it('are practically never the same for two names', () => {
    let seen: string[] = [];
    const many = workflow({ name: 'Many', version: '1' }, (_: unknown, { uuid }) => {
      seen = Array.from({ length: 10_000 }, (_none, n) => uuid(`line ${n}`));
      return of(0);
    });
    new RunHarness(many).decide();
    expect(new Set(seen).size).toBe(10_000);
  });
});

describe('now', () => {
  it('is the time of the current event, and never goes back', async () => {
    const one = workflow({ name: 'Now', version: '1' }, (_, { now, scheduler, run }) =>
      merge(of(0), timer(60_000), run(double, 1)).pipe(
        map(() => [now(), Date.now(), scheduler.now(), new Date().toISOString()]),
        toArray(),
      ),
    );
    const execution = await harness.start(one, undefined);
    const times = await harness.result(execution);
    const history = await harness.history(execution);
    const [started] = history.filter({ name: 'WorkflowExecutionStarted' });
    const [completed] = history.filter({ name: 'ActivityTaskCompleted' });
    const [fired] = history.filter({ name: 'TimerFired' });
    const expected = [started, completed, fired].map(event => event?.timestamp.getTime());
    expect(times).toEqual(expected.map(time => [time, time, time, new Date(time ?? 0).toISOString()]));
  });
});

describe('log', () => {
  it('writes each line once, with the execution, and nothing while replaying', async () => {
    lines.length = 0;
    const one = workflow({ name: 'Log', version: '1' }, (_, { log }) => {
      log.info({ n: 1 }, 'begins');
      return timer(1_000).pipe(
        tap(() => log.warn({ n: 2 }, 'goes on')),
        concatMap(() => timer(1_000)),
        tap(() => log.debug({ n: 3 }, 'ends')),
      );
    });
    const execution = await harness.start(one, undefined);
    await harness.result(execution);
    const { workflowId, runId } = execution;
    expect(lines.filter(([, , message]) => /^(begins|goes on|ends)$/.test(message))).toEqual([
      ['info', { workflowId, runId, n: 1 }, 'begins'],
      ['warn', { workflowId, runId, n: 2 }, 'goes on'],
      ['debug', { workflowId, runId, n: 3 }, 'ends'],
    ]);
  });
});

describe('info', () => {
  it('has the ids of the execution', async () => {
    const one = workflow({ name: 'Info', version: '2' }, (_, { info }) =>
      timer(1_000).pipe(map(() => ({ ...info, startTimestamp: info.startTimestamp.toISOString() }))),
    );
    const execution = await harness.start(one, undefined, { workflowId: 'known', tagList: ['a', 'b'] });
    const { startTimestamp, ...info } = await harness.result(execution);
    const history = await harness.history(execution);
    const started = history.filter({ name: 'DecisionTaskStarted' }).at(-1);
    expect(info).toEqual({
      domain: 'media',
      workflowId: 'known',
      runId: execution.runId,
      workflowType: { name: 'Info', version: '2' },
      taskList: 'Info',
      tagList: ['a', 'b'],
      attempt: 1,
      historyLength: started?.id,
      continueAsNewSuggested: false,
    });
    expect(startTimestamp).toBe(history.first?.timestamp.toISOString());
  });

  it('of a child has the ids of its parent', async () => {
    const kid = workflow({ name: 'Kid', version: '1' }, (_, { info }) => of(info.parent));
    const parent = workflow({ name: 'Parent', version: '1' }, (_, { child }) => child(kid));
    await harness.startWorker([kid], {}, { taskLists: ['kids'] });
    const execution = await harness.start(parent, undefined);
    const { workflowId, runId } = execution;
    expect(await harness.result(execution)).toEqual({ workflowId, runId });
  });

  it('counts the attempts of a decision', async () => {
    const own = await WorkflowHarness.open([], [], { worker: { onError: 'retry', shadow: 0 } });
    let failures = 2;
    const one = workflow({ name: 'Attempts', version: '1' }, (_, { info, signal }) =>
      signal('go').pipe(
        take(1),
        map(() => {
          failures -= 1;
          if (failures >= 0) setImmediate(() => {});
          return info.attempt;
        }),
      ),
    );
    const execution = await own.start(one, undefined);
    await own.signal(execution, 'go');
    expect(await lastValueFrom(execution.result({ interval: 20 }))).toBe(3);
  });

  it('suggests continuing as new from maxEvents on', async () => {
    const one = workflow({ name: 'Suggested', version: '1', maxEvents: 10 }, (_, { info, run }) =>
      run(double, 1).pipe(
        map(() => info.continueAsNewSuggested),
        concatMap(before => run(double, 1).pipe(map(() => [before, info.continueAsNewSuggested]))),
      ),
    );
    expect(await harness.run(one, undefined)).toEqual([false, true]);
  });
});

describe('setContext', () => {
  it('sets what describe shows, in place of what the pipeline emits', async () => {
    const one = workflow({ name: 'Shown', version: '1' }, (_, { setContext, signal }) =>
      signal<number>('n').pipe(
        take(2),
        tap(n => n === 1 && setContext({ step: n })),
      ),
    );
    const execution = await harness.start(one, undefined);
    await harness.signal(execution, 'n', 1);
    await harness.history(
      execution,
      ({ signals, decisions }) => signals.length === 1 && decisions.open.length === 0,
    );
    const shown = await lastValueFrom(execution.upstream());
    expect(shown.executionContext).toEqual({ step: 1 });
    await harness.signal(execution, 'n', 2);
    expect(await harness.result(execution)).toBe(2);
  });

  it('stays in effect whatever the pipeline emits later', () => {
    const harness = new RunHarness(
      workflow({ name: 'Once', version: '1' }, (_, { setContext, signal }) => {
        setContext('said');
        return signal('n');
      }),
    );
    expect(harness.decide().executionContext).toBe('said');
    expect(harness.after(b => b.signal('n', { input: 1 }))).not.toHaveProperty('executionContext');
  });

  it('rejects what SWF would reject', async () => {
    const one = workflow({ name: 'Too long', version: '1' }, (_, { setContext }) => {
      setContext('x'.repeat(32_768));
      return of(1);
    });
    const execution = await harness.start(one, undefined);
    expect(await harness.failure(execution)).toMatchObject({
      reason: expect.stringContaining('executionContext must be a payload of at most 32768 characters'),
    });
  });
});
