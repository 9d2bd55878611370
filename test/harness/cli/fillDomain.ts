import type { CliHarness } from './CliHarness.js';

const type = { name: 'Import', version: '1' };

/**
 * Adds executions of the type `Import@1`, named `import-0` and so on: first closed ones, which have timed out, and then
 * open ones. 100,000 take some ten seconds.
 */
export async function fillDomain(harness: CliHarness, { closed = 0, open = 0 }): Promise<void> {
  await harness.registerWorkflowType(type, 'imports');
  const start = (n: number, given?: object) => {
    // No two executions start at the same time, so their order is the same at each run.
    harness.clock.advance(1);
    return harness.start(`import-${n}`, type, given);
  };
  for (let n = 0; n < closed; n += 1) await start(n, { executionStartToCloseTimeout: '60' });
  harness.clock.advance(60_000);
  for (let n = closed; n < closed + open; n += 1) await start(n);
}

const ledger = { name: 'Ledger', version: '1' };

/** Adds an open execution `long` with so many events, fewer than the 25,000 at which SWF ends it. Resolves to its run id. */
export async function addLongHistory(harness: CliHarness, events: number): Promise<string> {
  await harness.registerWorkflowType(ledger, 'ledgers');
  const runId = await harness.start('long', ledger);
  // The start and its decision task are the first two events.
  for (let n = 0; n < events - 2; n += 1) {
    await harness.call('SignalWorkflowExecution', {
      workflowId: 'long',
      signalName: 'row',
      input: String(n),
    });
  }
  return runId;
}
