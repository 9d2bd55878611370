import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventNames, History, toEvent } from '../../src/history/index.js';
import { randomBuilder } from '../harness/randomHistory.js';
import { stateOf } from '../harness/stateOf.js';
import { sample } from './events/samples.js';

describe('CompiledEvents', () => {
  it('finds no problem in a history that SWF could have written', () => {
    fc.assert(
      fc.property(randomBuilder, builder => {
        expect(builder.build().problems).toEqual([]);
      }),
    );
  });

  it('has the same result in chunks as at once', () => {
    fc.assert(
      fc.property(randomBuilder, fc.infiniteStream(fc.nat(9)), (builder, sizes) => {
        const { events } = builder;
        let history = History.from([]);
        for (let i = 0; i < events.length; ) {
          const size = sizes.next().value;
          history = history.concat(events.slice(i, i + size));
          if (size % 2 === 0) history.execution;
          i += size;
        }
        expect(stateOf(history)).toEqual(stateOf(History.from(events)));
      }),
    );
  });

  it('has the same result event by event as at once', () => {
    fc.assert(
      fc.property(randomBuilder, builder => {
        let history = History.from([]);
        for (const event of builder.build()) {
          history = history.concat([event]);
          history.execution;
        }
        expect(stateOf(history)).toEqual(stateOf(History.from(builder.events)));
      }),
    );
  });

  it('has the same result for the reverse order', () => {
    fc.assert(
      fc.property(randomBuilder, builder => {
        const { events } = builder;
        expect(stateOf(History.from(events.toReversed()))).toEqual(stateOf(History.from(events)));
      }),
    );
  });

  it('works for a history cut anywhere: no error, no problem, the same completed activities', () => {
    fc.assert(
      fc.property(randomBuilder, fc.nat(), fc.nat(), (builder, from, size) => {
        const history = builder.build();
        const part = history.slice(from % history.length, (from % history.length) + 1 + size);
        expect(part.problems).toEqual([]);
        const seen = new Set([...part].map(({ id }) => id));
        const completed = history.activities.completed.filter(({ life }) =>
          seen.has(life.at(-1)?.eventId ?? 0),
        );
        expect(part.activities.completed.map(a => a.rawResult)).toEqual(completed.map(a => a.rawResult));
      }),
    );
  });

  it('never throws, for any events in any order', () => {
    const anyEvent = fc
      .tuple(fc.constantFrom(...eventNames), fc.integer({ min: 1, max: 12 }))
      .map(([name, id]) => toEvent(sample(name, id)));
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), events => {
        let history = History.from([]);
        for (const event of events) {
          history = history.concat([event]);
          stateOf(history);
        }
        stateOf(History.from([]).concat(events));
      }),
    );
  });

  it('leaves histories unchanged when they are continued', () => {
    fc.assert(
      fc.property(randomBuilder, fc.nat(), (builder, cut) => {
        const { events } = builder;
        const at = cut % events.length;
        const before = History.from(events.slice(0, at));
        const { activities } = before;
        const stateBefore = stateOf(before);
        const completed = activities.completed;
        const after = before.concat(events.slice(at));
        const stateAfter = stateOf(after);
        expect(stateOf(before)).toEqual(stateBefore);
        expect(activities.completed).toEqual(completed);
        expect(stateOf(after)).toEqual(stateAfter);
      }),
    );
  });

  it('indexes all entities by state and by id', () => {
    fc.assert(
      fc.property(randomBuilder, builder => {
        const { activities, timers, childExecutions, lambdaFunctions } = builder.build();
        for (const collection of [activities, timers, childExecutions, lambdaFunctions]) {
          for (const entity of collection) {
            expect(collection.lives(entity.id)).toContain(entity);
            expect(collection.lives(entity.id)[entity.attempt - 1]).toBe(entity);
            const found: unknown = collection.get(entity.id);
            if (entity.isOpen) expect(found).toBe(entity);
          }
        }
        const states = new Set([...activities].map(({ state }) => state));
        for (const state of states) {
          const listed = activities.all.filter(activity => activity.state === state);
          expect(new Set(activities.in(state))).toEqual(new Set(listed));
          expect(activities.count(state)).toBe(listed.length);
        }
      }),
    );
  });
});
