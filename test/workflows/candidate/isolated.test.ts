import { setImmediate as immediate } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isolated } from '../../../src/workflows/candidate/isolated.js';
import { guarded, unguarded } from '../../../src/workflows/guard/guard.js';
import type { TurnHost } from '../../../src/workflows/guard/TurnHost.js';

const host: TurnHost = {
  now: () => 0,
  after: () => () => {},
  random: () => 0,
  hold: () => () => {},
  violate: error => {
    throw error;
  },
};

/** Interrupts work in a turn. */
const interrupted = (work: () => unknown) => isolated(() => guarded(host, 'durable', true, work), 20);

const hostFunctions = () => [
  ...[Date, setTimeout, setInterval, clearTimeout, clearInterval, setImmediate, queueMicrotask],
  ...[Math.random, performance.now, crypto.randomUUID, crypto.getRandomValues, Promise.prototype.then],
  ...[Object.getOwnPropertyDescriptor(performance, 'now'), Object.keys(crypto)],
];

describe('isolated', () => {
  it("restores the host's functions, even if the code is interrupted while they are exchanged", () => {
    const before = hostFunctions();
    for (let round = 0; round < 10; round += 1) {
      const outcome = interrupted(() => {
        for (;;) unguarded(() => {});
      });
      expect(outcome).toBeUndefined();
      expect(hostFunctions()).toEqual(before);
    }
  });

  it('lets the next turn begin after one that was interrupted', () => {
    interrupted(() => {
      for (;;);
    });
    expect(interrupted(() => Date.now())).toEqual({ value: 0 });
    expect(interrupted(() => unguarded(() => Date.now()))?.value).toBeGreaterThan(0);
  });

  it('silences rejections, even after code was interrupted while it created Promises without end', async () => {
    const unhandled: unknown[] = [];
    const listener = (error: unknown) => unhandled.push(error);
    process.on('unhandledRejection', listener);
    onTestFinished(() => void process.off('unhandledRejection', listener));
    for (let round = 0; round < 5; round += 1) {
      interrupted(() => {
        for (;;) new Promise(() => {});
      });
      interrupted(() => Promise.reject(new Error('once')));
      await immediate();
    }
    expect(unhandled).toEqual([]);
  });
});
