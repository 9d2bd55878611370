import { DurableExecution } from 'rx-swf/workflows';
import { expect, it } from 'vitest';
import { LiveHarness } from '../../harness/LiveHarness.js';

it('200 results come within 3 s of their close, without a throttled call', async () => {
  const harness = await LiveHarness.start();
  const executions = await harness.startExecutions(200);
  const closedAt = new Map<string, number>();
  const lateness: number[] = [];
  for (const execution of executions) {
    new DurableExecution(execution).result({ scheduler: harness.clock }).subscribe({
      error: ({ name }: Error) => {
        expect(name).toBe('ExecutionTerminatedError');
        lateness.push(harness.clock.now() - (closedAt.get(execution.workflowId) ?? 0));
      },
    });
  }
  for (const [n, execution] of executions.entries()) {
    await harness.run(n % 10 === 0 ? 5_000 : 100);
    await harness.terminate(execution);
    closedAt.set(execution.workflowId, harness.clock.now());
  }
  await harness.run(5_000);
  expect(lateness).toHaveLength(200);
  expect(Math.max(...lateness)).toBeLessThanOrEqual(3_000);
  expect(harness.total.throttled).toBe(0);
});
