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
import { Stage, told } from '../replay/Stage.js';
import { Studio } from '../Studio.js';

const quote = activity<number, string>({ name: 'Quote', version: '1' });
const charge = activity<number, string>({ name: 'Charge', version: '1' });

// Each decision replays the whole history.
const studio = await Studio.open([], [], { until: afterAll, worker: { sticky: false } });

let workflows = 0;
const define = <O>(run: (context: WorkflowContext) => Observable<O>) => {
  workflows += 1;
  return workflow({ name: `Version ${workflows}`, version: '1' }, (_, context) => run(context));
};

/** The code of a shop at different times. */
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

/** A stage on which code has decided once, and its activity is done. */
function begunBy(one: typeof older): Stage {
  const stage = new Stage(one);
  stage.decide();
  stage.builder.activityStarted('1').activityCompleted('1', { result: 'paid' });
  return stage;
}

const decidedBy = (one: typeof older, stage: Stage) => () => replay(one, stage.history);

describe('version', () => {
  it('is true from the start for new executions, whatever is asked again', async () => {
    const one = define(({ version }) =>
      timer(1_000).pipe(map(() => [version('twice'), version('twice'), version('other')])),
    );
    const execution = await studio.start(one, undefined);
    expect(await studio.result(execution)).toEqual([true, true, true]);
    expect([...(await studio.history(execution)).markers].map(({ id }) => id)).toEqual([
      'rx-swf.version.twice',
      'rx-swf.version.other',
    ]);
  });

  it('is false for an execution that older code has taken past it, and true for one that it has not', async () => {
    const own = await Studio.open();
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
    const worker = await own.decide([first], {}, 'changing');
    const old = await own.start(first, undefined);
    await own.history(old, ({ decisions }) => decisions.completed.length > 0);
    worker.unsubscribe();
    await own.decide([second], { register: false }, 'changing');
    await own.signal(old, 'a');
    await own.signal(old, 'b');
    expect(await own.result(old)).toEqual([false, true]);
  });

  it.each(['version', 'version.retired'])('takes a name only: %s', member => {
    const ask = ({ version }: WorkflowContext) => (member === 'version' ? version : version.retired);
    for (const wrong of [undefined, '', 5, 'x'.repeat(242)]) {
      const one = code(context => defer(() => of(ask(context)(wrong as string))));
      expect(JSON.stringify(new Stage(one).decide().decisions)).toContain(
        'InvalidArgumentError: changeId must be a string of 1 to 241 characters',
      );
    }
    const longest = code(context => defer(() => of(ask(context)('x'.repeat(241)))));
    expect(told(new Stage(longest).decide())).toHaveLength(1);
  });
});

