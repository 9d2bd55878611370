import { HistoryBuilder, stepsOf } from 'rx-swf/testing';
import { describe, expect, it } from 'vitest';
import { MarbleLog } from '../../../src/workflows/steps/MarbleLog.js';
import { charge, shop } from '../../cli/debug/shop.js';
import { album, begun, resize } from '../../testing/replay/albums.js';
import { shopping } from '../../testing/replay/shopping.js';

/** Draws the steps of a history. */
function drawn(workflow: Parameters<typeof stepsOf>[0], history: Parameters<typeof stepsOf>[1]) {
  const log = new MarbleLog();
  for (const step of stepsOf(workflow, history)) log.add(step);
  return log.rows;
}

describe('MarbleLog', () => {
  it('draws a row for each activity, timer and signal, and the output as the last one', () => {
    const rows = drawn(
      shop,
      shopping()
        .timerFired('1')
        .turn()
        .complete({ result: ['receipt'] })
        .build(),
    );
    expect(
      rows.map(({ name, begin, values, end }) => [
        name,
        begin.turn,
        values.map(({ turn, value }) => [turn, value]),
        end && [end.turn, end.kind],
      ]),
    ).toEqual([
      ['timer 60 s', 1, [[4, undefined]], [4, 'complete']],
      ['signal price', 1, [[2, 4]], [4, 'cancel']],
      ['run Charge', 2, [[3, 'receipt']], [3, 'complete']],
      ['output', 1, [[3, ['receipt']]], [4, 'complete']],
    ]);
  });

  it('tells why a row has ended with an error', () => {
    const history = new HistoryBuilder()
      .start({ workflowType: shop })
      .turn()
      .timerStarted('1', { startToFireTimeout: 60 })
      .signal('price', { input: 4 })
      .turn()
      .activityScheduled('2', { type: charge, input: 4 })
      .activityStarted('2')
      .activityFailed('2', { reason: 'declined' })
      .turn()
      .fail({ reason: 'declined' })
      .build();
    const [timer, , run, output] = drawn(shop, history);
    expect(run?.end).toMatchObject({ kind: 'error', reason: 'declined', turn: 3 });
    expect(timer?.end).toMatchObject({ kind: 'cancel', turn: 3 });
    expect(output?.end).toMatchObject({ kind: 'error' });
  });

  it('keeps the rows that do not change', () => {
    const log = new MarbleLog();
    const seen: (typeof log.rows)[] = [];
    for (const step of stepsOf(shop, shopping().build())) {
      log.add(step);
      seen.push(log.rows);
    }
    const [first, , last] = seen;
    expect(last?.[0]).toBe(first?.[0]);
    expect(last?.at(-1)).not.toBe(first?.at(-1));
  });

  it('draws two activities of one type as two rows', () => {
    const rows = drawn(album, begun().build());
    expect(rows.filter(({ name }) => name === `run ${resize.name}`).map(({ id }) => id)).toHaveLength(2);
  });
});
