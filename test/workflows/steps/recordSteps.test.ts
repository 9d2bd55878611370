import { jsonConverter } from 'rx-swf';
import { HistoryBuilder } from 'rx-swf/testing';
import { activity, workflow } from 'rx-swf/workflows';
import { asyncScheduler, concatMap, lastValueFrom, of, range, toArray } from 'rxjs';
import { expect, it } from 'vitest';
import { recordSteps } from '../../../src/workflows/steps/recordSteps.js';
import { StepLog } from '../../../src/workflows/steps/StepLog.js';

const charge = activity<number, string>({ name: 'Charge', version: '1' });
const long = workflow({ name: 'Long', version: '1' }, (_: undefined, { run }) =>
  range(1, 10_000).pipe(concatMap(n => run(charge, n))),
);

/** A history of an execution that has charged so often. */
function charged(times: number) {
  const history = new HistoryBuilder().start({ workflowType: long }).turn();
  for (let n = 1; n <= times; n += 1) {
    const id = `${n}`;
    history.activityScheduled(id, { type: charge, input: n }).activityStarted(id);
    history.activityCompleted(id, { result: 'paid' }).turn();
  }
  return history.activityScheduled(`${times + 1}`, { type: charge, input: times + 1 }).build();
}

it('recordSteps() lets other work go on while it replays, and emits lists that continue each other', async () => {
  const run = { domain: 'media', execution: { workflowId: 'long', runId: 'r' }, converter: jsonConverter };
  const log = new StepLog(long, run, { interruptAfter: 10_000 });
  let others = 0;
  const other = setInterval(() => {
    others += 1;
  });
  const readings = of({ log, history: charged(500) });
  const lists = await lastValueFrom(readings.pipe(recordSteps(asyncScheduler), toArray()));
  clearInterval(other);
  const last = lists.at(-1);
  expect(last?.failure).toBeUndefined();
  expect(last?.rows).toHaveLength(502);
  for (const { steps } of lists) expect(last?.steps.slice(0, steps.length)).toEqual(steps);
  expect(others).toBeGreaterThan(0);
});
