import {
  ActivityTypeQuerySet,
  DoesNotExistError,
  Domain,
  DomainQuerySet,
  type ExecutionFilter,
  type LiveItems,
  type LiveOptions,
  type Notice,
  ThrottledError,
  type WorkflowExecution,
  WorkflowExecutionQuerySet,
  WorkflowTypeQuerySet,
} from 'rx-swf';
import { manualClock } from 'rx-swf/local';
import { firstValueFrom, lastValueFrom, Subject, type Subscription, toArray } from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Calls } from '../../../harness/Calls.js';
import { connectionReset } from '../../../harness/connectionReset.js';
import { DomainHarness } from '../../../harness/DomainHarness.js';
import { intercept } from '../../../harness/intercept.js';
import { openSwf } from '../../../harness/openSwf.js';

/** An emission in short: `+a ~b -c | a b`. */
const short = ({ items, added, changed, removed }: LiveItems<{ toString(): string }>) => {
  const marked = [added, changed, removed].flatMap((list, i) =>
    list.map(item => `${'+~-'[i]}${nameOf(item)}`),
  );
  return `${marked.join(' ')} | ${items.map(nameOf).join(' ')}`.trim();
};

/** The first quoted text of a model's name. */
const nameOf = (model: { toString(): string }) => `${model}`.split("'")[1] ?? '';

/** A domain with executions on a manual clock, and its live queries. */
class LiveHarness {
  readonly calls: Calls;
  readonly executions: WorkflowExecutionQuerySet;
  readonly options: LiveOptions;

  private constructor(readonly harness: DomainHarness) {
    this.calls = new Calls(harness.client);
    this.executions = new WorkflowExecutionQuerySet(harness.domain);
    this.options = { scheduler: harness.clock, interval: 10_000 };
  }

  static async open(): Promise<LiveHarness> {
    return new LiveHarness(await DomainHarness.open());
  }

  /** Starts executions, each a second after the one before. */
  async start(...ids: readonly string[]): Promise<void> {
    for (const workflowId of ids) {
      this.harness.clock.advance(1_000);
      await lastValueFrom(this.harness.type.startExecution({ workflowId, tagList: ['album'] }));
    }
  }

  async terminate(workflowId: string): Promise<void> {
    const execution = await firstValueFrom(this.executions.filter({ workflowId }));
    await lastValueFrom(execution.terminate());
  }

  /** Collects the emissions of a live query of executions. */
  watch(filter: ExecutionFilter, options: LiveOptions = {}) {
    const seen: string[] = [];
    const errors: unknown[] = [];
    const subscription: Subscription = this.executions
      .filter(filter)
      .live({ ...this.options, ...options })
      .subscribe({ next: live => seen.push(short(live)), error: error => errors.push(error) });
    onTestFinished(() => subscription.unsubscribe());
    return { seen, errors, stop: () => subscription.unsubscribe() };
  }

  elapse(milliseconds: number): Promise<void> {
    return this.calls.elapse(this.harness.clock, milliseconds);
  }
}

