import { startChildWorkflowExecution, WorkflowExecution } from 'rx-swf';
import { lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { readTimeline } from '../../../src/cli/timeline/readTimeline.js';
import { Calls } from '../../harness/Calls.js';
import { DomainHarness } from '../../harness/DomainHarness.js';

describe('readTimeline', () => {
  /** An open execution with open children, and its calls from now on. */
  async function parentOf(children: number) {
    const harness = await DomainHarness.open();
    const execution = await harness.start();
    const { name, version } = harness.type;
    await harness.decide(
      Array.from({ length: children }, (_, n) =>
        startChildWorkflowExecution({ workflowId: `child-${n}`, workflowType: { name, version } }),
      ),
    );
    return { execution: new WorkflowExecution(execution), calls: new Calls(harness.client) };
  }

  it.each([
    [2, 3, 1],
    [3, 3, 0],
  ])(
    'reads %i of %i children if these are the limit, and tells of others %i times',
    async (limit, children, told) => {
      const { execution, calls } = await parentOf(children);
      let times = 0;
      const onLimit = () => {
        times += 1;
      };
      const options = { children: true, now: new Date(), limit, onLimit };
      const { lanes } = await lastValueFrom(readTimeline(execution, options));
      const spans = lanes.filter(({ kind }) => kind === 'child').flatMap(lane => lane.spans);
      expect(spans.filter(({ runs }) => runs?.length === 1)).toHaveLength(limit);
      expect(calls.take('GetWorkflowExecutionHistory')).toBe(1 + limit);
      expect(times).toBe(told);
    },
  );

  it('reads no children unless they are wanted', async () => {
    const { execution, calls } = await parentOf(2);
    const options = { children: false, now: new Date(), limit: 9, onLimit: () => {} };
    const { workflowId, runId } = await lastValueFrom(readTimeline(execution, options));
    expect({ workflowId, runId }).toEqual({ workflowId: 'album-7', runId: execution.runId });
    expect(calls.operations).toEqual(['GetWorkflowExecutionHistory']);
  });
});
