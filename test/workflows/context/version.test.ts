import { HistoryBuilder, mock, replay, runWorkflow } from 'rx-swf/testing';
import {
  activity,
  DeterminismError,
  NonDeterminismError,
  type WorkflowContext,
  workflow,
} from 'rx-swf/workflows';
import { concat, concatMap, defer, map, merge, type Observable, of, take, timer, toArray } from 'rxjs';
import { afterAll, describe, expect, it } from 'vitest';
import { decisionLabels, RunHarness } from '../../harness/RunHarness.js';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

const quote = activity<number, string>({ name: 'Quote', version: '1' });
const charge = activity<number, string>({ name: 'Charge', version: '1' });

// Each decision replays the whole history.
const harness = await WorkflowHarness.open([], [], { teardown: afterAll, worker: { sticky: false } });

let workflows = 0;
const define = <O>(run: (context: WorkflowContext) => Observable<O>) => {
  workflows += 1;
  return workflow({ name: `Version ${workflows}`, version: '1' }, (_, context) => run(context));
};

/** Code of a shop at different times. */
const code = (run: (context: WorkflowContext) => Observable<unknown>) =>
  workflow({ name: 'Shop', version: '1' }, (_: unknown, context) =>
    run(context).pipe(
      concatMap(paid =>
        context.signal('go').pipe(
          take(1),
          map(() => paid),
        ),
      ),
    ),
  );
const older = code(({ run }) => run(charge, 1));
const newer = code(({ run, version }) => defer(() => (version('quoting') ? run(quote, 1) : run(charge, 1))));
const retiring = code(({ run, version }) => {
  version.retired('quoting');
  return run(quote, 1);
});
const cleaned = code(({ run }) => run(quote, 1));

/** Creates a harness on which code has made a decision, and its activity is completed. */
function begunBy(one: typeof older): RunHarness {
  const harness = new RunHarness(one);
  harness.decide();
  harness.builder.activityStarted('1').activityCompleted('1', { result: 'paid' });
  return harness;
}

const decidedBy = (one: typeof older, harness: RunHarness) => () => replay(one, harness.history);

describe('version', () => {
  it('is true from the start for new executions, however often it is asked', async () => {
    const one = define(({ version }) =>
      timer(1_000).pipe(map(() => [version('twice'), version('twice'), version('other')])),
    );
    const execution = await harness.start(one, undefined);
    expect(await harness.result(execution)).toEqual([true, true, true]);
    expect([...(await harness.history(execution)).markers].map(({ id }) => id)).toEqual([
      'rx-swf.version.twice',
      'rx-swf.version.other',
    ]);
  });

  it('is false for an execution that older code has taken past it, and true for others', async () => {
    const own = await WorkflowHarness.open();
    const type = { name: 'Changing', version: '1' };
    const first = workflow(type, (_, { signal }) =>
      concat(signal('a').pipe(take(1)), signal('b').pipe(take(1))).pipe(toArray()),
    );
    const second = workflow(type, (_, { signal, version }) =>
      defer(() => of(version('start'))).pipe(
        concatMap(start =>
          signal('a').pipe(
            take(1),
            concatMap(() => signal('b').pipe(take(1))),
            map(() => [start, version('end')]),
          ),
        ),
      ),
    );
    const worker = await own.startWorker([first], {}, { taskLists: ['changing'] });
    const old = await own.start(first, undefined);
    await own.history(old, ({ decisions }) => decisions.completed.length > 0);
    worker.stop();
    await own.startWorker([second], { register: false }, { taskLists: ['changing'] });
    await own.signal(old, 'a');
    await own.signal(old, 'b');
    expect(await own.result(old)).toEqual([false, true]);
  });

  it.each(['version', 'version.retired'])('accepts only a name: %s', member => {
    const ask = ({ version }: WorkflowContext) => (member === 'version' ? version : version.retired);
    for (const wrong of [undefined, '', 5, 'x'.repeat(242)]) {
      const one = code(context => defer(() => of(ask(context)(wrong as string))));
      expect(JSON.stringify(new RunHarness(one).decide().decisions)).toContain(
        'InvalidArgumentError: changeId must be a string of 1 to 241 characters',
      );
    }
    const longest = code(context => defer(() => of(ask(context)('x'.repeat(241)))));
    expect(decisionLabels(new RunHarness(longest).decide())).toHaveLength(1);
  });
});

