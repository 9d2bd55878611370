import { ActivityFailure } from 'rx-swf';
import {
  type ActivityMockAnswer,
  fails,
  mock,
  NotMockedError,
  runWorkflow,
  takes,
  timesOut,
  tryWorkflow,
  type WorkflowMockAnswer,
} from 'rx-swf/testing';
import { activity, WorkflowFailure, workflow } from 'rx-swf/workflows';
import {
  catchError,
  concat,
  concatMap,
  delay,
  map,
  of,
  race,
  throwError,
  timeout,
  timer,
  toArray,
} from 'rxjs';
import { describe, expect, it } from 'vitest';

const pay = activity<number, string>({ name: 'Pay', version: '1' });
const watched = activity<number, string>({ name: 'Watched', version: '1', heartbeatTimeout: 30 });
const hours = 3_600;

/** Pays, and tells what became of it. */
const order = workflow({ name: 'Order', version: '1' }, (amount: number, { run }) =>
  run(pay, amount).pipe(
    catchError((error: Error & { details?: unknown }) => of(`${error.name} ${error.details}`)),
  ),
);

const outcome = async (mocked: ActivityMockAnswer<number, string>) =>
  (await runWorkflow(order, 7, { activities: [mock(pay, mocked)] })).result;

describe('a mocked activity answers', () => {
  it.each([
    ['a value', 'paid', 'paid'],
    ['what a function returns', (amount: number) => `paid ${amount}`, 'paid 7'],
    ['what a Promise resolves with', async () => 'paid', 'paid'],
    ['what an Observable emits last', () => of('paying', 'paid').pipe(delay(1)), 'paid'],
    ['a failure', fails('no money', 'sorry'), 'ActivityFailedError sorry'],
    [
      'what a function throws',
      () => {
        throw new ActivityFailure('no', 'bad');
      },
      'ActivityFailedError bad',
    ],
    ['a failure of a function', () => fails('no', amountOf()), 'ActivityFailedError 3'],
    ['a failure that a Promise resolves with', async () => fails('no', 'later'), 'ActivityFailedError later'],
    ['nothing in time', timesOut(), 'ActivityTimedOutError undefined'],
    ['a failure after a while', takes(60, fails('no', 'late')), 'ActivityFailedError late'],
    ['nothing, after a while', () => takes(60, timesOut()), 'ActivityTimedOutError undefined'],
  ])('with %s', async (_, mocked, expected) => {
    expect(await outcome(mocked as ActivityMockAnswer<number, string>)).toBe(expected);
  });

  it('after the time that it takes, in which the workflow’s other timers fire', async () => {
    const slow = activity<number, string>({ name: 'Slow', version: '1', startToCloseTimeout: 5 * hours });
    const both = workflow({ name: 'Both', version: '1' }, (_: unknown, { run, now }) => {
      const began = now();
      const hoursNow = () => (now() - began) / 3_600_000;
      return concat(
        race(run(slow, 1), timer(2 * hours * 1_000)).pipe(map(() => hoursNow())),
        run(slow, 2).pipe(map(() => hoursNow())),
      ).pipe(toArray());
    });
    const { result } = await runWorkflow(both, undefined, {
      activities: [mock(slow, n => takes(n === 1 ? 4 * hours : 3 * hours, 'slow'))],
    });
    expect(result).toEqual([2, 5]);
  });

  it('with heartbeats meanwhile, if its definition requires them; without an answer, it sends none', async () => {
    const watching = workflow({ name: 'Watching', version: '1' }, (n: number, { run }) => run(watched, n));
    const { result } = await runWorkflow(watching, 1, { activities: [mock(watched, takes(100, 'well'))] });
    expect(result).toBe('well');
    const { history } = await tryWorkflow(watching, 1, { activities: [mock(watched, timesOut())] });
    expect(history.activities.timedOut[0]?.timeoutType).toBe('HEARTBEAT');
  });

  it('with its last progress, however the attempt ends', async () => {
    const seen: unknown[] = [];
    const copy = activity<number, string>({ name: 'Copy', version: '1', heartbeatTimeout: 30 });
    const copying = workflow({ name: 'Copying', version: '1' }, (_: unknown, { run }) =>
      run(copy, 0, { retry: { resume: (_from, copied) => Number(copied) } }),
    );
    const ends = [fails('busy'), takes(100, fails('late')), timesOut(), takes(100, timesOut())];
    const { result } = await runWorkflow(copying, undefined, {
      activities: [
        mock(copy, (from, { heartbeat }) => {
          seen.push(from);
          heartbeat(from + 1);
          return ends[from] ?? 'copied';
        }),
      ],
    });
    expect(seen).toEqual([0, 1, 2, 3, 4]);
    expect(result).toBe('copied');
  });

  it('to a cancel request immediately', async () => {
    const hasty = workflow({ name: 'Hasty', version: '1' }, (n: number, { run }) =>
      run(pay, n).pipe(timeout({ first: 60_000, with: () => of('no patience').pipe(delay(1_000)) })),
    );
    const { result, history } = await runWorkflow(hasty, 1, { activities: [mock(pay, takes(200, 'paid'))] });
    expect(result).toBe('no patience');
    expect(history.activities.canceled).toHaveLength(1);
  });
});

const amountOf = () => 3;

