import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NonDeterminismError } from '../../../src/workflows/commands/NonDeterminismError.js';
import { anyPlan, type Change, playOf } from './randomPlay.js';
import { anyCourse, recordPlay } from './recordPlay.js';

/** Returns whether a replay matches the history. */
function isReplayedBy(replay: () => void): boolean {
  try {
    replay();
    return true;
  } catch {
    return false;
  }
}

describe('a random workflow', () => {
  it('makes the same decisions after any crash as without one, and replays', () => {
    // The harness decides everything twice: by a run that is kept, and by one that replays.
    fc.assert(
      fc.property(anyPlan, anyCourse, (plan, course) => {
        const { harness } = recordPlay(plan, course);
        expect(harness.history.execution.closeStatus).toBe('COMPLETED');
      }),
      { numRuns: 60 },
    );
  });

  it('is detected if it is changed in any command that the history has', () => {
    const kinds: readonly Change['to'][] = ['nothing', 'one more', 'another type', 'another kind'];
    fc.assert(
      fc.property(anyPlan, anyCourse, fc.nat(), fc.constantFrom(...kinds), (plan, course, which, to) => {
        const { harness, issued, sent } = recordPlay(plan, course);
        const candidates = issued.flatMap((command, i) => (sent.has(command) ? [i + 1] : []));
        const at = candidates[which % candidates.length];
        fc.pre(at !== undefined);
        const reissued: string[] = [];
        const replay = () => harness.replayWith(playOf(plan, { at, to }, command => reissued.push(command)));
        // Without a command that is followed by an equal one, the workflow may behave as before.
        if (to === 'nothing' && isReplayedBy(replay)) fc.pre(reissued.join() !== issued.join());
        expect(replay).toThrow(NonDeterminismError);
      }),
      { numRuns: 100 },
    );
  });
});
