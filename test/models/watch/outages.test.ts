import { type Domain, InvalidCredentialsError, WorkflowExecution, watchEvents } from 'rx-swf';
import { map, type SchedulerAction, type SchedulerLike, Subscription } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { connectionReset } from '../../harness/connectionReset.js';
import { LiveHarness } from '../../harness/LiveHarness.js';

const named = (name: string) => Object.assign(new Error(name), { name });

/** Watches executions, and tells what was heard of each. */
function watchAll(executions: readonly WorkflowExecution[], scheduler: SchedulerLike) {
  const errors: unknown[] = [];
  const heard = new Map<string, { staleness: number; isReachable: boolean; status: string | undefined }>();
  const subscriptions = new Subscription();
  for (const execution of executions)
    subscriptions.add(
      execution.looks({ scheduler }).subscribe({
        next: ({ model, staleness, error }) =>
          heard.set(execution.workflowId, {
            staleness,
            isReachable: error === undefined,
            status: model?.status,
          }),
        error: error => errors.push(error),
      }),
    );
  return { errors, heard: () => [...heard.values()], subscriptions };
}

describe('watches during an outage', () => {
  it('send a single probe at a time, tell the age of what they know, and go on after an hour', async () => {
    const harness = await LiveHarness.start();
    const { clock } = harness;
    const executions = await harness.startExecutions(200);
    const { heard, errors } = watchAll(executions, clock);
    await harness.run(10_000);
    harness.fault = () => connectionReset();
    await harness.run(5_000);
    const before = harness.total.sent;
    await harness.run(3_600_000, 5_000);
    // The backoff grows to 30 s, of which jitter takes up to half.
    expect(harness.total.sent - before).toBeLessThan(3_600 / 15 + 1);
    const told = heard().filter(({ isReachable }) => !isReachable);
    expect(told.length).toBeGreaterThan(0);
    expect(Math.max(...told.map(({ staleness }) => staleness))).toBeGreaterThan(3_500_000);
    harness.fault = () => undefined;
    for (const execution of executions.slice(0, 20)) await harness.terminate(execution);
    await harness.run(60_000, 250);
    expect(errors).toEqual([]);
    expect(heard().every(({ isReachable }) => isReachable)).toBe(true);
    expect(heard().filter(({ status }) => status === 'CLOSED')).toHaveLength(20);
  });

  it('slow down together while they are throttled, and recover', async () => {
    const harness = await LiveHarness.start();
    const { clock } = harness;
    const executions = await harness.startExecutions(200);
    const { errors, heard } = watchAll(executions, clock);
    const paused: string[] = [];
    watchEvents(harness.client).subscribe(({ type }) => type === 'throttled' && paused.push(type));
    await harness.run(5_000);
    const before = harness.total.sent;
    harness.fault = () => named('ThrottlingException');
    await harness.run(120_000, 250);
    // The calls that were open at first, at most 64 of each operation, and then one after each backoff.
    expect(harness.total.sent - before).toBeLessThan(200);
    expect(paused.length).toBeGreaterThan(0);
    harness.fault = () => undefined;
    await harness.run(90_000, 250);
    expect(errors).toEqual([]);
    expect(heard().every(({ isReachable }) => isReachable)).toBe(true);
  });

  it('renew expired credentials once for all of them', async () => {
    const harness = await LiveHarness.start();
    let key = 1;
    const { config } = harness.client;
    Object.assign(config, {
      credentials: async ({ forceRefresh = false } = {}) => {
        if (forceRefresh) key += 1;
        return { accessKeyId: `key-${key}`, secretAccessKey: 's' };
      },
    });
    const executions = await harness.startExecutions(100);
    const { errors, heard } = watchAll(executions, harness.clock);
    await harness.run(5_000);
    harness.fault = () => (key === 1 ? named('ExpiredTokenException') : undefined);
    await harness.run(120_000, 250);
    expect(key).toBe(2);
    expect(errors).toEqual([]);
    expect(Math.max(...heard().map(({ staleness }) => staleness))).toBeLessThan(1_000);
  });

  it('error if credentials have never worked', async () => {
    const harness = await LiveHarness.start();
    const executions = await harness.startExecutions(20);
    harness.fault = () => named('CredentialsProviderError');
    const { errors } = watchAll(executions, harness.clock);
    await harness.run(5_000);
    expect(errors).toHaveLength(20);
    expect(errors[0]).toBeInstanceOf(InvalidCredentialsError);
  });
});

