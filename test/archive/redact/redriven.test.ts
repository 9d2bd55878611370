import { HistoryArchive } from 'rx-swf/archive';
import { replay } from 'rx-swf/testing';
import { activity, saga, wait, workflow } from 'rx-swf/workflows';
import { lastValueFrom, timer, toArray } from 'rxjs';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../harness/temporaryFolder.js';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

let isBroken = true;
const pay = activity<string, string>({ name: 'Pay', version: '1', retry: { count: 1, initial: 0 } });
const payments = pay.with(card => {
  if (isBroken && card.startsWith('second')) throw new Error('Anna has no money');
  return `Anna ${card}`;
});

const order = workflow({ name: 'Order', version: '1' }, (card: string, { run, sideEffect, signal }) =>
  saga(function* () {
    yield* sideEffect('name', () => 'Anna');
    const first = yield* run(pay, `first ${card}`);
    yield* wait(signal<string>('go'));
    yield* wait(timer(60_000));
    return [first, yield* run(pay, `second ${card}`)];
  }),
);

it('Redacted runs that take over another one replay, and hold no payloads', async () => {
  const harness = await WorkflowHarness.open([order], [payments]);
  const execution = await harness.start(order, 'of Anna');
  await harness.signal(execution, 'go', 'Anna');
  await harness.failure(execution);
  isBroken = false;
  await harness.result(await lastValueFrom(execution.redrive()));
  const archive = new HistoryArchive(temporaryFolder());
  await lastValueFrom(archive.pull(harness.domain, { redact: true }), { defaultValue: undefined });
  const histories = await lastValueFrom(archive.histories().pipe(toArray()));
  expect(histories).toHaveLength(2);
  expect(JSON.stringify(histories)).not.toContain('Anna');
  for (const { events, workflowId, runId } of histories)
    expect(replay(order, JSON.stringify({ events }), { workflowId, runId }).turns).toBeGreaterThan(0);
});
