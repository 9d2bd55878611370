import { benchCandidate } from './candidate.js';
import { benchCold } from './cold.js';
import { benchDecisions } from './decisions.js';
import { benchFanOut } from './fanOut.js';
import { benchSticky } from './memory.js';
import { benchReplay } from './replay.js';

/** Benchmarks of durable workflows, by name. */
export const workflowParts: Readonly<Record<string, (quick: boolean) => Promise<void>>> = {
  turns: quick => benchReplay(quick ? 1_000 : 5_000, quick ? 5 : 11),
  cold: quick => benchCold(10_000, quick ? 5 : 11),
  decisions: quick => benchDecisions([100, 1_000, 10_000], quick ? 3 : 11),
  fanOut: quick => benchFanOut(quick ? 2_000 : 10_000),
  candidate: quick => benchCandidate(quick ? 3 : 11),
  sticky: () => benchSticky(1_000),
};