describe('watches of many executions', () => {
  it('see the one that was added last as soon as the others', async () => {
    const harness = await LiveHarness.start();
    const executions = await harness.startExecutions(1_200);
    const [last = expect.fail(), ...others] = executions;
    watchAll(others, harness.clock);
    await harness.run(40_000, 250);
    const heard = watchAll([last], harness.clock).heard;
    await harness.run(30_000, 250);
    expect(heard()).toHaveLength(1);
  });

  it('use one timer, share it with all, and leave nothing behind', async () => {
    const harness = await LiveHarness.start();
    const scheduler = new CountingScheduler(harness.clock);
    const executions = await harness.startExecutions(300);
    const { subscriptions } = watchAll(executions, scheduler);
    for (let step = 0; step < 100; step += 1) {
      await harness.run(250, 250);
      expect(scheduler.active).toBeLessThanOrEqual(1);
    }
    subscriptions.unsubscribe();
    expect(scheduler.active).toBe(0);
    const { sent } = harness.total;
    await harness.run(60_000, 1_000);
    expect(harness.total.sent).toBe(sent);
  });

  it('ask for what a listing does not show before it counts as closed', async () => {
    const harness = await LiveHarness.start();
    const executions = await harness.startExecutions(50);
    const hidden = executions.slice(0, 5);
    hide(harness, hidden);
    const { heard } = watchAll(executions, harness.clock);
    await harness.run(30_000, 250);
    expect(heard()).toHaveLength(50);
    expect(heard().every(({ status }) => status === 'OPEN')).toBe(true);
  });

  it('keep to what a newer answer has shown while a listing lags behind it', async () => {
    const harness = await LiveHarness.start();
    const executions = await harness.startExecutions(50);
    const [asked = expect.fail()] = executions;
    forgetRequests(harness);
    const told: (readonly string[])[] = [];
    for (const execution of executions)
      execution.watch({ scheduler: harness.clock, interval: 1_000 }).subscribe(({ attrs }) => {
        if (execution === asked) told.push(attrs);
      });
    await harness.run(10_000, 250);
    await harness.call('RequestCancelWorkflowExecution', { domain: 'media', workflowId: asked.workflowId });
    await harness.run(30_000, 250);
    expect(told.map(attrs => attrs.filter(name => name === 'cancelRequested').length)).toEqual(
      told.map((_, index) => (index === 0 ? 0 : 1)),
    );
    expect(told.length).toBeGreaterThan(1);
  });

  it('do without a question that IAM does not allow', async () => {
    const harness = await LiveHarness.start();
    const executions = await harness.startExecutions(50);
    harness.fault = operation =>
      operation === 'DescribeWorkflowExecution' ? undefined : named('AccessDeniedException');
    const refused: string[] = [];
    watchEvents(harness.client).subscribe(event => event.type === 'refused' && refused.push(event.operation));
    const { heard, errors } = watchAll(executions, harness.clock);
    await harness.run(60_000, 250);
    expect(errors).toEqual([]);
    expect(heard()).toHaveLength(50);
    expect(refused.sort()).toEqual(['GetWorkflowExecutionHistory', 'ListOpenWorkflowExecutions']);
  });
});

describe('watches of the same execution', () => {
  it('share each call, and late ones get the last answer at once', async () => {
    const harness = await LiveHarness.start();
    const [execution = expect.fail()] = await harness.startExecutions(1);
    const same = (domain: Domain) => new WorkflowExecution({ ...execution, domain });
    const scheduler = harness.clock;
    const statuses: (string | undefined)[] = [];
    const listen = () =>
      same(harness.domain)
        .looks({ scheduler })
        .pipe(map(({ model }) => model?.status))
        .subscribe(status => statuses.push(status));
    for (let n = 0; n < 100; n += 1) listen();
    await harness.run(100);
    expect([statuses.length, harness.total.sent]).toEqual([100, 1]);
    listen();
    expect([statuses.length, harness.total.sent]).toEqual([101, 1]);
  });
});

/** A scheduler that counts the timers that are set on it. */
class CountingScheduler implements SchedulerLike {
  active = 0;

  constructor(readonly scheduler: SchedulerLike) {}

  now(): number {
    return this.scheduler.now();
  }

  schedule<T>(work: (this: SchedulerAction<T>, state?: T) => void, delay?: number, state?: T): Subscription {
    this.active += 1;
    const timer = this.scheduler.schedule(work, delay, state);
    timer.add(() => {
      this.active -= 1;
    });
    return timer;
  }
}

/** Hides executions from listings, as a visibility that lags behind does. */
function hide({ client }: LiveHarness, hidden: readonly WorkflowExecution[]): void {
  const ids = new Set(hidden.map(({ runId }) => runId));
  client.middlewareStack.add(
    (next, { commandName }) =>
      async args => {
        const result = await next(args);
        if (commandName !== 'ListOpenWorkflowExecutionsCommand') return result;
        const output = result.output as { executionInfos?: { execution?: { runId?: string } }[] };
        const executionInfos = output.executionInfos?.filter(({ execution }) => !ids.has(execution?.runId));
        return { ...result, output: { ...result.output, executionInfos } };
      },
    { step: 'initialize' },
  );
}

/** Leaves requests to cancel out of listings, as a visibility that lags behind does. */
function forgetRequests({ client }: LiveHarness): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      async args => {
        const result = await next(args);
        if (commandName !== 'ListOpenWorkflowExecutionsCommand') return result;
        const output = result.output as { executionInfos?: object[] };
        const executionInfos = output.executionInfos?.map(info => ({ ...info, cancelRequested: false }));
        return { ...result, output: { ...result.output, executionInfos } };
      },
    { step: 'initialize' },
  );
}
