import { completeWorkflowExecution } from 'rx-swf';
import { type ExecutionRecord, type RemoteStatus, remote } from 'rx-swf/remote';
import { filter, firstValueFrom, lastValueFrom, type Observable, ReplaySubject, toArray } from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { GatewayHarness } from '../gateway/GatewayHarness.js';
import { Calls } from '../harness/Calls.js';
import { DomainHarness } from '../harness/DomainHarness.js';
import { FlakyFetch } from './FlakyFetch.js';

/** Opens a gateway whose watches wait on the clock of the service, and its remote. */
async function open() {
  const swf = await DomainHarness.open();
  const web = GatewayHarness.over(swf, { scheduler: swf.clock });
  const wire = new FlakyFetch(web.handler);
  const page = remote('http://localhost/v1', { fetch: wire.fetch, backoff: { initial: 1, max: 1 } });
  const calls = new Calls(swf.client);
  /** Lets time pass until a stream has a value that counts. */
  const until = async <T>(values$: Observable<T>, isWanted: (value: T) => boolean): Promise<T> => {
    const wanted = firstValueFrom(values$.pipe(filter(isWanted)));
    let isPending = true;
    void wanted.finally(() => {
      isPending = false;
    });
    while (isPending) await calls.elapse(swf.clock, 500);
    return wanted;
  };
  return { web, swf, wire, page, until };
}

/** Keeps all values of a stream until the end of the test. */
function kept<T>(source$: Observable<T>): ReplaySubject<T> {
  const values$ = new ReplaySubject<T>();
  const subscription = source$.subscribe(values$);
  onTestFinished(() => subscription.unsubscribe());
  return values$;
}

const idsOf = (items: readonly ExecutionRecord[]) => items.map(({ workflowId }) => workflowId);
const start = (web: GatewayHarness, workflowId: string) =>
  lastValueFrom(web.swf.type.startExecution({ workflowId }));

describe('remote() › items$', () => {
  it('puts changes together: what has not changed is the same object, in the order of the list', async () => {
    const { web, swf, page, wire, until } = await open();
    await start(web, 'album-1');
    swf.clock.advance(1_000);
    await start(web, 'album-2');
    const lists$ = kept(page.executions({ limit: 10 }).items$);
    const first = await until(lists$, () => true);
    expect(idsOf(first)).toEqual(['album-2', 'album-1']);
    swf.clock.advance(1_000);
    await start(web, 'album-3');
    const second = await until(lists$, ({ length }) => length === 3);
    expect(idsOf(second)).toEqual(['album-3', 'album-2', 'album-1']);
    expect(second[1]).toBe(first[0]);
    expect(second[2]).toBe(first[1]);
    await swf.decide([completeWorkflowExecution()]);
    const third = await until(lists$, items => items.some(({ status }) => status === 'CLOSED'));
    expect(third.map(({ status }) => status)).toEqual(['OPEN', 'OPEN', 'CLOSED']);
    expect(third[0]).toBe(second[0]);
    expect(wire.requests).toHaveLength(1);
  });

  it('begins with a whole list again after a lost connection, with the same objects', async () => {
    const { web, wire, page, until } = await open();
    await start(web, 'album-1');
    wire.cutAfter = 300;
    const lists$ = kept(page.executions({ open: true }).items$);
    const [first] = await until(lists$, () => true);
    wire.cutAfter = Number.POSITIVE_INFINITY;
    await start(web, 'album-2');
    const now = await until(lists$, ({ length }) => length === 2);
    expect(idsOf(now).sort()).toEqual(['album-1', 'album-2']);
    expect(now.find(({ workflowId }) => workflowId === 'album-1')).toBe(first);
  });
});

describe('remote() › timeline$ and counts$', () => {
  it('draw the timeline of an open run with each change, and complete with it', async () => {
    const { swf, page, until } = await open();
    await swf.start();
    const timelines$ = kept(page.execution('album-7').timeline$);
    const all = lastValueFrom(timelines$.pipe(toArray()));
    const first = await until(timelines$, () => true);
    expect(first).toMatchObject({ workflowId: 'album-7', state: 'started', domain: 'media' });
    await swf.decide([completeWorkflowExecution()]);
    await until(timelines$, ({ state }) => state === 'completed');
    const last = (await all).at(-1);
    expect(last).toMatchObject({ state: 'completed', events: 5 });
    expect(last).toEqual(await lastValueFrom(page.execution('album-7').timeline()));
  });

  it('include children in a single timeline', async () => {
    const { swf, page } = await open();
    await swf.start();
    const { lanes } = await lastValueFrom(page.execution('album-7').timeline({ children: true }));
    expect(lanes[0]?.kind).toBe('execution');
  });
});

describe('remote() › status$', () => {
  it('is stale while SWF throttles the gateway, and connected once it answers', async () => {
    const { web, swf, page, until } = await open();
    await start(web, 'album-1');
    const statuses: RemoteStatus[] = [];
    kept(page.status$).subscribe(status => statuses.push(status));
    const throttling = Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });
    swf.fail('ListOpenWorkflowExecutions', 2, throttling);
    await until(page.executions({ open: true }).items$, () => true);
    expect(statuses.slice(0, 5)).toEqual([
      { state: 'idle' },
      { state: 'connecting' },
      { state: 'connected' },
      { state: 'stale', cause: 'throttled', since: expect.any(Date) },
      { state: 'connected' },
    ]);
  });
});
