import type { SWFClient } from '@aws-sdk/client-swf';
import {
  DoesNotExistError,
  Domain,
  type ExecutionFilter,
  HistoryQuerySet,
  InvalidArgumentError,
  type QueryOptions,
  type WorkflowExecution,
  WorkflowExecutionQuerySet,
  WorkflowType,
} from 'rx-swf';
import { LocalSwf, type ManualClock, manualClock, skipClock } from 'rx-swf/local';
import { lastValueFrom, type Observable, toArray } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const day = 86_400_000;
let swf: LocalSwf;
let clock: ManualClock;
let client: SWFClient;
let executions: WorkflowExecutionQuerySet;
const defaults = {
  taskList: 'decisions',
  childPolicy: 'TERMINATE',
  executionStartToCloseTimeout: 31_536_000,
  taskStartToCloseTimeout: 'NONE',
} as const;

beforeEach(async () => {
  clock = manualClock(Date.UTC(2026, 0, 1));
  swf = new LocalSwf({ clock });
  client = swf.client();
  const domain = new Domain({ name: 'media', client, retentionPeriod: 90 });
  await lastValueFrom(domain.save());
  for (const [name, version] of [
    ['Resize', '1'],
    ['Resize', '2'],
    ['Fetch', '1'],
  ] as const) {
    await lastValueFrom(new WorkflowType({ domain, name, version, ...defaults }).save());
  }
  executions = new WorkflowExecutionQuerySet(domain);
});
afterEach(async () => {
  await swf.close();
});

function advance(days: number): void {
  clock.advance(days * day);
}
const start = (workflowId: string, name = 'Resize', version = '1', tagList: string[] = []) =>
  lastValueFrom(executions.create({ workflowId, workflowType: { name, version }, tagList }));
const ids = async (filter: ExecutionFilter & QueryOptions = {}) =>
  (await lastValueFrom(executions.filter(filter).pipe(toArray()))).map(({ workflowId }) => workflowId);
const end = (execution: WorkflowExecution) => lastValueFrom(execution.terminate());

