import { type Model, WorkflowType } from 'rx-swf';
import { type Observable, Subscription } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { LiveHarness } from '../../harness/LiveHarness.js';

/** Watches models, and tells how old what is known of each is. */
function watchAll<M extends Model<M>>({ clock }: LiveHarness, models: readonly M[]) {
  const seenAt = new Map<M, number>(models.map(model => [model, clock.now()]));
  const diffs = new Map<M, string[]>(models.map(model => [model, []]));
  const subscriptions = new Subscription();
  for (const model of models) {
    subscriptions.add(
      model.looks({ scheduler: clock }).subscribe({
        next: ({ staleness, error }) => {
          if (error === undefined) seenAt.set(model, clock.now() - staleness);
        },
        complete: () => seenAt.delete(model),
      }),
    );
    subscriptions.add(
      model.watch({ scheduler: clock }).subscribe(({ attrs }) => diffs.get(model)?.push(attrs.join())),
    );
  }
  return { diffs, subscriptions, oldest: () => clock.now() - Math.min(...seenAt.values()) };
}

/** Makes a call beside the watches, and counts the refusals. */
function oneShots(call$: Observable<unknown>) {
  const outcome = { answered: 0, refused: 0 };
  const make = () =>
    call$.subscribe({
      next: () => {
        outcome.answered += 1;
      },
      error: () => {
        outcome.refused += 1;
      },
    });
  return { outcome, make };
}

const throttledShare = ({ total: { sent, throttled } }: LiveHarness) => throttled / sent;

describe("changes$ under Amazon's rates", () => {
  it('of 1,000 executions is never older than a minute, and leaves room for other calls', async () => {
    const harness = await LiveHarness.start();
    const executions = await harness.startExecutions(1_000);
    harness.clock.advance(600_000);
    const { diffs, oldest } = watchAll(harness, executions);
    const [first = expect.fail()] = executions;
    const { outcome, make } = oneShots(first.upstream());
    let worst = 0;
    for (const [second, execution] of executions.slice(500, 590).entries()) {
      await harness.run(1_000, 250);
      make();
      if (second % 6 === 5) await harness.terminate(execution);
      worst = Math.max(worst, oldest());
    }
    await harness.run(30_000, 250);
    expect(outcome).toEqual({ answered: 90, refused: 0 });
    expect(worst).toBeLessThan(60_000);
    expect(throttledShare(harness)).toBeLessThan(0.01);
    expect(diffs.get(first)).toEqual(['']);
    const closed = [...diffs.values()].filter(told => told[1] === 'status,closeStatus,closeTimestamp');
    expect(closed).toHaveLength(15);
  });

  it('of 1,000 types is never older than a minute, and describes each type once', async () => {
    const harness = await LiveHarness.start();
    const types: WorkflowType[] = [];
    for (let n = 0; n < 1_000; n += 1) {
      if (n % 50 === 0) harness.clock.advance(1_000);
      await harness.registerType(`type ${n}`);
      types.push(new WorkflowType({ domain: harness.domain, name: `type ${n}`, version: '1' }));
    }
    harness.clock.advance(60_000);
    const { diffs, oldest } = watchAll(harness, types);
    const [first = expect.fail()] = types;
    const { outcome, make } = oneShots(first.upstream());
    let worst = 0;
    for (const [second, { name, version }] of types.slice(500, 680).entries()) {
      await harness.run(1_000, 250);
      make();
      if (second % 10 === 5)
        await harness.call('DeprecateWorkflowType', { domain: 'media', workflowType: { name, version } });
      worst = Math.max(worst, oldest());
    }
    await harness.run(30_000, 250);
    expect(outcome).toEqual({ answered: 180, refused: 0 });
    expect(worst).toBeLessThan(60_000);
    expect(throttledShare(harness)).toBeLessThan(0.01);
    expect(harness.calls.get('DescribeWorkflowType')?.sent).toBe(1_180);
    expect([...diffs.values()].filter(told => told[1]?.startsWith('status,'))).toHaveLength(18);
  });

  it('of 3,000 executions, from several pages, is never older than 45 seconds', async () => {
    const harness = await LiveHarness.start();
    const executions = await harness.startExecutions(3_000);
    harness.clock.advance(3_600_000);
    const seenAt = new Map(executions.map(execution => [execution, harness.clock.now()]));
    for (const execution of executions)
      execution.looks({ scheduler: harness.clock }).subscribe({
        next: ({ staleness }) => seenAt.set(execution, harness.clock.now() - staleness),
        complete: () => seenAt.delete(execution),
      });
    let worst = 0;
    for (const execution of executions.slice(0, 10)) {
      await harness.run(5_000, 1_000);
      await harness.terminate(execution);
      const oldest = [...seenAt.values()].reduce((oldest, at) => Math.min(oldest, at));
      worst = Math.max(worst, harness.clock.now() - oldest);
    }
    await harness.run(40_000, 1_000);
    // A bound that this minute and a half could break.
    expect(worst).toBeLessThan(45_000);
    expect(seenAt.size).toBe(2_990);
    expect(throttledShare(harness)).toBeLessThan(0.01);
  });
});
