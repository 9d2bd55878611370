import * as fc from 'fast-check';
import { InvalidArgumentError } from 'rx-swf';
import { type ArchivedHistory, type GateOptions, gate } from 'rx-swf/archive';
import { HistoryBuilder } from 'rx-swf/testing';
import { type AnyWorkflow, activity, workflow } from 'rx-swf/workflows';
import { count, lastValueFrom, map, repeat, timer } from 'rxjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { redactHistory } from '../../../src/archive/redact/redactHistory.js';
import { anyPlan, playOf } from '../../workflows/replay/randomPlay.js';
import { anyCourse, recordPlay } from '../../workflows/replay/recordPlay.js';
import { archived, type Order, ordersWith, type PlantedBreak, recordOrder } from './orders.js';

const reportOf = (workflow: AnyWorkflow, histories: readonly ArchivedHistory[], options?: GateOptions) =>
  lastValueFrom(gate([workflow], histories, options));

describe('gate', () => {
  let corpus: readonly ArchivedHistory[];

  beforeAll(async () => {
    const orders: readonly Order[] = [
      ...[2, 3, 5, 8].map(items => ({ items })),
      { items: 1 },
      ...[2, 3].map(items => ({ items, isRefused: true })),
      ...[2, 4, 6].map(items => ({ items, isApproved: true })),
    ];
    corpus = await Promise.all(orders.map((order, n) => recordOrder(order, n)));
  });

  it('groups histories by path, whatever the length of their loops', async () => {
    const { histories, paths, holds, skipped } = await reportOf(ordersWith(), corpus);
    expect([histories, holds, skipped]).toEqual([10, true, {}]);
    expect(paths.map(({ label, histories, replayed }) => [label, histories, replayed])).toEqual([
      ['the usual path', 4, 1],
      ['signal approve after timer', 3, 1],
      ['failure after run Charge@1', 2, 1],
      ['no run Reserve@1 after run Reserve@1', 1, 1],
    ]);
  });

  it.each<[PlantedBreak, RegExp]>([
    ['order', /run|Start|Schedule/],
    ['timer length', /Timer/],
    ['type', /Charge/],
    ['missing signal', /Charge|signal/i],
    ['added command', /Marker/],
    ['added version', /Marker/],
  ])('finds a planted break of %s', async (planted, difference) => {
    const { holds, paths } = await reportOf(ordersWith(planted), corpus);
    expect(holds).toBe(false);
    const [worst] = paths;
    expect(worst?.broken).toBe(1);
    expect(worst?.break?.message).toMatch(difference);
    expect(worst?.example.workflowId).toMatch(/^order-\d$/);
    const all = await reportOf(ordersWith(planted), corpus, { all: true });
    expect(all.paths.every(({ replayed, histories }) => replayed === histories)).toBe(true);
    // Path by path, one replay says what all of them say.
    const brokenKeys = (report: typeof all) =>
      report.paths
        .filter(({ broken }) => broken > 0)
        .map(({ path }) => path.key)
        .sort();
    expect(brokenKeys(all)).toEqual(brokenKeys({ histories: 0, skipped: {}, holds, paths }));
  });

  it('invents no break: a missing signal breaks only the path that has one', async () => {
    const { paths } = await reportOf(ordersWith('missing signal'), corpus, { all: true });
    const broken = paths.filter(path => path.broken > 0);
    expect(broken.map(path => [path.histories, path.broken])).toEqual([[3, 3]]);
  });

  it('names open executions first, as they are those that will break', async () => {
    const open = corpus
      .slice(0, 2)
      .map((history, n) => ({ ...history, workflowId: `open-${n}`, status: 'OPEN' as const }));
    const { paths } = await reportOf(ordersWith(), [...corpus, ...open]);
    expect(paths[0]).toMatchObject({ open: 2, example: { workflowId: 'open-0', isOpen: true } });
  });

  it('replays a history with a failure besides the longest one, though their commands are the same', async () => {
    const historyOf = (isFailed: boolean, times: number) => {
      const builder = new HistoryBuilder().start({ workflowType: { name: 'Order', version: '1' } });
      for (let n = 1; n <= times; n += 1)
        builder.activity(`${n}`, {
          type: { name: 'Charge', version: '1' },
          ...(isFailed ? { state: 'failed' as const, reason: 'declined' } : { result: 'charged' }),
        });
      return archived(builder.complete({ result: times }).build(), isFailed ? 'failed' : `charged-${times}`);
    };
    const charge = activity<void, string>({ name: 'Charge', version: '1' });
    const notTried = workflow({ name: 'Order', version: '1' }, (_: unknown, { run }) =>
      // The change: a failure is no longer caught.
      run(charge).pipe(repeat(3), count()),
    );
    const { paths } = await reportOf(notTried, [
      historyOf(false, 3),
      historyOf(true, 3),
      historyOf(false, 3),
    ]);
    expect(paths.map(({ label, histories, broken }) => [label, histories, broken])).toEqual([
      ['failure after run Charge@1', 1, 1],
      ['the usual path', 2, 0],
    ]);
  });

  it('finds a break that payloads decide only by replaying all histories', async () => {
    const waiting = (isRare: boolean) =>
      archived(
        new HistoryBuilder()
          .start({ workflowType: { name: 'Order', version: '1' }, input: { isRare } })
          .timer('1', { startToFireTimeout: 60 })
          .complete({ result: 'done' })
          .build(),
        isRare ? 'rare' : 'usual',
      );
    const changed = workflow(
      { name: 'Order', version: '1' },
      ({ isRare }: { isRare: boolean }, { scheduler }) =>
        timer(isRare ? 90_000 : 60_000, scheduler).pipe(map(() => 'done')),
    );
    const histories = Array.from({ length: 20 }, (_, n) => waiting(n === 13));
    expect(await reportOf(changed, histories)).toMatchObject({ holds: true });
    const { paths } = await reportOf(changed, histories, { all: true });
    expect(paths).toMatchObject([{ histories: 20, broken: 1, example: { workflowId: 'rare' } }]);
  });

  it('replays redacted histories whose payloads do not decide', async () => {
    const single = await Promise.all(
      [{ items: 1 }, { items: 1, isRefused: true }, { items: 1, isApproved: true }].map(recordOrder),
    );
    const redacted = single.map(history => {
      const events = history.events.map(event => ({
        ...event,
        eventTimestamp: new Date(`${event.eventTimestamp}`),
      }));
      return { ...history, events: JSON.parse(JSON.stringify(redactHistory(events))) };
    });
    expect(JSON.stringify(redacted)).not.toMatch(/shelf|charged|shipped/);
    const report = await reportOf(ordersWith(), redacted, { all: true });
    expect(report).toMatchObject({ histories: 3, holds: true });
    expect(report.paths).toHaveLength(3);
    expect(await reportOf(ordersWith('type'), redacted, { all: true })).toMatchObject({ holds: false });
  });

  it('names an open execution that breaks rather than a closed one', async () => {
    const [first] = corpus;
    const open = { ...first, workflowId: 'open', status: 'OPEN' } as ArchivedHistory;
    const { paths } = await reportOf(ordersWith('type'), [...corpus.slice(0, 2), open], { all: true });
    expect(paths[0]).toMatchObject({ broken: 3, open: 1, example: { workflowId: 'open' } });
  });

  it('counts histories of types that the code does not define', async () => {
    const others = corpus
      .slice(0, 3)
      .map(history => ({ ...history, workflowType: { name: 'Order', version: '0' } }));
    expect(await reportOf(ordersWith(), [...corpus, ...others])).toMatchObject({
      histories: 10,
      skipped: { 'Order@0': 3 },
    });
  });

  it('reports a damaged history as one that breaks', async () => {
    const [first] = corpus;
    const damaged = { ...first, events: first?.events.slice(3) ?? [] } as ArchivedHistory;
    const { holds, paths } = await reportOf(ordersWith(), [damaged]);
    expect(holds).toBe(false);
    expect(paths).toMatchObject([{ histories: 1, broken: 1, break: { name: 'InvalidArgumentError' } }]);
  });

  it('never reports a break where the code is unchanged', () =>
    fc.assert(
      fc.asyncProperty(
        anyPlan,
        fc.array(anyCourse, { minLength: 1, maxLength: 4 }),
        async (plan, courses) => {
          const histories = courses.map((course, n) => ({
            ...archived(recordPlay(plan, course).harness.history, `play-${n}`),
            workflowType: { name: 'Play', version: '1' },
          }));
          const { paths } = await reportOf(playOf(plan), histories, { all: true });
          expect(paths.filter(({ broken }) => broken > 0)).toEqual([]);
        },
      ),
      { numRuns: 50 },
    ));

  it('refuses unknown options', () => {
    expect(() => Reflect.apply(gate, undefined, [[], [], { jobs: 2 }])).toThrow(InvalidArgumentError);
  });
});
