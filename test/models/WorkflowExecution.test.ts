import { inspect } from 'node:util';
import {
  PollForDecisionTaskCommand,
  RespondDecisionTaskCompletedCommand,
  type SWFClient,
} from '@aws-sdk/client-swf';
import {
  DoesNotExistError,
  Domain,
  InvalidArgumentError,
  WorkflowExecution,
  type WorkflowExecutionOptions,
  WorkflowType,
} from 'rx-swf';
import type { LocalSwf } from 'rx-swf/local';
import { concatMap, lastValueFrom, map, of, tap, toArray } from 'rxjs';
import { beforeEach, describe, expect, it } from 'vitest';
import { openSwf } from '../harness/openSwf.js';

let swf: LocalSwf;
let client: SWFClient;
let domain: Domain;
let type: WorkflowType;

beforeEach(async () => {
  swf = openSwf();
  client = swf.client();
  domain = new Domain({ name: 'media', client });
  await lastValueFrom(domain.save());
  type = new WorkflowType({
    domain,
    name: 'Resize',
    version: '1',
    taskList: 'decisions',
    childPolicy: 'TERMINATE',
    executionStartToCloseTimeout: 3600,
    taskStartToCloseTimeout: 30,
  });
  await lastValueFrom(type.save());
});

const start = (options: object = {}) =>
  lastValueFrom(type.startExecution({ workflowId: 'album-7', ...options }));

/** Completes the execution the way a decider would. */
async function complete(): Promise<void> {
  const { taskToken } = await client.send(
    new PollForDecisionTaskCommand({ domain: 'media', taskList: { name: 'decisions' } }),
  );
  const decisions = [{ decisionType: 'CompleteWorkflowExecution' as const }];
  await client.send(new RespondDecisionTaskCompletedCommand({ taskToken, decisions }));
}