describe('a mocked workflow', () => {
  const bill = workflow({ name: 'Bill', version: '1' }, (amount: number, { run }) => run(pay, amount));
  const shop = workflow({ name: 'Shop', version: '1' }, (amount: number, { child }) =>
    child(bill, amount, { executionStartToCloseTimeout: 600 }).pipe(
      catchError((error: Error & { reason?: string }) => of(`${error.name} ${error.reason}`)),
    ),
  );

  it.each([
    ['a value', 'billed', 'billed'],
    ['a function', (amount: number) => `billed ${amount}`, 'billed 7'],
    ['a pipeline', () => of('billed').pipe(delay(60_000)), 'billed'],
    ['a failure', fails('no'), 'ChildFailedError no'],
    ['an error', () => throwError(() => new WorkflowFailure('broken')), 'ChildFailedError broken'],
    ['an answer after a while', takes(60, 'late'), 'late'],
    ['no answer at all', timesOut(), 'ChildTimedOutError timed out'],
  ])('is %s', async (_, mocked, expected) => {
    const workflows = [mock(bill, mocked as WorkflowMockAnswer<number, string>)];
    expect((await runWorkflow(shop, 7, { workflows })).result).toBe(expected);
  });
});

describe('a missing mock fails the test immediately, even if the workflow handles errors', () => {
  it('an activity', async () => {
    const error = await runWorkflow(order, 7, { activities: [mock(watched, 'x')] }).catch(
      (error: Error) => error,
    );
    expect(error).toBeInstanceOf(NotMockedError);
    expect((error as Error).message).toBe(
      "The test has no activity 'Pay@1', which the workflow uses; it has only Watched@1. " +
        'Add it to `activities`, real (definition.with(…)) or mocked (mock(definition, …))',
    );
  });

  it('a child workflow', async () => {
    const shop = workflow({ name: 'Shop', version: '1' }, (n: number, { child }) => child(order, n));
    await expect(runWorkflow(shop, 7)).rejects.toThrow(
      "The test has no workflow 'Order@1', which the workflow uses; it has only Shop@1. Add it to `workflows`",
    );
  });

  it('a Lambda function', async () => {
    const zip = workflow(
      { name: 'Zip', version: '1', lambdaRole: 'arn:aws:iam::1:role/x' },
      (n: number, { lambda }) => lambda<number>('Zip', n),
    );
    await expect(runWorkflow(zip, 7)).rejects.toThrow(
      "The test has no lambda 'Zip', which the workflow uses",
    );
    expect((await runWorkflow(zip, 7, { lambda: { Zip: n => Number(n) + 1 } })).result).toBe(8);
  });
});

describe('the function of a mocked child', () => {
  const child = workflow({ name: 'Numbered', version: '1' }, (_: number, { run }) =>
    run(pay, 1).pipe(map(paid => paid.length)),
  );
  const family = workflow({ name: 'Family', version: '1' }, (_: unknown, context) =>
    concat(context.child(child, 1), context.child(child, 2)).pipe(toArray()),
  );
  const worker = { shadow: 1, sticky: false } as const;

  it.each<[string, (next: () => number) => WorkflowMockAnswer<number, number>]>([
    ['counts', next => () => next()],
    ['counts, and takes its time', next => () => takes(60, next())],
    ['counts, and returns an Observable', next => () => of(next()).pipe(delay(1_000))],
    [
      'takes the context too',
      next =>
        (_, { info }) =>
          next() * (info.attempt > 0 ? 1 : 0),
    ],
  ])('is called once for each run, whatever is replayed: %s', async (_, answerOf) => {
    let calls = 0;
    const next = () => {
      calls += 1;
      return calls;
    };
    const { result } = await runWorkflow(family, undefined, {
      workflows: [mock(child, answerOf(next))],
      worker,
    });
    expect(result).toEqual([1, 2]);
    expect(calls).toBe(2);
  });

  it('is called once if it throws, too', async () => {
    let calls = 0;
    const caught = workflow({ name: 'Caught', version: '1' }, (_: unknown, context) =>
      context.child(child, 1).pipe(catchError((error: Error & { reason?: string }) => of(error.reason))),
    );
    const throwing = mock(child, () => {
      calls += 1;
      throw new WorkflowFailure(`no ${calls}`);
    });
    expect((await runWorkflow(caught, undefined, { workflows: [throwing], worker })).result).toBe('no 1');
    expect(calls).toBe(1);
  });

  it('may build a pipeline from its context, and is then called in each replay', async () => {
    const activities = [mock(pay, n => `paid ${n}`)];
    const early = mock(child, (n, { run }) => run(pay, n).pipe(map(paid => paid.length)));
    const late = mock(child, (n, context) =>
      timer(1_000).pipe(
        concatMap(() => context.run(pay, n)),
        map(paid => paid.length),
      ),
    );
    for (const mocked of [early, late]) {
      const { result } = await runWorkflow(family, undefined, { workflows: [mocked], activities, worker });
      expect(result).toHaveLength(2);
    }
  });

  it('is called again in the next test', async () => {
    let calls = 0;
    const counted = mock(child, () => {
      calls += 1;
      return calls;
    });
    expect((await runWorkflow(family, undefined, { workflows: [counted] })).result).toEqual([1, 2]);
    expect((await runWorkflow(family, undefined, { workflows: [counted] })).result).toEqual([3, 4]);
  });
});
