import type { SWFClient } from '@aws-sdk/client-swf';
import {
  ActivityTypeQuerySet,
  AlreadyExistsError,
  DoesNotExistError,
  Domain,
  DomainQuerySet,
  HistoryQuerySet,
  InvalidArgumentError,
  settings,
  type TypeFilter,
  WorkflowExecutionQuerySet,
  WorkflowTypeQuerySet,
} from 'rx-swf';
import type { LocalSwf } from 'rx-swf/local';
import { lastValueFrom, take, toArray } from 'rxjs';
import { beforeEach, describe, expect, it } from 'vitest';
import { intercept } from '../../harness/intercept.js';
import { openSwf } from '../../harness/openSwf.js';

let swf: LocalSwf;
let client: SWFClient;
let sent: string[];

beforeEach(() => {
  swf = openSwf();
  client = swf.client();
  sent = [];
  intercept(client, /./, ({ operation, send }) => {
    sent.push(operation);
    return send();
  });
});

const names = (models: { readonly name: string }[]) => models.map(({ name }) => name);

describe('DomainQuerySet', () => {
  let domains: DomainQuerySet;

  beforeEach(async () => {
    domains = new DomainQuerySet({ client });
    for (const name of ['c', 'a', 'b'])
      await lastValueFrom(domains.create({ name, description: name.toUpperCase() }));
    sent.length = 0;
  });

  it('lists registered domains by name, in both directions', async () => {
    expect(names(await lastValueFrom(domains.all().pipe(toArray())))).toEqual(['a', 'b', 'c']);
    expect(names(await lastValueFrom(domains.filter({ reverseOrder: true }).pipe(toArray())))).toEqual([
      'c',
      'b',
      'a',
    ]);
  });

  it('filters by status', async () => {
    await lastValueFrom(new Domain({ name: 'b', client }).deprecate());
    const deprecated = await lastValueFrom(domains.filter({ status: 'DEPRECATED' }).pipe(toArray()));
    expect(names(deprecated)).toEqual(['b']);
    expect(deprecated[0]?.status).toBe('DEPRECATED');
    expect(names(await lastValueFrom(domains.all().pipe(toArray())))).toEqual(['a', 'c']);
  });

  it('lists domains that are in sync, although listings omit their retention', async () => {
    const [first] = await lastValueFrom(domains.all().pipe(take(1), toArray()));
    expect(first).toMatchObject({ name: 'a', description: 'A', retentionPeriod: undefined });
    expect(first && (await lastValueFrom(first.isSynced()))).toBe(true);
  });

  it('fetches a single page for as many domains as one page has', async () => {
    await lastValueFrom(domains.all({ pageSize: 2 }).pipe(take(2), toArray()));
    expect(sent).toEqual(['ListDomains']);
    await lastValueFrom(domains.all({ pageSize: 2 }).pipe(take(3), toArray()));
    expect(sent).toEqual(['ListDomains', 'ListDomains', 'ListDomains']);
  });

  it('gets a domain in full, or errors', async () => {
    expect(await lastValueFrom(domains.get('a'))).toMatchObject({ description: 'A', retentionPeriod: 30 });
    await expect(lastValueFrom(domains.get('z'))).rejects.toThrow(DoesNotExistError);
  });

  it('creates a domain, or errors if it exists', async () => {
    await expect(lastValueFrom(domains.create({ name: 'a' }))).rejects.toThrow(AlreadyExistsError);
  });

  it('gets or creates, even when two race', async () => {
    const [first, second] = await Promise.all([
      lastValueFrom(domains.getOrCreate({ name: 'new' })),
      lastValueFrom(domains.getOrCreate({ name: 'new' })),
    ]);
    expect([first.name, second.name]).toEqual(['new', 'new']);
    expect((await lastValueFrom(domains.getOrCreate({ name: 'a' }))).description).toBe('A');
    expect(sent.filter(name => name === 'RegisterDomain')).toHaveLength(2);
  });

  it('uses the current client, and keeps it', async () => {
    settings.set({ client });
    const kept = new DomainQuerySet();
    settings.clear();
    expect(names(await lastValueFrom(kept.all().pipe(toArray())))).toEqual(['a', 'b', 'c']);
  });

  it('gives domains that the other querysets accept', async () => {
    const domain = await lastValueFrom(domains.get('a'));
    expect(domain).toBeInstanceOf(Domain);
    const [workflows, activities] = [new WorkflowTypeQuerySet(domain), new ActivityTypeQuerySet(domain)];
    await lastValueFrom(workflows.create({ name: 'Resize', version: '1' }));
    await lastValueFrom(activities.create({ name: 'Fetch', version: '1' }));
    expect(names(await lastValueFrom(workflows.all().pipe(toArray())))).toEqual(['Resize']);
    expect(names(await lastValueFrom(activities.all().pipe(toArray())))).toEqual(['Fetch']);
    const executions = new WorkflowExecutionQuerySet(domain);
    expect(await lastValueFrom(executions.count())).toEqual({ count: 0, truncated: false });
  });

  it('rejects an unknown status', () => {
    expect(() => domains.filter({ status: 'OPEN' as 'REGISTERED' })).toThrow(InvalidArgumentError);
  });
});

// Both kinds have the same interface, which is tested through one of them.
const kinds = [
  { kind: 'WorkflowTypeQuerySet', TypeQuerySet: WorkflowTypeQuerySet },
  {
    kind: 'ActivityTypeQuerySet',
    TypeQuerySet: ActivityTypeQuerySet as unknown as typeof WorkflowTypeQuerySet,
  },
];

