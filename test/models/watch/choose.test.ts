import { describe, expect, it } from 'vitest';
import { choose, type Demand } from '../../../src/models/watch/choose.js';

/** Executions that are looked at every so many seconds, in a domain of so many pages. */
const executions = (watched: number, seconds: number, pages = 1): Demand => ({
  watched,
  perSecond: watched / seconds,
  listingsPerSecond: 1 / Math.max(seconds, pages / 2),
  pages,
  budgets: { list: 24, history: 30, describe: 3 },
});

describe('choose', () => {
  it.each<[string, Demand, string]>([
    ['describes a few', executions(10, 30), 'describe'],
    ['describes one as often as it is asked to', executions(1, 0.005), 'describe'],
    ['asks for the last event if a description is too dear', executions(200, 30), 'history'],
    ['lists if single questions are too many', executions(1_000, 30), 'list'],
    ['lists one page for 200 that are looked at often', executions(200, 2.5), 'list'],
    ['does not list 100 pages for 1,000 in five minutes', executions(1_000, 300, 100), 'history'],
    ['lists 10 pages for 10,000', executions(10_000, 30, 10), 'list'],
  ])('%s', (_, demand, question) => {
    expect(choose(demand)).toBe(question);
  });

  it('avoids a question that is refused', () => {
    const demand = executions(1_000, 30);
    expect(choose({ ...demand, budgets: { list: 0, history: 0, describe: 3 } })).toBe('describe');
    expect(choose({ ...demand, budgets: { list: 0, history: 30, describe: 3 } })).toBe('history');
  });
});
