import { type DataConverter, jsonConverter } from 'rx-swf';
import { type ReceivedSignal, type WorkflowContext, workflow } from 'rx-swf/workflows';
import {
  bufferCount,
  catchError,
  concat,
  concatMap,
  delay,
  merge,
  mergeMap,
  type Observable,
  of,
  repeat,
  scan,
  take,
  takeUntil,
  timer,
  toArray,
} from 'rxjs';
import { afterAll, describe, expect, it } from 'vitest';
import { Signals } from '../../../src/workflows/context/Signals.js';
import { decisionLabels, RunHarness } from '../../harness/RunHarness.js';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

const harness = await WorkflowHarness.open([], [], { teardown: afterAll });

let workflows = 0;

/** Returns the result of an execution that receives signals before its first decision, and more after it. */
async function told<O>(
  run: (context: WorkflowContext) => Observable<O>,
  before: readonly (readonly [string, unknown])[],
  after: readonly (readonly [string, unknown])[] = [],
): Promise<O> {
  workflows += 1;
  const one = workflow({ name: `Signals ${workflows}`, version: '1' }, (_, context) => run(context));
  const worker = await harness.startWorker([one], {}, { taskLists: ['early'] });
  worker.stop();
  const execution = await harness.start(one, undefined, { taskList: `signals ${workflows}` });
  for (const [name, input] of before) await harness.signal(execution, name, input);
  await harness.startWorker([one], { register: false }, { taskLists: [`signals ${workflows}`] });
  for (const [name, input] of after) await harness.signal(execution, name, input);
  return harness.result(execution);
}

describe('signals', () => {
  it('are queued until someone subscribes', async () => {
    const all = await told(
      ({ signal }) => timer(60_000).pipe(mergeMap(() => signal<number>('n').pipe(take(3), toArray()))),
      [
        ['n', 1],
        ['n', 2],
        ['n', 3],
      ],
    );
    expect(all).toEqual([1, 2, 3]);
  });

  it('are each delivered once: taking one leaves the others queued', async () => {
    const pairs = await told(
      ({ signal }) =>
        signal<number>('n').pipe(
          take(1),
          concatMap(n => timer(1_000).pipe(concatMap(() => [n]))),
          repeat(3),
          toArray(),
        ),
      [
        ['n', 1],
        ['n', 2],
        ['n', 3],
      ],
    );
    expect(pairs).toEqual([1, 2, 3]);
  });

  it('are delivered to all subscribers when they arrive', async () => {
    const both = await told(
      ({ signal }) =>
        merge(signal<number>('n').pipe(take(2)), signal<number>('n').pipe(take(2), delay(0))).pipe(toArray()),
      [],
      [
        ['n', 1],
        ['n', 2],
      ],
    );
    expect(both.sort()).toEqual([1, 1, 2, 2]);
  });

  it('of all names are delivered in the order of the history', async () => {
    const all = await told(
      ({ signals }) => signals.pipe(take(4), toArray()),
      [
        ['a', 1],
        ['b', 2],
      ],
      [
        ['a', 3],
        ['c', undefined],
      ],
    );
    expect(all).toEqual([
      { name: 'a', input: 1 },
      { name: 'b', input: 2 },
      { name: 'a', input: 3 },
      { name: 'c' },
    ]);
  });

  it('of one name leave those of other names queued', async () => {
    const both = await told(
      ({ signal }) => concat(signal('b').pipe(take(1)), signal('a').pipe(take(1))).pipe(toArray()),
      [
        ['a', 1],
        ['b', 2],
      ],
    );
    expect(both).toEqual([2, 1]);
  });

  it('advance the pipeline within one decision in the order in which they arrived', async () => {
    const steps = await told(
      ({ signal }) =>
        merge(
          signal<string>('x').pipe(scan((all, x) => `${all}${x}`, '')),
          signal<string>('y').pipe(scan((all, y) => `${all}${y}`, '')),
        ).pipe(take(4), bufferCount(4)),
      [],
      [
        ['x', 'a'],
        ['y', 'b'],
        ['x', 'c'],
        ['y', 'd'],
      ],
    );
    expect(steps).toEqual(['a', 'b', 'ac', 'bd']);
  });

  it('take effect before later events in the same decision', async () => {
    const seen = await told(
      ({ signal }) => signal<number>('n').pipe(takeUntil(signal('stop')), toArray()),
      [],
      [
        ['n', 1],
        ['stop', undefined],
      ],
    );
    expect(seen).toEqual([1]);
  });
});

describe('a signal that cannot be read', () => {
  const converter: DataConverter = {
    ...jsonConverter,
    fromPayload: payload => {
      if (payload.includes('nonsense')) throw new Error('cannot be read');
      return jsonConverter.fromPayload(payload);
    },
  };
  const listens = workflow({ name: 'Listens', version: '1' }, (_: unknown, { signal }) =>
    signal('heard').pipe(
      catchError(() => of('caught')),
      take(1),
    ),
  );

  it('has no effect while nobody is subscribed to it', () => {
    const harness = new RunHarness(listens, { converter });
    harness.decide();
    expect(
      decisionLabels(harness.after(builder => builder.signal('unheard', { input: 'nonsense' }))),
    ).toEqual([]);
    expect(decisionLabels(harness.after(builder => builder.signal('heard', { input: 'sense' })))).toEqual([
      'CompleteWorkflowExecution',
    ]);
  });

  it('fails the decision if someone is subscribed, even if the workflow handles the error, because it may be recoverable', () => {
    const harness = new RunHarness(listens, { converter });
    harness.decide();
    expect(() => harness.after(builder => builder.signal('heard', { input: 'nonsense' }))).toThrow(
      'cannot be read',
    );
  });
});

describe('Signals', () => {
  it('know what is queued, and whether someone is subscribed', () => {
    const signals = new Signals(payload => payload);
    signals.receive({ name: 'a', payload: '1' });
    expect([signals.waiting, signals.hasWaiting, signals.hasListeners]).toEqual([1, true, false]);
    const listener = signals.of('b').subscribe();
    expect([signals.waiting, signals.hasListeners]).toEqual([1, true]);
    listener.unsubscribe();
    expect(signals.hasListeners).toBe(false);
  });

  it('read a payload only when someone is subscribed', () => {
    const signals = new Signals(payload => {
      throw new Error(`cannot read ${payload}`);
    });
    signals.receive({ name: 'a', payload: 'nonsense' });
    let told: unknown;
    signals.of('a').subscribe({ error: error => (told = error) });
    expect(told).toEqual(new Error('cannot read nonsense'));
  });

  it('are not delivered to a subscriber that another one has just unsubscribed', () => {
    const signals = new Signals(payload => payload);
    const told: ReceivedSignal[] = [];
    const first = signals.of('a').subscribe(() => second.unsubscribe());
    const second = signals.of('a').subscribe(signal => told.push(signal));
    signals.receive({ name: 'a', payload: '1' });
    expect(told).toEqual([]);
    first.unsubscribe();
  });
});