describe.each(kinds)('$kind', ({ TypeQuerySet }) => {
  let types: WorkflowTypeQuerySet;
  const list = async (filter: TypeFilter = {}) => {
    const found: string[] = [];
    for await (const { name, version } of types.filter(filter)) found.push(`${name}@${version}`);
    return found;
  };

  beforeEach(async () => {
    const domain = await lastValueFrom(new DomainQuerySet({ client }).create({ name: 'media' }));
    types = new TypeQuerySet(domain);
    for (const name of ['Resize', 'Fetch']) {
      for (const version of ['2', '1'])
        await lastValueFrom(types.create({ name, version, taskList: 'work' }));
    }
    sent.length = 0;
  });

  it('lists registered types by name', async () => {
    expect(await list()).toEqual(['Fetch@1', 'Fetch@2', 'Resize@1', 'Resize@2']);
    expect((await list({ reverseOrder: true }))[0]).toMatch(/^Resize/);
  });

  it('filters by name and by status, over any number of pages', async () => {
    expect(await list({ name: 'Resize', pageSize: 1 })).toEqual(['Resize@1', 'Resize@2']);
    const type = await lastValueFrom(types.get('Fetch', '1'));
    await lastValueFrom(type.deprecate());
    expect(await list({ status: 'DEPRECATED' })).toEqual(['Fetch@1']);
    expect(await list({ name: 'Fetch' })).toEqual(['Fetch@2']);
  });

  it('lists types that are in sync, although listings omit their defaults', async () => {
    const listed = await lastValueFrom(types.all().pipe(take(1)));
    expect(listed.taskList).toBeUndefined();
    expect(await lastValueFrom(listed.isSynced())).toBe(true);
    expect((await lastValueFrom(listed.upstream())).taskList).toBe('work');
  });

  it('gets a type in full, or errors', async () => {
    expect(await lastValueFrom(types.get('Resize', '1'))).toMatchObject({ name: 'Resize', taskList: 'work' });
    await expect(lastValueFrom(types.get('Resize', '3'))).rejects.toThrow(DoesNotExistError);
  });

  it('creates a type, or errors if it exists', async () => {
    await expect(lastValueFrom(types.create({ name: 'Resize', version: '1' }))).rejects.toThrow(
      AlreadyExistsError,
    );
  });

  it('gets or creates, even when two race', async () => {
    const create$ = types.getOrCreate({ name: 'New', version: '1', description: 'new' });
    const both = await Promise.all([lastValueFrom(create$), lastValueFrom(create$)]);
    expect(both.map(({ description }) => description)).toEqual(['new', 'new']);
    expect(sent.filter(name => name.startsWith('Register'))).toHaveLength(2);
    expect((await lastValueFrom(types.getOrCreate({ name: 'Resize', version: '1' }))).taskList).toBe('work');
  });

  it('runs work on each item as part of the pagination', async () => {
    const exists$ = types.all({ pageSize: 2 }).each(type => type.exists(), { concurrency: 2 });
    expect(await lastValueFrom(exists$.pipe(toArray()))).toEqual([true, true, true, true]);
    expect(sent.map(name => name.replace(/(Workflow|Activity)/, ''))).toEqual([
      'ListTypes',
      'DescribeType',
      'DescribeType',
      'ListTypes',
      'DescribeType',
      'DescribeType',
    ]);
  });

  it('rejects an invalid name or status before any request', () => {
    expect(() => types.filter({ name: 'a:b' })).toThrow(InvalidArgumentError);
    expect(() => types.filter({ status: 'OPEN' as 'REGISTERED' })).toThrow('status');
    expect(sent).toEqual([]);
  });

  it('errors for a domain that does not exist', async () => {
    const nowhere = new TypeQuerySet(new Domain({ name: 'nowhere', client }));
    await expect(lastValueFrom(nowhere.all())).rejects.toThrow('Unknown domain: nowhere');
  });
});

describe('HistoryQuerySet', () => {
  it('gets whole histories, and lists events lazily', async () => {
    const domain = await lastValueFrom(new DomainQuerySet({ client }).create({ name: 'media' }));
    const type = await lastValueFrom(
      new WorkflowTypeQuerySet(domain).create({
        name: 'Resize',
        version: '1',
        taskList: 'decisions',
        childPolicy: 'TERMINATE',
        executionStartToCloseTimeout: 60,
        taskStartToCloseTimeout: 10,
      }),
    );
    const execution = await lastValueFrom(type.startExecution({ workflowId: 'album-7' }));
    for (const name of ['a', 'b', 'c']) await lastValueFrom(execution.signal(name));
    const run = { workflowId: execution.workflowId, runId: execution.runId ?? '' };
    const histories = new HistoryQuerySet(domain);
    expect((await lastValueFrom(histories.get(run, { pageSize: 2 }))).length).toBe(5);
    sent.length = 0;
    const newest = await lastValueFrom(
      histories.all(run, { reverseOrder: true, pageSize: 1 }).pipe(take(2), toArray()),
    );
    expect(newest.map(({ id }) => id)).toEqual([5, 4]);
    expect(sent).toEqual(['GetWorkflowExecutionHistory', 'GetWorkflowExecutionHistory']);
    const signaled = histories.filter(run, { type: 'WorkflowExecution', state: 'signaled', pageSize: 2 });
    expect((await lastValueFrom(signaled.pipe(toArray()))).map(({ id }) => id)).toEqual([3, 4, 5]);
    expect((await lastValueFrom(histories.get(execution))).length).toBe(5);
    await expect(lastValueFrom(histories.get({ workflowId: 'album-7' }))).rejects.toThrow(
      'runId is required',
    );
    await expect(lastValueFrom(histories.get({ ...run, runId: 'none' }))).rejects.toThrow(DoesNotExistError);
  });
});
