import * as fc from 'fast-check';
import type { History } from 'rx-swf';
import { semanticsFor } from '../../../src/workflows/commands/Semantics.js';
import type { TurnResult } from '../../../src/workflows/replay/Run.js';
import { decisionLabels, RunHarness } from '../../harness/RunHarness.js';
import { happen, type Plan, playOf } from './randomPlay.js';

/** Choices of what happens and when, as numbers. */
export const anyCourse = fc.record({
  choices: fc.array(fc.nat(1_000), { maxLength: 30 }),
  limit: fc.constantFrom(undefined, 1, 2),
});

/**
 * Plays a plan to its end, decision by decision.
 *
 * @param decided - called after each decision, with the history that it was made for
 */
export function recordPlay(
  plan: Plan,
  { choices, limit }: { readonly choices: readonly number[]; readonly limit: number | undefined },
  decided: (result: TurnResult, history: History) => void = () => {},
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
    const result = harness.decide(meanwhile);
    sent.push(...decisionLabels(result));
    decided(result, harness.history.slice(0, harness.run.decidedEventId));
  }
  harness.replayWith(playOf(plan, undefined, command => issued.push(command)));
  return { harness, issued, sent: new Set(sent) };
}
