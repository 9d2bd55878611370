import { type ExecutionId, startChildWorkflowExecution, WorkflowExecution } from 'rx-swf';
import { lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { readTimeline } from '../../src/timeline/readTimeline.js';
import { Calls } from '../harness/Calls.js';
import { DomainHarness } from '../harness/DomainHarness.js';

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
    const { domain } = harness;
    const { workflowId, runId = '' } = execution;
    const read = (run: ExecutionId) => new WorkflowExecution({ domain, ...run }).history();
    return {
      run: { workflowId, runId },
      of: { domain: domain.name, read, now: new Date() },
      calls: new Calls(harness.client),
    };
  }

  it.each([
    [2, 3, 1],
    [3, 3, 0],
  ])(
    'reads %i of %i children if these are the limit, and tells of others %i times',
    async (limit, children, told) => {
      const { run, of, calls } = await parentOf(children);
      let times = 0;
      const onLimit = () => {
        times += 1;
      };
      const options = { ...of, children: true, limit, onLimit };
      const { lanes } = await lastValueFrom(readTimeline(run, options));
      const spans = lanes.filter(({ kind }) => kind === 'child').flatMap(lane => lane.spans);
      expect(spans.filter(({ runs }) => runs?.length === 1)).toHaveLength(limit);
      expect(calls.take('GetWorkflowExecutionHistory')).toBe(1 + limit);
      expect(times).toBe(told);
    },
  );

  it('reads children of children up to the depth', async () => {
    const { run, of, calls } = await parentOf(2);
    await lastValueFrom(readTimeline(run, { ...of, children: true, depth: 0, limit: 9 }));
    expect(calls.take('GetWorkflowExecutionHistory')).toBe(1);
    await lastValueFrom(readTimeline(run, { ...of, children: true, depth: 1, limit: 9 }));
    expect(calls.take('GetWorkflowExecutionHistory')).toBe(3);
  });

  it('reads no children unless they are wanted', async () => {
    const { run, of, calls } = await parentOf(2);
    const options = { ...of, children: false, limit: 9 };
    const { workflowId, runId } = await lastValueFrom(readTimeline(run, options));
    expect({ workflowId, runId }).toEqual(run);
    expect(calls.operations).toEqual(['GetWorkflowExecutionHistory']);
  });
});
