import { describe, expect, it } from 'vitest';
import type { PlanRecord } from '../../../src/cli/plan/PlanRecord.js';
import { planView } from '../../../src/cli/plan/view.js';

const look = { hasColor: false, isUtc: true, now: 0 };
const plan: PlanRecord = {
  domain: 'media',
  steps: [
    {
      action: 'register',
      what: "WorkflowType(domain='media', name='Order', version='1', taskList='decisions', childPolicy='TERMINATE')",
    },
  ],
  manual: [
    {
      what: "ActivityType(name='Charge')",
      attributes: ['startToCloseTimeout'],
      advice:
        'SWF never changes a registered type: register version 2, and let running executions end with version 1',
    },
  ],
};

describe('planView', () => {
  it.each([60, 80, 120])('fits %i columns', width => {
    const text = planView(plan, { ...look, width });
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(width);
    expect(text.replace(/\n +/g, ' ')).toBe(planView(plan, look).replace(/\n +/g, ' '));
  });

  it('has a line for each step without a terminal, and for what code has to change', () => {
    expect(planView(plan, look)).toMatch(
      /^\+ register WorkflowType.*\n! ActivityType.* differs in startToCloseTimeout\n {4}SWF .* 1\.\n$/,
    );
    expect(planView({ domain: 'media', steps: [], manual: [] }, look)).toBe(
      'Nothing to do: media has what code defines.\n',
    );
  });
});
