import { printLatencies } from './latencies.js';
import { makeService } from './setup.js';
import { activityTaskTrials, decisionTaskTrials, executionTrials } from './trials/executions.js';

/** Measures the latency of operations on an execution, by the length of its history. */
export async function benchHistories(lengths: readonly number[], rounds: number): Promise<void> {
  // Closed executions are not retained, or there would soon be millions of events.
  const swf = await makeService('NONE');
  await printLatencies(
    `Latency by events in the history, without the SDK, ${rounds} rounds`,
    [...executionTrials, ...decisionTaskTrials, ...activityTaskTrials],
    lengths.map(events => ({ name: String(events), swf, events })),
    rounds,
  );
  await swf.close();
}
