import { type DataConverter, jsonConverter } from 'rx-swf';
import { mock, replay, runWorkflow } from 'rx-swf/testing';
import {
  activity,
  NonDeterminismError,
  type WorkflowContext,
  type WorkflowDefinition,
  workflow,
} from 'rx-swf/workflows';
import {
  catchError,
  concat,
  concatMap,
  defer,
  EMPTY,
  forkJoin,
  map,
  merge,
  mergeMap,
  of,
  timer,
  toArray,
} from 'rxjs';
import { describe, expect, it } from 'vitest';
import { Run } from '../../../src/workflows/replay/Run.js';
import { shadow } from '../../../src/workflows/worker/shadow.js';
import { RunHarness, runSettings } from '../../harness/RunHarness.js';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

const rate = activity<string, string>({ name: 'Rate', version: '1' });
const activityOf = activity<{ currency: string; more: number[] }, string>({ name: 'Objects', version: '1' });
const other = activity<string, string>({ name: 'Other', version: '1' });
const child = workflow({ name: 'Child', version: '1' }, (currency: string) => of(`C(${currency})`));
const activities = [mock(rate, currency => `A(${currency})`), mock(other, currency => `O(${currency})`)];
const lambdaRole = 'arn:aws:iam::123456789012:role/caller';
const everything = {
  activities,
  workflows: [child],
  lambda: { f: (input: unknown) => `L(${input})` },
  start: { lambdaRole },
};

type Ask = (context: WorkflowContext, currency: string) => ReturnType<WorkflowContext['lambda']>;

/** Defines a workflow that requests several currencies in an order. */
const exchange = (
  ask: Ask,
  currencies: readonly string[],
  inTurn = false,
): WorkflowDefinition<unknown, unknown> =>
  workflow({ name: 'Exchange', version: '1' }, (_: unknown, context) => {
    const asked = currencies.map(currency =>
      ask(context, currency).pipe(map(found => [currency, found] as const)),
    );
    return (inTurn ? concat(...asked) : merge(...asked)).pipe(toArray(), map(Object.fromEntries));
  });

const asks: readonly (readonly [string, Ask])[] = [
  ['activities', ({ run }, currency) => run(rate, currency)],
  [
    'activities with inputs that are objects',
    ({ run }, currency) => run(activityOf, { currency, more: [1] }),
  ],
  ['children', (context, currency) => context.child(child, currency)],
  ['calls of a Lambda function', ({ lambda }, currency) => lambda('f', currency)],
  [
    'signals to another execution',
    ({ signalExternal }, currency) =>
      defer(() => signalExternal({ workflowId: 'nobody', runId: 'r' }, 'rate', currency)).pipe(
        map(() => 'told'),
        catchError(() => of('nobody')),
      ) as ReturnType<Ask>,
  ],
  [
    'side effects of a name',
    ({ sideEffect }, currency) => sideEffect(`rate ${currency}`, () => `S(${currency})`),
  ],
  ['activities with ids of their own', ({ run }, currency) => run(rate, currency, { activityId: currency })],
  [
    'children with ids of their own',
    (context, currency) => context.child(child, currency, { workflowId: `of-${currency}` }),
  ],
];
const cast = {
  ...everything,
  activities: [...activities, mock(activityOf, ({ currency }) => `A(${currency})`)],
};

