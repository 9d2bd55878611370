import { type AnyWorkflow, type WorkflowContext, workflow } from 'rx-swf/workflows';
import type { Observable } from 'rxjs';
import { expect } from 'vitest';
import { CandidateRun } from '../../../src/workflows/candidate/CandidateRun.js';
import { RunHarness, runSettings } from '../../harness/RunHarness.js';

export type Code = (context: WorkflowContext) => Observable<unknown>;

export const code = (run: Code) =>
  workflow({ name: 'Followed', version: '1' }, (_: unknown, context) => run(context));

/** Returns a function that makes the next decision of a workflow, and compares it with that of a candidate. */
export function followerOf(current: AnyWorkflow, candidate: AnyWorkflow) {
  const harness = new RunHarness(current);
  const run = new CandidateRun(runSettings(candidate, { isCandidate: true }));
  return (happens: (harness: RunHarness) => unknown = () => {}) => {
    happens(harness);
    const result = harness.decide();
    const startedEventId = harness.run.decidedEventId ?? 0;
    expect(run.add(harness.history.slice(0, startedEventId), { startedEventId, result })).toBe(true);
    return run.compare();
  };
}

/** Makes the first decision of some code, and compares it with that of a candidate. */
export const compared = (current: Code, candidate: Code) => followerOf(code(current), code(candidate))();
