import { setImmediate } from 'node:timers/promises';
import type { CliHarness } from './CliHarness.js';

interface Described {
  readonly openCounts: { readonly openDecisionTasks: number };
}

/** Resolves once no execution of these workflow types has an open decision task. Their deciders must be running. */
export async function decided(harness: CliHarness, names: readonly string[]): Promise<void> {
  while ((await openDecisionTasks(harness, names)) > 0) await setImmediate();
}

async function openDecisionTasks(harness: CliHarness, names: readonly string[]): Promise<number> {
  let open = 0;
  for (const name of names) {
    const { executionInfos } = await harness.call<{ executionInfos: { execution: object }[] }>(
      'ListOpenWorkflowExecutions',
      { typeFilter: { name }, startTimeFilter: { oldestDate: 0 } },
    );
    for (const { execution } of executionInfos) {
      const { openCounts } = await harness.call<Described>('DescribeWorkflowExecution', { execution });
      open += openCounts.openDecisionTasks;
    }
  }
  return open;
}
