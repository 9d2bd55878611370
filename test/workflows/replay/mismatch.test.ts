import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NonDeterminismError } from '../../../src/workflows/commands/NonDeterminismError.js';
import { semanticsFor } from '../../../src/workflows/commands/Semantics.js';
import { decisionLabels, RunHarness } from '../../harness/RunHarness.js';
import { anyPlan, type Change, happen, type Plan, playOf } from './randomPlay.js';

/** Choices of what happens and when, as numbers. */
const anyCourse = fc.record({
  choices: fc.array(fc.nat(1_000), { maxLength: 30 }),
  limit: fc.constantFrom(undefined, 1, 2),
});

/** Plays a plan to its end, decision by decision. */
function record(
  plan: Plan,
  { choices, limit }: { readonly choices: readonly number[]; readonly limit: number | undefined },
) {
  const issued: string[] = [];
  const semantics = semanticsFor(
    limit === undefined ? {} : { activities: limit, timers: limit, lambdas: limit },
  );
  const harness = new RunHarness(playOf(plan), { semantics });
  const sent: string[] = [];
  for (let n = 0; harness.history.execution.isOpen; n += 1) {
    // When the choices are used up, one thing happens at a time, so that the play ends.
    const choice = choices[n];
    if (harness.history.decisions.scheduled.length === 0 || (choice ?? 1) % 3 === 0)
      happen(harness.builder, choice ?? n);
    if (harness.history.decisions.scheduled.length === 0) continue;
    const meanwhile = () => {
      if (choice !== undefined && choice % 4 === 1) happen(harness.builder, choice * 7);
    };
    sent.push(...decisionLabels(harness.decide(meanwhile)));
  }
  harness.replayWith(playOf(plan, undefined, command => issued.push(command)));
  return { harness, issued, sent: new Set(sent) };
}

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
        const { harness } = record(plan, course);
        expect(harness.history.execution.closeStatus).toBe('COMPLETED');
      }),
      { numRuns: 60 },
    );
  });

  it('is detected if it is changed in any command that the history has', () => {
    const kinds: readonly Change['to'][] = ['nothing', 'one more', 'another type', 'another kind'];
    fc.assert(
      fc.property(anyPlan, anyCourse, fc.nat(), fc.constantFrom(...kinds), (plan, course, which, to) => {
        const { harness, issued, sent } = record(plan, course);
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
