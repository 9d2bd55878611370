import { HistoryBuilder } from 'rx-swf/testing';
import { describe, expect, it } from 'vitest';
import { pathOf } from '../../../src/archive/gate/pathOf.js';

describe('pathOf', () => {
  /** Returns the path of markers, each of which is recorded at the end of a turn. */
  const pathOfMarkers = (...names: string[]) => {
    const builder = new HistoryBuilder().start();
    for (const name of names) builder.turn().marker(name).signal('next');
    return pathOf(builder.build());
  };

  it('is the same for loops of side effects, however often they repeat', () => {
    const loop = (count: number) => Array.from({ length: count }, (_, n) => `rx-swf.sideEffect.${n + 1}`);
    expect(pathOfMarkers(...loop(12)).key).toBe(pathOfMarkers(...loop(3)).key);
    const named = (count: number) =>
      Array.from({ length: count }, (_, n) => `rx-swf.sideEffect.price#${n + 2}`);
    expect(pathOfMarkers(...named(12)).key).toBe(pathOfMarkers(...named(3)).key);
  });

  it('differs if a side effect has failed', () => {
    const [done, failed] = ['rx-swf.sideEffect.price', 'rx-swf.sideEffect.price#failed'].map(name =>
      pathOfMarkers(name),
    );
    expect(done?.key).not.toBe(failed?.key);
  });
});