describe('WorkflowExecutionQuerySet', () => {
  it('accepts a model as a type filter, and rejects a misspelled version', async () => {
    await start('a', 'Resize', '1');
    await start('b', 'Resize', '2');
    const model = new WorkflowType({ domain: executions.domain, name: 'Resize', version: '1' });
    expect(await ids({ workflowType: model })).toEqual(['a']);
    expect(await ids({ workflowType: { ...model } })).toEqual(['a']);
    const misspelt = { name: 'Resize', verison: '1' };
    expect(() => executions.filter({ workflowType: misspelt })).toThrow('Did you mean "version"?');
  });

  it('rejects get() without a workflow id, which would return an unrelated execution', async () => {
    await start('a');
    expect(() => Reflect.apply(executions.get, executions, [])).toThrow('workflowId must be a string');
    const create = { workflowType: { name: 'Resize', version: '1' } };
    expect(() => Reflect.apply(executions.getOrCreate, executions, [create])).toThrow(
      'workflowId must be a string',
    );
    expect(() => Reflect.apply(executions.getOrCreate, executions, [])).toThrow('must be an object');
  });

  it.each([[undefined], ['a'], [{ id: 'a' }]])(
    'rejects reading the history of %s, and says what is needed',
    async given => {
      const histories = new HistoryQuerySet(executions.domain);
      const history: Observable<unknown> = Reflect.apply(histories.get, histories, [given]);
      await expect(lastValueFrom(history)).rejects.toThrow(
        'execution must be an object with workflowId and runId',
      );
    },
  );

  it.each([[3n], [null], [true], [[5]], [Symbol('today')], ['7'], [{}]])('rejects %s as a time', time => {
    const filter: object = { startOldestDate: time };
    expect(() => executions.filter(filter)).toThrow(
      'startOldestDate must be a valid Date or a number of days ago',
    );
  });

  it('lists open executions, newest or oldest first', async () => {
    for (const id of ['a', 'b', 'c']) {
      await start(id);
      advance(1);
    }
    expect(await ids()).toEqual(['c', 'b', 'a']);
    expect(await ids({ reverseOrder: true, pageSize: 1 })).toEqual(['a', 'b', 'c']);
    const all = await lastValueFrom(executions.all().pipe(toArray()));
    expect(all[0]).toMatchObject({
      workflowId: 'c',
      status: 'OPEN',
      workflowType: { name: 'Resize', version: '1' },
    });
    expect(all[0] && (await lastValueFrom(all[0].isSynced()))).toBe(true);
  });

  it('filters by workflow id, type, version and tag', async () => {
    await start('a', 'Resize', '1', ['album', 'red']);
    await start('b', 'Resize', '2', ['album']);
    await start('c', 'Fetch', '1');
    expect(await ids({ workflowId: 'b' })).toEqual(['b']);
    expect((await ids({ workflowType: { name: 'Resize' } })).sort()).toEqual(['a', 'b']);
    expect(await ids({ workflowType: { name: 'Resize', version: '2' } })).toEqual(['b']);
    expect(await ids({ tag: 'red' })).toEqual(['a']);
    expect(await ids({ tag: 'blue' })).toEqual([]);
  });

  it('lists closed executions by how and when they ended', async () => {
    const [a, b] = [await start('a'), await start('b')];
    advance(1);
    await end(b);
    advance(10);
    await end(a);
    expect(await ids()).toEqual([]);
    expect((await ids({ status: 'CLOSED' })).sort()).toEqual(['a', 'b']);
    expect(await ids({ status: 'CLOSED', closeStatus: 'FAILED' })).toEqual([]);
    expect(await ids({ status: 'CLOSED', closeStatus: 'TERMINATED', closeOldestDate: 5 })).toEqual(['a']);
    expect(await ids({ status: 'CLOSED', closeOldestDate: 20, closeLatestDate: 5 })).toEqual(['b']);
    expect(await ids({ status: 'CLOSED', closeOldestDate: 20, reverseOrder: true })).toEqual(['b', 'a']);
    expect(await lastValueFrom(executions.all({ status: 'CLOSED' }).pipe(toArray()))).toHaveLength(2);
  });

  it('accepts dates and days ago, which are relative to the subscription', async () => {
    await start('a');
    advance(10);
    await start('b');
    advance(5);
    expect(await ids({ startOldestDate: 7 })).toEqual(['b']);
    expect(await ids({ startLatestDate: 7 })).toEqual(['a']);
    expect(await ids({ startOldestDate: new Date(Date.UTC(2026, 0, 2)) })).toEqual(['b']);
    const recent = executions.filter({ startOldestDate: 7 });
    advance(5);
    expect(await lastValueFrom(recent.pipe(toArray()))).toEqual([]);
  });

  it("measures days ago by the service's clock, even if it skips time", async () => {
    const clock = skipClock();
    clock.reach?.(Date.UTC(2126, 0, 1));
    const later = new LocalSwf({ clock });
    const domain = new Domain({ name: 'media', client: later.client() });
    await lastValueFrom(domain.save());
    const type = await lastValueFrom(
      new WorkflowType({ domain, name: 'T', version: '1', ...defaults }).save(),
    );
    await lastValueFrom(type.startExecution({ workflowId: 'a' }));
    expect(
      await lastValueFrom(new WorkflowExecutionQuerySet(domain).count({ startLatestDate: 1 })),
    ).toMatchObject({
      count: 0,
    });
    expect(
      await lastValueFrom(new WorkflowExecutionQuerySet(domain).count({ startOldestDate: 1 })),
    ).toMatchObject({
      count: 1,
    });
    await later.close();
  });

  it('compares a date with days ago at subscription', async () => {
    await start('a');
    advance(10);
    expect(await ids({ startOldestDate: new Date(Date.UTC(2026, 0, 1)), startLatestDate: 5 })).toEqual(['a']);
    await expect(
      ids({ startOldestDate: 5, startLatestDate: new Date(Date.UTC(2026, 0, 2)) }),
    ).rejects.toThrow('startOldestDate must be at or before startLatestDate');
    expect(await ids({ startOldestDate: 36_525 })).toEqual(['a']);
  });

  it('counts what it lists', async () => {
    const a = await start('a');
    await start('b', 'Fetch');
    await end(a);
    expect(await lastValueFrom(executions.count())).toEqual({ count: 1, truncated: false });
    expect(await lastValueFrom(executions.count({ workflowType: { name: 'Resize' } }))).toMatchObject({
      count: 0,
    });
    expect(
      await lastValueFrom(executions.count({ status: 'CLOSED', closeStatus: 'TERMINATED' })),
    ).toMatchObject({ count: 1 });
  });

  it('gets an execution by its ids, or else the open or latest run of a workflow id', async () => {
    const first = await start('a');
    await end(first);
    advance(1);
    const second = await start('a');
    expect((await lastValueFrom(executions.get('a', first.runId))).closeStatus).toBe('TERMINATED');
    expect((await lastValueFrom(executions.get('a'))).runId).toBe(second.runId);
    await end(second);
    expect((await lastValueFrom(executions.get('a'))).runId).toBe(second.runId);
    await expect(lastValueFrom(executions.get('z'))).rejects.toThrow(DoesNotExistError);
    await expect(lastValueFrom(executions.get('a', 'none'))).rejects.toThrow(DoesNotExistError);
  });

  it('gets or creates, even when two race', async () => {
    const options = { workflowId: 'a', workflowType: { name: 'Resize', version: '1' } };
    const [first, second] = await Promise.all([
      lastValueFrom(executions.getOrCreate(options)),
      lastValueFrom(executions.getOrCreate(options)),
    ]);
    expect(first.runId).toBe(second.runId);
    await end(first);
    expect((await lastValueFrom(executions.getOrCreate(options))).runId).not.toBe(first.runId);
  });

  it.each<[string, object]>([
    ["closeStatus requires status: 'CLOSED'", { closeStatus: 'FAILED' }],
    ["closeOldestDate requires status: 'CLOSED'", { status: 'OPEN', closeOldestDate: 3 }],
    ['workflowId and tag cannot be combined: SWF accepts only one of', { workflowId: 'a', tag: 'b' }],
    ['workflowType and tag cannot be combined', { status: 'CLOSED', workflowType: { name: 'A' }, tag: 'b' }],
    [
      'workflowId and closeStatus cannot be combined',
      { status: 'CLOSED', workflowId: 'A', closeStatus: 'FAILED' },
    ],
    [
      'startOldestDate and closeLatestDate cannot be combined',
      { status: 'CLOSED', startOldestDate: 1, closeLatestDate: 1 },
    ],
    ['startOldestDate must be at or before startLatestDate', { startOldestDate: 1, startLatestDate: 2 }],
    ['startOldestDate must be at or before', { startOldestDate: new Date(2), startLatestDate: new Date(1) }],
    [
      'startOldestDate must be a valid Date or a number of days ago',
      { startOldestDate: new Date(Number.NaN) },
    ],
    ['startLatestDate must be a valid Date', { startLatestDate: -1 }],
    ['for a time since the epoch, pass a Date', { startOldestDate: Date.UTC(2026, 0, 1) }],
    ['startLatestDate must be a valid Date', { startLatestDate: Date.UTC(2026, 0, 1) / 1000 }],
    ['startOldestDate must be a valid Date', { startOldestDate: Number.NaN }],
    ['startOldestDate must be a valid Date', { startOldestDate: Number.POSITIVE_INFINITY }],
    ['closeOldestDate must be a valid Date', { status: 'CLOSED', closeOldestDate: 1e12 }],
    ['closeLatestDate must be a valid Date', { status: 'CLOSED', closeLatestDate: new Date(Number.NaN) }],
    ['status must be one of OPEN, CLOSED', { status: 'REGISTERED' }],
    ['closeStatus must be one of', { status: 'CLOSED', closeStatus: 'DONE' }],
    ['workflowId must be', { workflowId: '' }],
    ['workflowType.name must be', { workflowType: { name: 'a:b' } }],
    ['tag must be', { tag: '' }],
    ['pageSize must be', { pageSize: 5000 }],
  ])('rejects invalid filters before any request: %s', (message, filter) => {
    expect(() => executions.filter(filter)).toThrow(InvalidArgumentError);
    expect(() => executions.filter(filter)).toThrow(message);
    if (!('pageSize' in filter)) expect(() => executions.count(filter)).toThrow(message);
  });
});