describe('a version that the history has', () => {
  it('fails a decision of older code that does not ask for it, with its name and what to do', () => {
    // The same activity, so that nothing else differs.
    const silent = code(({ run, version }) => defer(() => run(charge, version('quoting') ? 2 : 1)));
    for (const made of [newer, silent]) {
      const check = decidedBy(older, begunBy(made));
      expect(check).toThrow(NonDeterminismError);
      expect(check).toThrow(/does not ask for version 'quoting'/);
      expect(check).toThrow(/context\.version\.retired\('quoting'\) in its place/);
    }
  });

  it('fails a decision of older code in a worker, and the newer code goes on', async () => {
    const own = await Studio.open();
    const first = await own.decide([newer], { sticky: false });
    await own.act([quote.with(() => 'quoted'), charge.with(() => 'charged')]);
    const execution = await own.start(newer, undefined);
    await own.history(execution, ({ activities, decisions }) => {
      return activities.completed.length === 1 && decisions.open.length === 0;
    });
    first.unsubscribe();
    const failed = new Promise(resolve => own.failures$.subscribe(resolve));
    const rolledBack = await own.decide([older], { register: false, sticky: false });
    await own.signal(execution, 'go');
    expect(await failed).toMatchObject({ name: 'NonDeterminismError', eventId: 5 });
    rolledBack.unsubscribe();
    await own.decide([newer], { register: false, sticky: false });
    const { result } = await new Promise<{ result: unknown }>((resolve, reject) =>
      execution
        .result({ interval: 20 })
        .subscribe({ next: value => resolve({ result: value }), error: reject }),
    );
    expect(result).toBe('quoted');
  });

  it('may be asked for anywhere in its turn, as often as the code likes', () => {
    const stage = begunBy(newer);
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
    for (const one of [last, twice]) expect(decidedBy(one, stage)).not.toThrow();
  });

  it('is found out where it is asked for in a later turn only, or no longer under the same condition', () => {
    const late = code(({ run, version }) => run(quote, 1).pipe(map(() => version('quoting'))));
    const never = code(({ run, version, info }) =>
      defer(() => (info.historyLength > 1_000 && version('quoting') ? of() : run(quote, 1))),
    );
    const other = code(({ run, version }) => defer(() => (version('qouting') ? of() : run(quote, 1))));
    for (const one of [late, never, other])
      expect(decidedBy(one, begunBy(newer))).toThrow("does not ask for version 'quoting'");
  });

  it('is found out by a run that is alive, too, when another worker has decided meanwhile', () => {
    const asks = code(({ version, run }) =>
      timer(1_000).pipe(concatMap(() => (version('late') ? run(quote, 1) : run(charge, 1)))),
    );
    const silent = code(({ run }) => timer(1_000).pipe(concatMap(() => run(quote, 1))));
    const stage = new Stage(asks);
    stage.decide();
    const alive = new Stage(silent).run;
    alive.replay(stage.history.slice(0, 5));
    stage.after(builder => builder.timerFired('1'));
    stage.builder.activityStarted('2').activityCompleted('2').decisionTaskStarted();
    expect(() => alive.decide(stage.history)).toThrow("does not ask for version 'late'");
  });
});

describe('version.retired', () => {
  it('accepts what the version has recorded', () => {
    const { decisions } = replay(retiring, begunBy(newer).history);
    expect(decisions).toEqual([]);
  });

  it('accepts an execution that was begun without any marker', () => {
    expect(decidedBy(retiring, begunBy(cleaned))).not.toThrow();
  });

  it('leaves executions that ran the old code to code that has it', () => {
    expect(decidedBy(retiring, begunBy(older))).toThrow(NonDeterminismError);
  });

  it('marks new executions for workers that still ask, and for those that no longer do', () => {
    const stage = begunBy(retiring);
    expect([...stage.history.markers].map(({ id, details }) => [id, details])).toEqual([
      ['rx-swf.version.quoting', 'retired'],
    ]);
    for (const one of [newer, retiring, cleaned]) expect(decidedBy(one, stage)).not.toThrow();
    expect(decidedBy(older, stage)).toThrow(NonDeterminismError);
  });

  it('is asked for as often as the code likes, and says nothing where the history was made without it', () => {
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
    const stage = begunBy(cleaned);
    stage.builder.signal('again');
    expect(replay(often, stage.history).decisions).toMatchObject([{ decisionType: 'ScheduleActivityTask' }]);
    const fresh = begunBy(often);
    fresh.after(builder => builder.signal('again'));
    expect(fresh.history.markers.all).toHaveLength(1);
  });

  it('goes with a new run where an execution is continued as new', async () => {
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
  it('are found out as well where nobody asks for them', () => {
    const effect = code(({ sideEffect, run }) => sideEffect(() => 1).pipe(concatMap(() => run(quote, 1))));
    const stage = new Stage(effect);
    expect(told(stage.decide())).toContain('RecordMarker rx-swf.sideEffect.1');
    const noted = code(({ marker, run }) => merge(marker('note'), run(quote, 1)));
    for (const made of [stage, begunBy(noted)]) {
      expect(() => replay(cleaned, made.history)).toThrow(NonDeterminismError);
    }
  });

  it('are refused where they tell of rules of a newer library', () => {
    const history = new HistoryBuilder()
      .start({ workflowType: cleaned })
      .turn()
      .marker('rx-swf.semantics', { details: { flags: [1_000], limits: {} } })
      .build();
    expect(() => replay(cleaned, history)).toThrow(DeterminismError);
    expect(() => replay(cleaned, history)).toThrow(/a newer version of rx-swf, .* \(1000\)/);
  });
});