describe('a version that the history has', () => {
  it('fails a decision of older code that does not ask for it, with its name and a remedy', () => {
    // The same activity, so that nothing else differs.
    const silent = code(({ run, version }) => defer(() => run(charge, version('quoting') ? 2 : 1)));
    for (const made of [newer, silent]) {
      const check = decidedBy(older, begunBy(made));
      expect(check).toThrow(NonDeterminismError);
      expect(check).toThrow(/does not call version 'quoting'/);
      expect(check).toThrow(/replace it with context\.version\.retired\('quoting'\)/);
    }
  });

  it('fails a decision of older code in a worker, and newer code continues', async () => {
    const own = await WorkflowHarness.open();
    const first = await own.startWorker([newer], { sticky: false });
    await own.startActivityWorker([quote.with(() => 'quoted'), charge.with(() => 'charged')]);
    const execution = await own.start(newer, undefined);
    await own.history(execution, ({ activities, decisions }) => {
      return activities.completed.length === 1 && decisions.open.length === 0;
    });
    first.stop();
    const failed = new Promise(resolve => own.failures$.subscribe(resolve));
    const rolledBack = await own.startWorker([older], { register: false, sticky: false });
    await own.signal(execution, 'go');
    expect(await failed).toMatchObject({ name: 'NonDeterminismError', eventId: 5 });
    rolledBack.stop();
    await own.startWorker([newer], { register: false, sticky: false });
    const { result } = await new Promise<{ result: unknown }>((resolve, reject) =>
      execution
        .result({ interval: 20 })
        .subscribe({ next: value => resolve({ result: value }), error: reject }),
    );
    expect(result).toBe('quoted');
  });

  it('may be asked for anywhere in its turn, any number of times', () => {
    const harness = begunBy(newer);
    const last = code(({ run, version }) =>
      defer(() => {
        const result$ = run(quote, 1);
        version('quoting');
        return version('quoting') ? result$ : of('never');
      }),
    );
    const twice = code(({ run, version, marker }) =>
      merge(
        run(quote, 1),
        defer(() => (version('quoting') ? of() : marker('never'))),
        defer(() => (version('quoting') ? of() : marker('never'))),
      ),
    );
    for (const one of [last, twice]) expect(decidedBy(one, harness)).not.toThrow();
  });

  it('is detected if it is asked for only in a later turn, or no longer under the same condition', () => {
    const late = code(({ run, version }) => run(quote, 1).pipe(map(() => version('quoting'))));
    const never = code(({ run, version, info }) =>
      defer(() => (info.historyLength > 1_000 && version('quoting') ? of() : run(quote, 1))),
    );
    const other = code(({ run, version }) => defer(() => (version('qouting') ? of() : run(quote, 1))));
    for (const one of [late, never, other])
      expect(decidedBy(one, begunBy(newer))).toThrow("does not call version 'quoting'");
  });

  it('is also detected by a live run if another worker has decided meanwhile', () => {
    const asks = code(({ version, run }) =>
      timer(1_000).pipe(concatMap(() => (version('late') ? run(quote, 1) : run(charge, 1)))),
    );
    const silent = code(({ run }) => timer(1_000).pipe(concatMap(() => run(quote, 1))));
    const harness = new RunHarness(asks);
    harness.decide();
    const alive = new RunHarness(silent).run;
    alive.replay(harness.history.slice(0, 5));
    harness.after(builder => builder.timerFired('1'));
    harness.builder.activityStarted('2').activityCompleted('2').decisionTaskStarted();
    expect(() => alive.decide(harness.history)).toThrow("does not call version 'late'");
  });
});

describe('version.retired', () => {
  it('accepts the marker of the version', () => {
    const { decisions } = replay(retiring, begunBy(newer).history);
    expect(decisions).toEqual([]);
  });

  it('accepts an execution that began without any marker', () => {
    expect(decidedBy(retiring, begunBy(cleaned))).not.toThrow();
  });

  it('leaves executions of the old code to workers that still have it', () => {
    expect(decidedBy(retiring, begunBy(older))).toThrow(NonDeterminismError);
  });

  it('marks new executions for workers that still ask for the version, and for those that no longer do', () => {
    const harness = begunBy(retiring);
    expect([...harness.history.markers].map(({ id, details }) => [id, details])).toEqual([
      ['rx-swf.version.quoting', 'retired'],
    ]);
    for (const one of [newer, retiring, cleaned]) expect(decidedBy(one, harness)).not.toThrow();
    expect(decidedBy(older, harness)).toThrow(NonDeterminismError);
  });

  it('may be called any number of times, and does nothing if the history was recorded without it', () => {
    const often = code(({ run, version, signal }) =>
      defer(() => {
        version.retired('quoting');
        return run(quote, 1);
      }).pipe(
        concatMap(() => signal('again').pipe(take(1))),
        concatMap(() => {
          version.retired('quoting');
          return run(quote, 2);
        }),
      ),
    );
    const harness = begunBy(cleaned);
    harness.builder.signal('again');
    expect(replay(often, harness.history).decisions).toMatchObject([
      { decisionType: 'ScheduleActivityTask' },
    ]);
    const fresh = begunBy(often);
    fresh.after(builder => builder.signal('again'));
    expect(fresh.history.markers.all).toHaveLength(1);
  });

  it('carries over to the next run if an execution is continued as new', async () => {
    const again = workflow({ name: 'Again', version: '1' }, (n: number, { version, continueAsNew, run }) => {
      version.retired('quoting');
      return run(quote, n).pipe(concatMap(text => (n > 0 ? continueAsNew(n - 1) : of(text))));
    });
    const { histories } = await runWorkflow(again, 1, { activities: [mock(quote, 'quoted')] });
    expect(histories.map(({ markers }) => markers.all.length)).toEqual([1, 1]);
    for (const history of histories) expect(() => replay(again, history)).not.toThrow();
  });
});

describe('other markers of the library', () => {
  it('are detected as well if the code does not ask for them', () => {
    const effect = code(({ sideEffect, run }) => sideEffect(() => 1).pipe(concatMap(() => run(quote, 1))));
    const harness = new RunHarness(effect);
    expect(decisionLabels(harness.decide())).toContain('RecordMarker rx-swf.sideEffect.1');
    const noted = code(({ marker, run }) => merge(marker('note'), run(quote, 1)));
    for (const made of [harness, begunBy(noted)]) {
      expect(() => replay(cleaned, made.history)).toThrow(NonDeterminismError);
    }
  });

  it('are refused if they require rules of a newer library', () => {
    const history = new HistoryBuilder()
      .start({ workflowType: cleaned })
      .turn()
      .marker('rx-swf.semantics', { details: { order: 'newer', limits: {} } })
      .build();
    expect(() => replay(cleaned, history)).toThrow(DeterminismError);
    expect(() => replay(cleaned, history)).toThrow(/a newer version of rx-swf, .*: order/);
  });
});
