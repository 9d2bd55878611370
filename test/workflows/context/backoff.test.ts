import { fails, mock, replay, runWorkflow } from 'rx-swf/testing';
import {
  type ActivityRunOptions,
  activity,
  NonDeterminismError,
  type RetryPolicy,
  workflow,
} from 'rx-swf/workflows';
import { catchError, concat, concatMap, EMPTY, forkJoin, type Observable, retry, timer } from 'rxjs';
import { describe, expect, it } from 'vitest';

const charge = activity<string, string>({ name: 'Charge', version: '1' });

type Charge = (card: string, options?: ActivityRunOptions<string>) => Observable<string>;

/** A workflow that charges cards with a retry policy. */
const shop = (policy: RetryPolicy<string>, way: (charge: Charge) => Observable<unknown> = alone) =>
  workflow({ name: 'Shop', version: '1' }, (_: unknown, { run }) =>
    way((card, options) => run(charge, card, { retry: policy, ...options })),
  );

const alone = (run: Charge) => run('visa').pipe(concatMap(() => timer(7_000)));
const named = (run: Charge) => run('visa', { activityId: 'charge' });
const together = (run: Charge) => forkJoin([run('a'), concat(timer(3_000), run('b')), run('c'), run('d')]);

/** A history of a shop whose activities fail a few times. */
async function recorded(one: ReturnType<typeof shop>) {
  const attempts = new Map<string, number>();
  const { history } = await runWorkflow(one, undefined, {
    activities: [
      mock(charge, card => {
        const attempt = (attempts.get(card) ?? 0) + 1;
        attempts.set(card, attempt);
        return attempt <= 3 ? fails('Busy') : 'paid';
      }),
    ],
  });
  return history;
}

const policies: readonly RetryPolicy<string>[] = [
  {},
  { initial: 5 },
  { factor: 1 },
  { initial: 10, factor: 3, max: 15 },
  { initial: 0 },
  { max: 0 },
  { initial: 0.5, factor: 1 },
];

describe('a retry policy that changes under running executions', () => {
  it.each(policies.map(policy => [policy] as const))(
    'continues executions that were started with %o',
    async before => {
      for (const way of [alone, named, together]) {
        const history = await recorded(shop(before, way));
        for (const after of policies) {
          const { outcome } = replay(shop(after, way), history);
          expect(outcome, `${JSON.stringify(after)} in ${way.name}`).toBe('completed');
          if (way !== alone) continue;
          for (let upTo = 1; upTo < history.length; upTo += 1) replay(shop(after, way), history, { upTo });
        }
      }
    },
  );

  it('continues executions of which several attempts fail in one decision and some are retried at once', async () => {
    const pairs = policies.flatMap(a => [policies[0], policies[4], policies[5]].map(b => [a, b] as const));
    const mixed = ([one, other]: (typeof pairs)[number]) =>
      shop({}, run =>
        forkJoin([
          run('a', { retry: one ?? {} }),
          run('b', { retry: other ?? {}, activityId: 'b' }),
          concat(run('c', { retry: { count: 0 } }).pipe(catchError(() => EMPTY)), timer(2_000), run('d')),
          run('e', { retry: other ?? {} }),
          run('f', { retry: one ?? {}, activityId: 'f' }),
        ]),
      );
    for (const before of pairs) {
      // The shadow detects whether unchanged code is replayed as it was.
      const history = await recorded(mixed(before));
      for (const after of pairs) expect(() => replay(mixed(after), history)).not.toThrow();
    }
  });

  it('determines the delays from then on', async () => {
    const history = await recorded(shop({ initial: 1 }));
    const first = history.filter({ name: 'TimerFired' })[0]?.id ?? 0;
    const failures = history.filter({ name: 'ActivityTaskFailed' }).map(({ id }) => id);
    const second = failures.find(id => id > first) ?? 0;
    const { decisions } = replay(shop({ initial: 100, factor: 3 }), history, { upTo: second + 2 });
    expect(decisions).toMatchObject([{ startTimerDecisionAttributes: { startToFireTimeout: '300' } }]);
  });

  it('leaves the delays of other timers checked', async () => {
    const history = await recorded(shop({}));
    const longer = (run: Charge) => run('visa').pipe(concatMap(() => timer(8_000)));
    expect(() => replay(shop({}, longer), history)).toThrow(NonDeterminismError);
    const byHand = (seconds: number) =>
      shop({ count: 0 }, run => run('visa').pipe(retry({ delay: seconds * 1_000 })));
    const hand = await recorded(byHand(5));
    expect(replay(byHand(5), hand).outcome).toBe('completed');
    expect(() => replay(byHand(6), hand)).toThrow(NonDeterminismError);
  });
});
