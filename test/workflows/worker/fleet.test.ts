import { describe, expect, it } from 'vitest';
import { typeKey } from '../../../src/values/index.js';
import { ordersWith, type PlantedBreak } from '../../archive/gate/orders.js';
import { orderOf, runFleet } from './Fleet.js';

/** The planted breaks by the version of the type that has them, and what a candidate issues. */
const planted: readonly (readonly [PlantedBreak | undefined, RegExp])[] = [
  [undefined, /never/],
  ['order', /StartTimer '1' \(60 s\)/],
  ['timer length', /StartTimer '\d' \(90 s\)/],
  ['type', /Bill@1/],
  ['missing signal', /Charge@1/],
  ['added command', /RecordMarker 'note'/],
  ['added version', /RecordMarker 'note'/],
];
const versionOf = (n: number) => `${(n % planted.length) + 1}`;

describe('a candidate in a fleet of 200 executions', () => {
  it('shows each planted break, invents none, and changes nothing', async () => {
    const workflows = planted.map((_, n) => ordersWith(undefined, versionOf(n)));
    const alone = await runFleet(workflows, 200);
    const report = await runFleet(workflows, 200, {
      candidate: {
        workflows: planted.map(([change], n) => ordersWith(change, versionOf(n))),
        budget: 1,
      },
    });

    expect(report.outcomes).toEqual(alone.outcomes);
    // Each answer was sent once, whether there is a candidate or not.
    expect([report.answers, report.failures]).toEqual([report.decisions, 0]);
    expect([alone.answers, alone.diverged, alone.agreed]).toEqual([alone.decisions, [], []]);
    expect(report.skipped).toEqual([]);

    for (const [n, [change, issued]] of planted.entries()) {
      const type = `Order@${versionOf(n)}`;
      const own = report.diverged.filter(({ task }) => typeKey(task.workflowType) === type);
      const ids = own.map(({ task }) => task.workflowExecution.workflowId);
      const orders = Array.from({ length: 200 }, (_, order) => order).filter(
        order => order % planted.length === n,
      );
      const broken = orders.filter(
        order => change !== undefined && (change !== 'missing signal' || orderOf(order).isApproved),
      );
      // Each execution shows its break once.
      expect(new Set(ids)).toEqual(new Set(broken.map(order => `order-${order}`)));
      expect(ids).toHaveLength(broken.length);
      for (const { difference, path } of own) {
        expect(difference.issued).toMatch(issued);
        expect(['decision', 'history']).toContain(difference.kind);
        expect(path).toMatch(/start|after/);
      }
      const firsts = own.filter(({ seen }) => seen === 1);
      if (change !== undefined) expect(firsts.length).toBeLessThan(own.length);
    }
    expect(report.agreed.length).toBeGreaterThan(0);
  }, 180_000);
});