describe('live()', () => {
  it('emits the present, and then what changes: open and closed executions are one set', async () => {
    const live = await LiveHarness.open();
    await live.start('a', 'b');
    const { seen } = live.watch({ status: 'ANY' });
    await live.elapse(500);
    expect(seen).toEqual(['+b +a | b a']);
    await live.start('c');
    await live.terminate('a');
    await live.elapse(10_000);
    expect(seen.slice(1)).toEqual(['+c ~a | c b a']);
    await live.elapse(60_000);
    expect(seen).toHaveLength(2);
  });

  it('emits an empty present', async () => {
    const live = await LiveHarness.open();
    const { seen } = live.watch({ status: 'ANY', tag: 'film' });
    await live.elapse(500);
    expect(seen).toEqual(['|']);
  });

  it('removes from the open executions what has closed, with its close status, by one cheap call', async () => {
    const live = await LiveHarness.open();
    await live.start('a', 'b');
    const removed: WorkflowExecution[] = [];
    const subscription = live.executions
      .filter()
      .live(live.options)
      .subscribe(({ removed: gone }) => removed.push(...gone));
    await live.elapse(500);
    await live.terminate('a');
    live.calls.take();
    await live.elapse(11_000);
    subscription.unsubscribe();
    expect(removed.map(({ workflowId, status, closeStatus }) => [workflowId, status, closeStatus])).toEqual([
      ['a', 'CLOSED', 'TERMINATED'],
    ]);
    expect(removed[0]?.closeTimestamp).toBeInstanceOf(Date);
    expect(live.calls.operations).toEqual(['ListOpenWorkflowExecutions', 'GetWorkflowExecutionHistory']);
  });

  it('is bounded: the newest executions, of the open and the closed ones together', async () => {
    const live = await LiveHarness.open();
    await live.start('a', 'b', 'c');
    await live.terminate('b');
    const { seen } = live.watch({ status: 'ANY' }, { limit: 2 });
    await live.elapse(500);
    live.calls.take();
    await live.start('d');
    await live.elapse(10_000);
    expect(seen).toEqual(['+c +b | c b', '+d -b | d c']);
    expect(live.calls.operations).not.toContain('GetWorkflowExecutionHistory');
  });

  it('reads no more pages than the limit needs', async () => {
    const live = await LiveHarness.open();
    await live.start('a', 'b', 'c', 'd', 'e');
    live.calls.take();
    const { seen } = live.watch({}, { limit: 2 });
    await live.elapse(500);
    expect(seen).toEqual(['+e +d | e d']);
    expect(live.calls.take()).toBe(1);
  });

  it('follows a filter whose time moves on', async () => {
    const live = await LiveHarness.open();
    await live.start('a');
    const { seen } = live.watch({ startOldestDate: 1 / 24 });
    await live.elapse(500);
    await live.elapse(3_590_000);
    expect(seen).toEqual(['+a | a']);
    await live.elapse(20_000);
    expect(seen).toEqual(['+a | a', '-a |']);
  });

  it('tells nothing as closed or gone by a listing that lags behind', async () => {
    const live = await LiveHarness.open();
    await live.start('a', 'b');
    let isLagging = false;
    intercept(live.harness.client, 'ListOpenWorkflowExecutions', async ({ send }) => {
      const answer = await send();
      if (!isLagging || typeof answer !== 'object' || answer === null) return answer;
      return { ...answer, output: { executionInfos: [] } };
    });
    const { seen } = live.watch({ status: 'ANY' });
    await live.elapse(500);
    isLagging = true;
    await live.elapse(30_000);
    expect(seen).toEqual(['+b +a | b a']);
    isLagging = false;
    await live.terminate('b');
    isLagging = true;
    await live.elapse(10_000);
    expect(seen.slice(1)).toEqual(['~b | b a']);
  });

  it('does not bring back what has closed by a listing that lags behind', async () => {
    const live = await LiveHarness.open();
    await live.start('a');
    let old: unknown;
    let isLagging = false;
    intercept(live.harness.client, 'ListOpenWorkflowExecutions', async ({ send }) => {
      const answer = await send();
      old ??= answer;
      return isLagging ? (old as typeof answer) : answer;
    });
    const open = live.watch({});
    const all = live.watch({ status: 'ANY' });
    await live.elapse(500);
    await live.terminate('a');
    await live.elapse(10_000);
    isLagging = true;
    await live.elapse(30_000);
    expect(open.seen).toEqual(['+a | a', '-a |']);
    expect(all.seen).toEqual(['+a | a', '~a | a']);
  });

  it('has one poller for all subscribers of equal queries; late ones get the present at once', async () => {
    const live = await LiveHarness.open();
    await live.start('a');
    const first = live.watch({ status: 'ANY', tag: 'album' });
    await live.elapse(10_000);
    await live.start('b');
    await live.elapse(10_000);
    live.calls.take();
    const late = live.watch({ status: 'ANY', tag: 'album' });
    expect(late.seen).toEqual(['+b +a | b a']);
    await live.elapse(5_000);
    expect(live.calls.take('ListOpenWorkflowExecutions')).toBeLessThanOrEqual(1);
    await live.terminate('b');
    await live.elapse(10_000);
    expect(first.seen).toEqual(['+a | a', '+b | b a', '~b | b a']);
    expect(late.seen).toEqual(['+b +a | b a', '~b | b a']);
    live.calls.take();
    await live.elapse(100_000);
    expect(live.calls.take('ListClosedWorkflowExecutions')).toBe(10);
  });

  it('polls at the shortest interval of its subscribers, and leaves nothing behind', async () => {
    const live = await LiveHarness.open();
    const slow = live.watch({}, { interval: 60_000 });
    await live.elapse(1_000);
    live.calls.take();
    const fast = live.watch({}, { interval: 5_000 });
    await live.elapse(60_000);
    expect(live.calls.take()).toBe(12);
    fast.stop();
    await live.elapse(120_000);
    expect(live.calls.take()).toBe(2);
    slow.stop();
    await live.elapse(120_000);
    expect(live.calls.take()).toBe(0);
    expect(live.watch({}).seen).toEqual([]);
  });

  it('survives throttling and outages, and tells them to each subscriber', async () => {
    const live = await LiveHarness.open();
    await live.start('a');
    const told: string[] = [];
    const outage = (name: string): LiveOptions => ({
      backoff: { initial: 1_000, max: 1_000 },
      onRetry: ({ error }) => told.push(`${name} ${(error as Error).name}`),
      onRecovered: () => told.push(`${name} recovered`),
    });
    const one = live.watch({}, outage('one'));
    await live.elapse(500);
    const other = live.watch({}, outage('other'));
    live.harness.fail('ListOpenWorkflowExecutions', 1, new ThrottledError('Rate exceeded'));
    live.harness.fail('ListOpenWorkflowExecutions', 1, connectionReset());
    await live.start('b');
    await live.elapse(20_000);
    expect(told).toEqual([
      'one ThrottledError',
      'other ThrottledError',
      'one ResponseError',
      'other ResponseError',
      'one recovered',
      'other recovered',
    ]);
    expect(one.seen).toEqual(['+a | a', '+b | b a']);
    expect(other.seen).toEqual(one.seen);
    expect(one.errors).toEqual([]);
  });

  it('errors if retrying cannot help', async () => {
    const live = await LiveHarness.open();
    const errors: unknown[] = [];
    const films = new WorkflowTypeQuerySet(live.harness.domain).filter();
    live.harness.fail('ListWorkflowTypes', 1, new DoesNotExistError('Unknown domain: media'));
    films.live(live.options).subscribe({ error: error => errors.push(error) });
    await live.elapse(1_000);
    expect(errors).toEqual([expect.any(DoesNotExistError)]);
    live.calls.take();
    await live.elapse(60_000);
    expect(live.calls.take()).toBe(0);
  });

  it('follows the types of a domain, with the deprecated ones as one set', async () => {
    const live = await LiveHarness.open();
    const types = new ActivityTypeQuerySet(live.harness.domain);
    const [any, registered]: string[][] = [[], []];
    const subscriptions = [
      types
        .filter({ status: 'ANY' })
        .live(live.options)
        .subscribe(seen => any?.push(short(seen))),
      types
        .all()
        .live(live.options)
        .subscribe(seen => registered?.push(short(seen))),
    ];
    await live.elapse(500);
    const crop = live.harness.activityType({ name: 'Crop', version: '1' });
    await lastValueFrom(crop.save());
    await live.elapse(12_000);
    await lastValueFrom(crop.deprecate());
    await live.elapse(12_000);
    await lastValueFrom(crop.delete());
    await live.elapse(12_000);
    for (const subscription of subscriptions) subscription.unsubscribe();
    expect(any).toEqual(['+Resize | Resize', '+Crop | Crop Resize', '~Crop | Crop Resize', '-Crop | Resize']);
    expect(registered).toEqual(['+Resize | Resize', '+Crop | Crop Resize', '-Crop | Resize']);
  });

  it('follows the domains of an account', async () => {
    const live = await LiveHarness.open();
    const domains = new DomainQuerySet({ client: live.harness.client });
    const seen: string[] = [];
    const subscription = domains
      .filter({ status: 'ANY' })
      .live(live.options)
      .subscribe(one => seen.push(short(one)));
    await live.elapse(500);
    const film = await lastValueFrom(domains.create({ name: 'film' }));
    await live.elapse(10_000);
    await lastValueFrom(film.deprecate());
    await live.elapse(10_000);
    subscription.unsubscribe();
    expect(seen).toEqual(['+media | media', '+film | film media', '~film | film media']);
  });

  it('polls soon when a notice tells of an execution of the domain, once for all queries of a kind', async () => {
    const live = await LiveHarness.open();
    const notices$ = new Subject<Notice>();
    const { harness, calls } = live;
    const domain = new Domain({ name: 'media', client: harness.client, notices: notices$ });
    const query = new WorkflowExecutionQuerySet(domain).filter();
    const seen: string[] = [];
    const subscriptions = [1, 2].map(() =>
      query.live({ ...live.options, interval: 600_000 }).subscribe(one => seen.push(short(one))),
    );
    await live.elapse(5_000);
    calls.take();
    await live.start('a');
    for (const name of ['film', 'media', 'media'])
      notices$.next({ domain: name, workflowId: 'a', runId: '1', eventType: 'WorkflowExecutionStarted' });
    await live.elapse(2_000);
    expect(seen).toEqual(['|', '|', '+a | a', '+a | a']);
    expect(calls.take('ListOpenWorkflowExecutions')).toBe(1);
    notices$.error(new Error('The queue is gone'));
    await live.start('b');
    await live.elapse(600_000);
    expect(seen.at(-1)).toBe('+b | b a');
    for (const subscription of subscriptions) subscription.unsubscribe();
    expect(notices$.observed).toBe(false);
  });

  it('is the same Observable at every read of live$ and count$', async () => {
    const live = await LiveHarness.open();
    const query = live.executions.filter();
    expect(query.live$).toBe(query.live$);
    expect(query.count$).toBe(query.count$);
  });

  it('refuses options that are not valid', async () => {
    const live = await LiveHarness.open();
    const query = live.executions.filter();
    expect(() => query.live({ limit: 0 })).toThrow('limit');
    expect(() => query.live({ interval: -1 })).toThrow('interval must be a non-negative number');
    // @ts-expect-error: not an option
    expect(() => query.live({ intervall: 1 })).toThrow(
      'Unknown option "intervall" for live(). Did you mean "interval"?',
    );
    // @ts-expect-error: a count has no limit
    expect(() => query.liveCount({ limit: 5 })).toThrow('Unknown option "limit" for liveCount()');
    // @ts-expect-error: open executions have no close status
    expect(() => live.executions.filter({ status: 'ANY', closeStatus: 'FAILED' })).toThrow(
      'closeStatus requires',
    );
  });
});