describe('commands of one kind and type that are swapped', () => {
  it.each(asks)('are detected by a replay: %s', async (_, ask) => {
    const { history, execution } = await runWorkflow(exchange(ask, ['eur', 'usd', 'gbp']), undefined, cast);
    const check = (...currencies: string[]) => replay(exchange(ask, currencies), history, execution);
    expect(check('eur', 'usd', 'gbp').outcome).toBe('completed');
    expect(() => check('usd', 'eur', 'gbp')).toThrow(NonDeterminismError);
    expect(() => check('gbp', 'eur', 'usd')).toThrow(NonDeterminismError);
    expect(() => check('usd', 'gbp', 'eur')).toThrow(NonDeterminismError);
  });

  it.each(asks)('are detected if they are sequential: %s', async (_, ask) => {
    const { history, execution } = await runWorkflow(exchange(ask, ['eur', 'usd'], true), undefined, cast);
    expect(() => replay(exchange(ask, ['usd', 'eur'], true), history, execution)).toThrow(
      NonDeterminismError,
    );
  });

  it('are named with the event that has the input and with a remedy', async () => {
    const [[, ask] = ['', () => EMPTY as never]] = asks;
    const { history } = await runWorkflow(exchange(ask, ['eur', 'usd']), undefined, cast);
    const check = () => replay(exchange(ask, ['usd', 'eur']), history, { runId: 'r' });
    expect(check).toThrow(
      "At the decision task of event 3, the history has ScheduleActivityTask '1' (Rate@1) (event 5), " +
        'but the code issues it with the input of event 6.',
    );
    expect(check).toThrow(/activityId for an activity, workflowId for a child/);
    expect(check).not.toThrow(/eur|usd/);
  });

  it('are no swap if their inputs were not recorded for another command', async () => {
    const [[, ask] = ['', () => EMPTY as never]] = asks;
    const { history } = await runWorkflow(exchange(ask, ['eur', 'usd']), undefined, cast);
    for (const currencies of [
      ['chf', 'usd'],
      ['eur', 'chf'],
      ['chf', 'sek'],
    ])
      expect(replay(exchange(ask, currencies), history).outcome).toBe('completed');
  });

  it('are no swap if their types differ, or their inputs are equal', async () => {
    const both = (first: string, second: string) =>
      workflow({ name: 'Both', version: '1' }, (_: unknown, { run }) =>
        forkJoin([run(rate, first), run(other, second), run(rate, 'same'), run(rate, 'same')]),
      );
    const { history } = await runWorkflow(both('a', 'b'), undefined, cast);
    expect(replay(both('b', 'a'), history).outcome).toBe('completed');
  });

  it('are no swap if an input is changed to that of a command which still has it', async () => {
    const inTurn = (...inputs: string[]) => exchange(({ run }, input) => run(rate, input), inputs, true);
    const { history } = await runWorkflow(inTurn('a', 'b', 'c', 'b'), undefined, cast);
    expect(replay(inTurn('a', 'a', 'c', 'a'), history).outcome).toBe('completed');
    // One more command before them shifts all, and has the result of none.
    expect(() => replay(inTurn('z', 'a', 'b', 'c'), history)).toThrow(NonDeterminismError);
    expect(() => replay(inTurn('a', 'c', 'b', 'b'), history)).toThrow(NonDeterminismError);
    expect(() => replay(inTurn('b', 'b', 'c', 'a'), history)).toThrow(NonDeterminismError);
  });

  it('are no swap if a retry no longer resumes', async () => {
    const copy = activity<number, string>({ name: 'Copy', version: '1' });
    const copying = (resume?: (from: number, copied: unknown) => number) =>
      workflow({ name: 'Copying', version: '1' }, (_: unknown, { run }) =>
        run(copy, 0, { retry: { initial: 1, ...(resume === undefined ? {} : { resume }) } }),
      );
    const worker = copy.with((from, { heartbeat }) => {
      heartbeat(from + 5);
      if (from < 10) throw new Error('Busy');
      return 'copied';
    });
    const resuming = copying((_, copied) => Number(copied));
    const { history } = await runWorkflow(resuming, undefined, { activities: [worker] });
    expect(
      history.filter({ name: 'ActivityTaskScheduled' }).map(({ attributes }) => attributes.input),
    ).toEqual(['0', '5', '10']);
    expect(replay(copying(), history).outcome).toBe('completed');
  });

  it('may have inputs whose members are written in another order', async () => {
    const point = activity<{ x: number; y: number }, number>({ name: 'Point', version: '1' });
    const ordered = (make: (x: number, y: number) => { x: number; y: number }) =>
      workflow({ name: 'Ordered', version: '1' }, (_: unknown, { run }) =>
        forkJoin([run(point, make(1, 2)), run(point, make(2, 1))]),
      );
    const { history } = await runWorkflow(
      ordered((x, y) => ({ x, y })),
      undefined,
      { activities: [mock(point, 0)] },
    );
    expect(
      replay(
        ordered((x, y) => ({ y, x })),
        history,
      ).outcome,
    ).toBe('completed');
    expect(() =>
      replay(
        ordered((x, y) => ({ x: y, y: x })),
        history,
      ),
    ).toThrow(NonDeterminismError);
  });

  it('are detected whatever a converter writes, as long as it can read it', async () => {
    let salt = 0;
    const salted: DataConverter = {
      toPayload: value => {
        salt += 1;
        return `${salt}:${jsonConverter.toPayload(value)}`;
      },
      fromPayload: payload => jsonConverter.fromPayload(payload.slice(payload.indexOf(':') + 1)),
    };
    const [[, ask] = ['', () => EMPTY as never]] = asks;
    const options = { ...cast, dataConverter: salted };
    const { history } = await runWorkflow(exchange(ask, ['eur', 'usd']), undefined, options);
    const by = (...currencies: string[]) =>
      replay(exchange(ask, currencies), history, { dataConverter: salted });
    expect(by('eur', 'usd').outcome).toBe('completed');
    expect(() => by('usd', 'eur')).toThrow(NonDeterminismError);
  });
});

