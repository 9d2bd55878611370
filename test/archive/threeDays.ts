import { completeWorkflowExecution, Domain, setPace } from 'rx-swf';
import { Calls } from '../harness/Calls.js';
import { SdkHarness } from '../harness/SdkHarness.js';

export const oneDay = 86_400_000;

/** A rate that no test reaches. Those about the pace don't set it. */
const unlimited = { burst: 1_000_000, perSecond: 1_000_000 };

/**
 * A domain in which executions have closed on three days, and one is open. The first day was two days ago, and the last
 * one has another hour before it may be complete.
 */
export async function threeDays(perDay = 20) {
  const harness = await SdkHarness.open();
  await harness.registerWorkflowType({ name: 'Film cut', version: '.1' });
  const today = Math.ceil(harness.clock.now() / oneDay) * oneDay + 2 * oneDay;
  harness.clock.advance(today - 2 * oneDay - harness.clock.now());
  for (let day = 0; day < 3; day += 1) {
    for (let n = 0; n < perDay; n += 1) {
      const workflowType =
        n % 5 === 0 ? { name: 'Film cut', version: '.1' } : { name: 'Encode', version: '1' };
      await harness.start(`run-${day}-${n}`, {
        workflowType,
        input: JSON.stringify({ n, line: 'a\u2028b' }),
      });
      await harness.decide(completeWorkflowExecution({ result: n }));
      harness.clock.advance(60_000);
    }
    if (day < 2) harness.clock.advance(oneDay - perDay * 60_000);
  }
  await harness.start('open-1');
  // Listings lag: a day can be complete an hour after its end.
  harness.clock.advance(2 * 3_600_000);
  const client = harness.swf.client();
  setPace(client, {
    share: 1,
    rates: { GetWorkflowExecutionHistory: unlimited, ListClosedWorkflowExecutions: unlimited },
  });
  return {
    harness,
    today,
    since: new Date(today - 2 * oneDay),
    domain: new Domain({ name: 'media', client }),
    client,
    calls: new Calls(client),
  };
}