it('a hundred live queries stay within the rates of Amazon, are all served, and leave one-shot calls alone', async () => {
  const clock = manualClock();
  const swf = openSwf({ clock, throttle: true });
  const client = swf.client({ maxAttempts: 1 });
  const domain = new Domain({ name: 'media', client });
  await lastValueFrom(domain.save());
  const refused: string[] = [];
  intercept(client, /./, async ({ operation, send }) => {
    try {
      return await send();
    } catch (error) {
      refused.push(operation);
      throw error;
    }
  });
  const calls = new Calls(client);
  const executions = new WorkflowExecutionQuerySet(domain);
  const polls = new Map<string, number>();
  intercept(client, 'ListClosedWorkflowExecutions', ({ input, send }) => {
    const tag = 'tagFilter' in input ? `${input.tagFilter?.tag}` : '';
    polls.set(tag, (polls.get(tag) ?? 0) + 1);
    return send();
  });
  const subscriptions = Array.from({ length: 100 }, (_, n) =>
    executions
      .filter({ status: 'ANY', tag: `album ${n}` })
      .live({ scheduler: clock, interval: 10_000 })
      .subscribe(),
  );
  await calls.elapse(clock, 120_000, 1_000);
  polls.clear();
  for (let minute = 0; minute < 5; minute += 1) {
    await calls.elapse(clock, 60_000, 1_000);
    await lastValueFrom(executions.filter({ status: 'ANY' }).pipe(toArray()));
  }
  for (const subscription of subscriptions) subscription.unsubscribe();
  expect(refused).toEqual([]);
  // Half of 6 calls a second serves each of a hundred every 34 seconds.
  expect(polls.size).toBe(101);
  polls.delete('');
  polls.delete('undefined');
  expect(Math.min(...polls.values())).toBeGreaterThanOrEqual(7);
  expect(Math.max(...polls.values())).toBeLessThanOrEqual(11);
}, 60_000);