describe('a worker', () => {
  it('detects in its shadow that commands are swapped from one replay to the next', () => {
    let isFlipped = false;
    const unsteady = workflow({ name: 'Unsteady', version: '1' }, (_: unknown, { run }) => {
      isFlipped = !isFlipped;
      const currencies = isFlipped ? ['eur', 'usd'] : ['usd', 'eur'];
      return merge(...currencies.map(currency => run(rate, currency))).pipe(concatMap(() => timer(1_000)));
    });
    const harness = new RunHarness(workflow({ ...unsteady.options }, unsteady.run));
    const run = new Run(runSettings(unsteady));
    harness.builder.decisionTaskStarted();
    run.decide(harness.history);
    harness.builder
      .decisionTaskCompleted()
      .activityScheduled('1', { type: rate, input: 'eur' })
      .activityScheduled('2', { type: rate, input: 'usd' })
      .activityStarted('1')
      .activityCompleted('1')
      .decisionTaskStarted();
    const result = run.decide(harness.history);
    expect(() => shadow(runSettings(unsteady), harness.history, result)).toThrow(
      /issues it with the input of event \d+/,
    );
  });

  it('detects after a crash that a deployment has swapped commands, and makes no decision with it', async () => {
    const paid: string[] = [];
    const harness = await WorkflowHarness.open(
      [],
      [rate.with(currency => `A(${currency})`), other.with(result => void paid.push(result) as never)],
      { worker: { shadow: 0, sticky: false } },
    );
    const code = (...currencies: string[]) =>
      workflow({ name: 'Deployed', version: '1' }, (_: unknown, { run, signal }) =>
        merge(...currencies.map(currency => run(rate, currency).pipe(map(found => [currency, found])))).pipe(
          toArray(),
          mergeMap(found =>
            signal('pay').pipe(mergeMap(() => run(other, JSON.stringify(Object.fromEntries(found))))),
          ),
        ),
      );
    const before = code('eur', 'usd');
    const worker = await harness.startWorker([before]);
    const execution = await harness.start(before, undefined);
    await harness.history(execution, ({ activities, decisions }) => {
      return activities.completed.length === 2 && decisions.open.length === 0;
    });
    worker.stop();
    const failed = new Promise(resolve => harness.failures$.subscribe(resolve));
    await harness.startWorker([code('usd', 'eur')], { register: false });
    await harness.signal(execution, 'pay');
    expect(await failed).toBeInstanceOf(NonDeterminismError);
    expect(paid).toEqual([]);
  });
});