describe('WorkflowExecution', () => {
  it("is in sync after its start, regardless of the type's defaults", async () => {
    const execution = await start({ tagList: ['a'] });
    expect(await lastValueFrom(execution.exists())).toBe(true);
    expect([...(await lastValueFrom(execution.changes()))]).toEqual([]);
    expect(await lastValueFrom(execution.isSynced())).toBe(true);
    const upstream = await lastValueFrom(execution.upstream());
    expect(await lastValueFrom(upstream.isSynced())).toBe(true);
  });

  it('has all attributes that SWF describes', async () => {
    const upstream = await lastValueFrom((await start({ taskPriority: 4 })).upstream());
    expect(upstream).toMatchObject({
      workflowType: { name: 'Resize', version: '1' },
      status: 'OPEN',
      closeStatus: undefined,
      taskList: 'decisions',
      taskPriority: 4,
      childPolicy: 'TERMINATE',
      executionStartToCloseTimeout: 3600,
      taskStartToCloseTimeout: 30,
      startTimestamp: expect.any(Date),
      cancelRequested: false,
      openCounts: {
        openActivityTasks: 0,
        openDecisionTasks: 1,
        openTimers: 0,
        openChildWorkflowExecutions: 0,
        openLambdaFunctions: 0,
      },
    });
  });

  it('has its input if it was started here, and its context as a value', async () => {
    const execution = await start({ input: { files: ['a.png'] } });
    expect([execution.input, execution.rawInput]).toEqual([{ files: ['a.png'] }, '{"files":["a.png"]}']);
    expect(await lastValueFrom(execution.isSynced())).toBe(true);
    const { taskToken } = await client.send(
      new PollForDecisionTaskCommand({ domain: 'media', taskList: { name: 'decisions' } }),
    );
    await client.send(new RespondDecisionTaskCompletedCommand({ taskToken, executionContext: '{"step":1}' }));
    const upstream = await lastValueFrom(execution.upstream());
    expect([upstream.executionContext, upstream.latestExecutionContext]).toEqual([{ step: 1 }, '{"step":1}']);
    expect(upstream.input).toBeUndefined();
  });

  it('is signaled, with any input', async () => {
    const execution = await start();
    await lastValueFrom(execution.signal('addFile', { file: 'b.png' }));
    await lastValueFrom(execution.signal('ping'));
    const { signals } = await lastValueFrom(execution.history());
    expect([...signals].map(({ id, input }) => [id, input])).toEqual([
      ['addFile', { file: 'b.png' }],
      ['ping', undefined],
    ]);
  });

  it('is asked to cancel', async () => {
    const execution = await start();
    await lastValueFrom(execution.requestCancel());
    const diff = await lastValueFrom(execution.changes());
    expect([...diff]).toEqual([{ attr: 'cancelRequested', local: false, upstream: true }]);
  });

  it('is terminated, with reason, details and child policy', async () => {
    const execution = await start();
    await lastValueFrom(
      execution.terminate({ reason: 'enough', details: { by: 'me' }, childPolicy: 'ABANDON' }),
    );
    const history = await lastValueFrom(execution.history());
    expect(history.last).toMatchObject({
      name: 'WorkflowExecutionTerminated',
      attributes: { reason: 'enough', details: '{"by":"me"}', childPolicy: 'ABANDON' },
    });
    const { status, closeStatus } = await lastValueFrom(execution.upstream());
    expect([status, closeStatus]).toEqual(['CLOSED', 'TERMINATED']);
  });

  it('errors if it is no longer open', async () => {
    const execution = await start();
    await lastValueFrom(execution.terminate());
    for (const operation$ of [execution.signal('ping'), execution.requestCancel(), execution.terminate()]) {
      await expect(lastValueFrom(operation$)).rejects.toThrow(DoesNotExistError);
    }
  });

  it('needs no run id for signals and requests, but does for reading', async () => {
    await start();
    const anyRun = new WorkflowExecution({ domain, workflowId: 'album-7' });
    await lastValueFrom(anyRun.signal('ping'));
    await expect(lastValueFrom(anyRun.upstream())).rejects.toThrow(
      'runId is required to read execution "album-7"',
    );
    await expect(lastValueFrom(anyRun.history())).rejects.toThrow(InvalidArgumentError);
  });

  it('is watched until the diff that shows it closed', async () => {
    const execution = await start();
    const diffs = await lastValueFrom(
      execution
        .watch({ interval: 1 })
        .pipe(tap({ next: diff => diff.length === 0 && void complete() }), toArray()),
    );
    expect(diffs.map(diff => diff.attrs)).toEqual([[], ['status', 'closeStatus', 'closeTimestamp']]);
    expect(diffs[1]?.get('closeStatus')?.upstream).toBe('COMPLETED');
  });

  it('is watched until it is gone, in a domain with a retention of 0', async () => {
    const brief = new Domain({ name: 'brief', client, retentionPeriod: 0 });
    await lastValueFrom(brief.save());
    const registered = await lastValueFrom(new WorkflowType({ ...type, domain: brief }).save());
    const execution = await lastValueFrom(registered.startExecution());
    const diffs = await lastValueFrom(
      execution.watch({ interval: 1 }).pipe(
        concatMap(diff => (diff.length === 0 ? execution.terminate().pipe(map(() => diff)) : of(diff))),
        toArray(),
      ),
    );
    expect(diffs.map(diff => diff.has('workflowId'))).toEqual([false, true]);
  });

  it('completes immediately if it is watched after its close', async () => {
    const execution = await start();
    await complete();
    const closed = await lastValueFrom(execution.upstream());
    expect(await lastValueFrom(closed.changes$.pipe(toArray()))).toHaveLength(1);
  });

  it('reads its history in pages of any size and in reverse order', async () => {
    const execution = await start();
    for (const name of ['a', 'b', 'c']) await lastValueFrom(execution.signal(name));
    const whole = await lastValueFrom(execution.history());
    const paged = await lastValueFrom(execution.history({ pageSize: 2 }));
    const backwards = await lastValueFrom(execution.history({ pageSize: 2, reverseOrder: true }));
    expect([...paged].map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
    expect([...paged].map(({ name }) => name)).toEqual([...whole].map(({ name }) => name));
    expect([...backwards].map(({ id }) => id)).toEqual([5, 4, 3, 2, 1]);
    await expect(lastValueFrom(execution.history({ pageSize: 1001 }))).rejects.toThrow('pageSize');
  });

  it('aborts the pending request when it is unsubscribed from', async () => {
    const execution = await start();
    const aborted = new Promise<boolean>(resolve => {
      const send = client.send.bind(client);
      client.send = ((command: never, options: { abortSignal: AbortSignal }) => {
        options.abortSignal.addEventListener('abort', () => resolve(true));
        return send(command, options);
      }) as typeof client.send;
    });
    execution.upstream().subscribe().unsubscribe();
    expect(await aborted).toBe(true);
  });

  it('is deeply immutable', () => {
    const execution = new WorkflowExecution({
      domain,
      workflowId: 'a',
      tagList: ['x'],
      workflowType: { name: 'A', version: '1' },
    });
    expect(() => Object.assign(execution, { runId: 'r' })).toThrow(TypeError);
    expect(() => (execution.tagList as string[]).push('y')).toThrow(TypeError);
    expect(() => Object.assign(execution.workflowType ?? {}, { name: 'B' })).toThrow(TypeError);
  });

  it('is shown in a short form', () => {
    const execution = new WorkflowExecution({ domain, workflowId: 'album-7', runId: 'r-1' });
    expect(`${execution}`).toBe("WorkflowExecution('album-7', 'r-1')");
    expect(JSON.parse(JSON.stringify(execution))).toEqual({
      domain: 'media',
      workflowId: 'album-7',
      runId: 'r-1',
      status: 'OPEN',
    });
    expect(inspect(execution)).toMatch(/^WorkflowExecution {/);
  });

  it.each<[string, object]>([
    ['workflowId', { workflowId: '' }],
    ['runId', { runId: 'x'.repeat(65) }],
    ['workflowType.name', { workflowType: { name: '', version: '1' } }],
    ['status', { status: 'REGISTERED' }],
    ['closeStatus', { closeStatus: 'DONE' }],
    ['tagList', { tagList: ['', 'a'] }],
    ['childPolicy', { childPolicy: 'FORGET' }],
    ['taskList', { taskList: ':' }],
  ])('rejects an invalid %s: %j', (field, options) => {
    const make = () =>
      new WorkflowExecution({ domain, workflowId: 'a', ...options } as WorkflowExecutionOptions);
    expect(make).toThrow(InvalidArgumentError);
    expect(make).toThrow(field);
  });

  it('rejects an invalid signal, reason or payload before any request', () => {
    const execution = new WorkflowExecution({ domain, workflowId: 'a' });
    expect(() => execution.signal('')).toThrow('signalName');
    expect(() => execution.signal('x', 'x'.repeat(32_768))).toThrow('input');
    expect(() => execution.terminate({ reason: 'x'.repeat(257) })).toThrow('reason');
    expect(() => execution.terminate({ details: 'x'.repeat(32_768) })).toThrow('details');
    expect(() => execution.signal('x', () => 1)).toThrow(
      'input cannot be converted to a payload: a function cannot be',
    );
  });

  it('uses the data converter of its domain', async () => {
    const dataConverter = {
      toPayload: (value: unknown) => `<${value}>`,
      fromPayload: (payload: string) => payload.slice(1, -1),
    };
    const spelled = new Domain({ name: 'media', client, dataConverter });
    const execution = await lastValueFrom(
      new WorkflowType({ domain: spelled, name: 'Resize', version: '1' }).startExecution({ input: 'hello' }),
    );
    const history = await lastValueFrom(execution.history());
    expect(history.input).toBe('hello');
    expect(history.first).toMatchObject({ attributes: { input: '<hello>' } });
  });
});