describe('count$', () => {
  it('counts open and closed executions, and emits each change', async () => {
    const live = await LiveHarness.open();
    await live.start('a', 'b');
    const counts: number[] = [];
    const count$ = live.executions.filter({ status: 'ANY' }).liveCount(live.options);
    const subscription = count$.subscribe(({ count }) => counts.push(count));
    await live.elapse(500);
    await live.terminate('a');
    await live.elapse(10_000);
    await live.start('c');
    await live.elapse(10_000);
    expect(counts).toEqual([2, 3]);
    live.calls.take();
    const late: number[] = [];
    const lateSubscription = count$.subscribe(({ count }) => late.push(count));
    expect(late).toEqual([3]);
    await live.elapse(10_000);
    expect(live.calls.operations).toEqual(['CountOpenWorkflowExecutions', 'CountClosedWorkflowExecutions']);
    subscription.unsubscribe();
    lateSubscription.unsubscribe();
  });

  it('counts types by listing them', async () => {
    const live = await LiveHarness.open();
    const counts: unknown[] = [];
    const types = new ActivityTypeQuerySet(live.harness.domain).filter({ status: 'ANY' });
    const subscription = types.liveCount(live.options).subscribe(count => counts.push(count));
    await live.elapse(500);
    subscription.unsubscribe();
    expect(counts).toEqual([{ count: 1, truncated: false }]);
  });
});

describe("status: 'ANY'", () => {
  it('lists open executions, then closed ones, page by page', async () => {
    const live = await LiveHarness.open();
    await live.start('a', 'b', 'c', 'd');
    await live.terminate('a');
    await live.terminate('c');
    live.calls.take();
    const pages: string[][] = [];
    for await (const page of live.executions.filter({ status: 'ANY', pageSize: 1 }).pages$)
      pages.push(page.map(nameOf));
    expect(pages.filter(page => page.length > 0)).toEqual([['d'], ['b'], ['c'], ['a']]);
    expect(await lastValueFrom(live.executions.count({ status: 'ANY' }))).toEqual({
      count: 4,
      truncated: false,
    });
  });
});
