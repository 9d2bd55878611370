import { mock, replay, replayAll, runWorkflow } from 'rx-swf/testing';
import { activity, NonDeterminismError, workflow } from 'rx-swf/workflows';
import { lastValueFrom, mergeMap, range, timer, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { plays } from '../../workflows/golden/plays.js';
import { album, ended } from './albums.js';
import { goldenOf } from './goldenOf.js';

describe('replaying a part of a history', () => {
  it.each(plays.map(play => [play.name, play] as const))('passes wherever it was cut: %s', (name, play) => {
    const { history, of } = goldenOf(name);
    const step = Math.max(1, Math.floor(history.length / 60));
    for (let n = 1; n <= history.length; n += step) {
      const cut = replay(play, history.slice(0, n), of);
      expect(cut.history.length).toBeLessThanOrEqual(n);
      expect(replay(play, history.slice(0, n).reversed, of).turns).toBe(cut.turns);
      expect(replay(play, history, { ...of, upTo: n }).decisions).toEqual(cut.decisions);
    }
  });

  it('ends before a decision that was cut, and reports what the code decides there', () => {
    const history = ended().build();
    // 3 DecisionTaskStarted, 4 DecisionTaskCompleted, 5 and 6 ActivityTaskScheduled
    for (const upTo of [3, 4, 5]) {
      const { turns, decisions = [], history: replayed } = replay(album, history, { upTo });
      expect([turns, decisions.length, replayed.length]).toEqual([1, 2, 3]);
    }
    expect(replay(album, history, { upTo: 6 })).toMatchObject({ turns: 1, decisions: undefined });
    expect(replay(album, history, { upTo: 1 })).toMatchObject({ turns: 0, decisions: undefined });
    expect(replay(album, history, { upTo: 1_000 })).toMatchObject({ turns: 5, outcome: 'completed' });
  });

  it('fails if the code was changed within the part, and not if it was changed after it', () => {
    const changed = workflow({ name: 'Album', version: '1' }, () => timer(7_000));
    const history = ended().build();
    expect(replay(changed, history, { upTo: 5 }).turns).toBe(1);
    expect(() => replay(changed, history, { upTo: 6 })).toThrow(NonDeterminismError);
    expect(() => replay(changed, history.slice(0, 6))).toThrow(NonDeterminismError);
  });

  it('replays real histories, too', async () => {
    const work = activity<number, number>({ name: 'Work', version: '1' });
    const crowd = workflow({ name: 'Crowded', version: '1' }, (n: number, { run, sideEffect }) =>
      sideEffect(() => n).pipe(
        mergeMap(most => range(0, most)),
        mergeMap(i => run(work, i)),
        toArray(),
      ),
    );
    const { history, execution } = await runWorkflow(crowd, 5, { activities: [mock(work, n => n)] });
    const parts = Array.from({ length: history.length }, (_, n) => history.slice(0, n + 1));
    const replayed = await lastValueFrom(replayAll(crowd, parts, execution).pipe(toArray()));
    expect(replayed.filter(({ error }) => error !== undefined)).toEqual([]);
  });

  it.each([0, -1, 1.5, Number.NaN])('rejects an invalid event id: %s', upTo => {
    expect(() => replay(album, ended().build(), { upTo })).toThrow(
      'upTo must be a whole number of at least 1',
    );
  });
});
