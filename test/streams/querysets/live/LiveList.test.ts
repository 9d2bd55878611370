import { SWFClient } from '@aws-sdk/client-swf';
import { EMPTY } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { LiveItems } from '../../../../src/streams/querysets/live/LiveItems.js';
import { LiveList, present } from '../../../../src/streams/querysets/live/LiveList.js';
import type { LiveSource } from '../../../../src/streams/querysets/live/LiveSource.js';
import { SharedPolls } from '../../../../src/streams/querysets/live/SharedPolls.js';

interface Thing {
  readonly id: number;
  readonly status: string;
}

const thing = (id: number, status = 'open'): Thing => ({ id, status });
const things = (...ids: number[]) => ids.map(id => thing(id));

/** Lists things with the highest id first. A closed one is final. */
function listOf(limit: number, includes = (_: Thing) => true) {
  const source: LiveSource<Thing> = {
    client: new SWFClient({ region: 'us-east-1' }),
    polls: new SharedPolls<LiveItems<Thing>>(),
    key: '',
    listings: [],
    keyOf: ({ id }) => `${id}`,
    compare: (a, b) => b.id - a.id,
    shown: ['status'],
    look: () => ({ operation: 'DescribeDomain', call$: EMPTY }),
    includes,
    isFinal: ({ status }) => status === 'closed',
  };
  return new LiveList(source, limit);
}

/** An emission in short: the ids by group. */
const short = (live: LiveItems<Thing> | undefined) =>
  live &&
  Object.fromEntries(Object.entries(live).map(([name, list]) => [name, list.map(({ id }: Thing) => id)]));

describe('LiveList', () => {
  it('takes all items as new at first, even if there are none', () => {
    expect(listOf(10).take()).toEqual({ items: [], added: [], changed: [], removed: [] });
    const list = listOf(10);
    expect(list.read({ lists: [things(2, 1)], isWhole: true })).toEqual([]);
    expect(short(list.take())).toEqual({ items: [2, 1], added: [2, 1], changed: [], removed: [] });
    expect(list.take()).toBeUndefined();
  });

  it('keeps an item as the same object until a listing shows it differently', () => {
    const list = listOf(10);
    list.read({ lists: [things(1)], isWhole: true });
    const first = list.take()?.items[0];
    list.read({ lists: [things(1)], isWhole: true });
    expect(list.take()).toBeUndefined();
    list.read({ lists: [[thing(1, 'canceling')]], isWhole: true });
    expect(list.take()).toMatchObject({ changed: [thing(1, 'canceling')], added: [], removed: [] });
    expect(first).toEqual(thing(1));
  });

  it('keeps a missing item until it has been looked at', () => {
    const list = listOf(10);
    list.read({ lists: [things(2, 1)], isWhole: true });
    list.take();
    const missing = list.read({ lists: [things(2)], isWhole: true });
    expect(missing).toEqual(things(1));
    expect(list.take()).toBeUndefined();
    list.see(thing(1), undefined);
    expect(short(list.take())).toEqual({ items: [2], added: [], changed: [], removed: [1] });
  });

  it('keeps a missing item that still belongs to the query, with its new state', () => {
    const list = listOf(10);
    list.read({ lists: [things(2, 1)], isWhole: true });
    list.take();
    list.read({ lists: [things(2)], isWhole: true });
    list.see(thing(1), thing(1, 'closed'));
    expect(list.take()).toMatchObject({
      items: [thing(2), thing(1, 'closed')],
      changed: [thing(1, 'closed')],
    });
    // The listing lags behind: what is closed stays closed.
    expect(list.read({ lists: [things(2, 1)], isWhole: true })).toEqual([]);
    expect(list.take()).toBeUndefined();
  });

  it('tells the last state of an item that no longer belongs to the query, and does not bring it back', () => {
    const list = listOf(10, ({ status }) => status === 'open');
    list.read({ lists: [things(1)], isWhole: true });
    list.take();
    list.read({ lists: [[]], isWhole: true });
    list.see(thing(1), thing(1, 'closed'));
    expect(list.take()).toEqual({ items: [], added: [], changed: [], removed: [thing(1, 'closed')] });
    list.read({ lists: [things(1)], isWhole: true });
    expect(list.take()).toBeUndefined();
  });

  it('drops items that newer ones push out of the window, without a look', () => {
    const list = listOf(2);
    list.read({ lists: [things(2, 1)], isWhole: true });
    list.take();
    expect(list.read({ lists: [things(3, 2)], isWhole: false })).toEqual([]);
    expect(short(list.take())).toEqual({ items: [3, 2], added: [3], changed: [], removed: [1] });
  });

  it('takes the newest of several listings, and of an item that both show the later one', () => {
    const list = listOf(3);
    list.read({
      lists: [things(5, 3), [thing(4, 'closed'), thing(3, 'closed'), thing(2, 'closed')]],
      isWhole: true,
    });
    const live = list.take();
    expect(live?.items).toEqual([thing(5), thing(4, 'closed'), thing(3, 'closed')]);
  });

  it('shows the present to those who come later', () => {
    const live: LiveItems<Thing> = { items: things(2, 1), added: things(2), changed: [], removed: things(3) };
    expect(short(present(live))).toEqual({ items: [2, 1], added: [2, 1], changed: [], removed: [] });
  });
});
