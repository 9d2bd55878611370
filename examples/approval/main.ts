import { lastValueFrom } from 'rxjs';
import { runExample, watch } from '../runExample.js';
import { mailActivities, type Send } from './activities.js';
import { approval, type Decision } from './workflow.js';

const usage = `Usage: npm run example -- approval

Requests that wait for a person: one answers at once, one after the second reminder, and one never does.`;

/** Simulates what people do when they receive a mail. */
const send: Send = async ({ approver }, reminder, execution) => {
  const answer = answers[`${approver} ${reminder}`];
  if (answer !== undefined) await lastValueFrom(execution.signal('decision', answer));
};

const answers: Readonly<Record<string, Decision>> = {
  'Ada 0': { isApproved: true },
  'Bob 2': { isApproved: false, comment: 'Too expensive' },
};

await runExample(usage, { workflows: [approval], activities: mailActivities(send) }, async domain => {
  for (const approver of ['Ada', 'Bob', 'Nobody']) {
    console.log(`\n${approver} is asked`);
    await watch(await lastValueFrom(approval.start(domain, { what: 'A new desk', approver })));
  }
});
