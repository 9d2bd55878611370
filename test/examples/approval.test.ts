import { lastValueFrom } from 'rxjs';
import { expect, it } from 'vitest';
import { mailActivities } from '../../examples/approval/activities.js';
import { approval, type Decision } from '../../examples/approval/workflow.js';
import { WorkflowHarness } from '../harness/WorkflowHarness.js';
import { runExample } from './runExample.js';

/** Asks a person who answers some mail, by its number; what they say, and how many mails it took. */
async function asked(answers: Readonly<Record<number, Decision>>) {
  let mails = 0;
  const activities = mailActivities(async (_request, reminder, execution) => {
    mails += 1;
    const answer = answers[reminder];
    if (answer !== undefined) await lastValueFrom(execution.signal('decision', answer));
  });
  const harness = await WorkflowHarness.open([approval], activities);
  const execution = await harness.start(approval, { what: 'A desk', approver: 'Ada' });
  const standing = await harness.result(execution);
  const { first, last } = await lastValueFrom(execution.history());
  const days = Math.floor((Number(last?.timestamp) - Number(first?.timestamp)) / 86_400_000);
  return { standing, mails, days };
}

it('the approval example is approved at once if the approver answers at once', async () => {
  expect(await asked({ 0: { isApproved: true } })).toEqual({
    standing: { status: 'approved' },
    mails: 1,
    days: 0,
  });
});

it('the approval example reminds every three days until there is an answer', async () => {
  expect(await asked({ 2: { isApproved: false, comment: 'No' } })).toEqual({
    standing: { status: 'rejected', comment: 'No' },
    mails: 3,
    days: 6,
  });
});

it('the approval example expires after two weeks', async () => {
  expect(await asked({})).toEqual({ standing: { status: 'expired' }, mails: 5, days: 14 });
});

it('the approval example shows its status while it waits', async () => {
  const shown: unknown[] = [];
  const activities = mailActivities(async (_request, reminder, execution) => {
    if (reminder < 2) return;
    shown.push((await lastValueFrom(execution.upstream())).executionContext);
    await lastValueFrom(execution.signal('decision', { isApproved: true }));
  });
  const harness = await WorkflowHarness.open([approval], activities);
  await harness.run(approval, { what: 'A desk', approver: 'Ada' });
  expect(shown).toEqual([{ status: 'waiting', reminders: 1 }]);
});

it('the approval example runs from a terminal', async () => {
  const { code, output } = await runExample('approval');
  expect(output).toMatch(/'approved'[\s\S]*'rejected'[\s\S]*'expired'/);
  expect(code).toBe(0);
});
