import {
  DescribeWorkflowExecutionCommand,
  SignalWorkflowExecutionCommand,
  type SWFClient,
} from '@aws-sdk/client-swf';
import {
  ActivityFailure,
  ActivityWorker,
  DamagedPayloadError,
  Decider,
  type DecisionHandler,
  Domain,
  decide,
  decisionBuilders,
  InvalidArgumentError,
  jsonConverter,
  type OffloadOptions,
  offload,
  PayloadStoreError,
  perform,
  request,
  WorkflowExecution,
  WorkflowExecutionQuerySet,
  WorkflowType,
} from 'rx-swf';
import { firstValueFrom, lastValueFrom, NEVER, Observable, take, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { connectionReset } from '../../harness/connectionReset.js';
import { DomainHarness, resize } from '../../harness/DomainHarness.js';
import { MemoryStore } from '../../harness/MemoryStore.js';

const long = (seed: string) => seed.repeat(40_000);
const reference = expect.stringMatching(/^rx-swf:payload:[0-9a-f]{64}$/);

/** An embedded service with two domain objects, one that offloads and one that doesn't. */
class OffloadHarness {
  readonly store = new MemoryStore();
  readonly converter;
  readonly domain: Domain;
  readonly harness: DomainHarness;
  readonly decisions;
  readonly type;

  private constructor(harness: DomainHarness, options: OffloadOptions) {
    this.harness = harness;
    this.converter = offload(this.store, { backoff: { initial: 1 }, ...options });
    this.domain = new Domain({ name: 'media', client: harness.client, dataConverter: this.converter });
    this.decisions = decisionBuilders(this.converter);
    this.type = new WorkflowType({
      domain: this.domain,
      name: 'Album',
      version: '1',
      taskList: 'decisions',
      childPolicy: 'TERMINATE',
      executionStartToCloseTimeout: 3600,
      taskStartToCloseTimeout: 30,
    });
  }

  static async create(options: OffloadOptions = {}): Promise<OffloadHarness> {
    return new OffloadHarness(await DomainHarness.open(), options);
  }

  start(input?: unknown): Promise<WorkflowExecution> {
    return lastValueFrom(this.type.startExecution({ workflowId: 'album-7', input }));
  }

  decide(handler: DecisionHandler) {
    return lastValueFrom(new Decider(this.domain, 'decisions').pipe(decide(handler), take(1)));
  }

  schedule(input: unknown, activityId = '1') {
    return this.decisions.scheduleActivityTask({ activityType: resize, activityId, input });
  }

  /** A worker for one task. */
  worker<R>(handler: Parameters<typeof perform<unknown, R>>[0]) {
    return lastValueFrom(new ActivityWorker(this.domain, 'thumbnails').pipe(perform(handler), take(1)));
  }

  /** The execution as who knows nothing of the store sees it. */
  plain({ workflowId, runId }: WorkflowExecution): WorkflowExecution {
    return new WorkflowExecution({ domain: this.harness.domain, workflowId, runId });
  }
}

describe('a domain whose converter has a store', () => {
  it('carries payloads of any length through models, decider, worker and history', async () => {
    const offloading = await OffloadHarness.create();
    const album = await offloading.start(long('i'));
    expect(album.input).toBe(long('i'));
    await lastValueFrom(album.signal('addFile', long('s')));

    await offloading.decide(({ history }) => {
      expect([history.input, history.signals.last?.input]).toEqual([long('i'), long('s')]);
      return {
        decisions: [
          offloading.schedule(long('a')),
          offloading.decisions.recordMarker({ markerName: 'm', details: long('m') }),
          offloading.decisions.startTimer({ timerId: 't', startToFireTimeout: 60, control: long('t') }),
        ],
        executionContext: long('x'),
      };
    });
    const described = await lastValueFrom(album.upstream());
    expect(described.executionContext).toBe(long('x'));

    const { task } = await offloading.worker(({ input }) => ({ seen: input, made: long('r') }));
    expect([task.input, task.rawInput]).toEqual([long('a'), JSON.stringify(long('a'))]);

    await offloading.decide(({ history: { activities, markers, timers } }) => {
      expect(activities.get('1')?.result).toEqual({ seen: long('a'), made: long('r') });
      expect([markers.last?.details, timers.get('t')?.control]).toEqual([long('m'), long('t')]);
      return [offloading.decisions.completeWorkflowExecution({ result: long('z') })];
    });
    const history = await lastValueFrom(album.history());
    expect([history.execution.result, history.execution.input]).toEqual([long('z'), long('i')]);
  });

  it('sends references for long payloads, and short payloads unchanged', async () => {
    const offloading = await OffloadHarness.create();
    const album = await offloading.start('short');
    await lastValueFrom(album.signal('addFile', long('s')));
    const { execution, signals } = await lastValueFrom(offloading.plain(album).history());
    expect([execution.input, signals.last?.input]).toEqual(['short', reference]);
  });

  it('offloads payloads above the threshold', async () => {
    const offloading = await OffloadHarness.create({ threshold: 10 });
    const album = await offloading.start('12345678');
    await lastValueFrom(album.signal('addFile', '123456789'));
    const { execution, signals } = await lastValueFrom(offloading.plain(album).history());
    expect([execution.input, signals.last?.input]).toEqual(['12345678', reference]);
  });

  it('keeps long details of failures, heartbeats and terminations whole', async () => {
    const offloading = await OffloadHarness.create();
    const album = await offloading.start();
    await offloading.decide(() => [offloading.schedule(1, 'a'), offloading.schedule(2, 'b')]);
    await offloading.worker(() => {
      throw new ActivityFailure('Broken', long('f'));
    });
    const task = await firstValueFrom(new ActivityWorker(offloading.domain, 'thumbnails'));
    const details = 'h'.repeat(3_000);
    await lastValueFrom(task.heartbeat(details));
    expect([...offloading.store.payloads.values()]).toContain(JSON.stringify(details));
    await lastValueFrom(task.fail({ details: long('b') }));
    await lastValueFrom(album.terminate({ details: long('c') }));
    const { activities, execution } = await lastValueFrom(album.history());
    expect(activities.get('a')?.details).toBe(long('f'));
    expect(activities.get('b')?.details).toBe(long('b'));
    expect(execution.details).toBe(long('c'));
  });

  it('loads the details of the last heartbeat when the task times out', async () => {
    const offloading = await OffloadHarness.create();
    const album = await offloading.start();
    await offloading.decide(() => [offloading.schedule(1)]);
    const task = await firstValueFrom(new ActivityWorker(offloading.domain, 'thumbnails'));
    await lastValueFrom(task.heartbeat(long('h')));
    await offloading.harness.clock.advance(61_000);
    const { activities } = await lastValueFrom(album.history());
    expect(activities.get('1')?.state).toBe('timedOut');
    expect(activities.get('1')?.details).toBe(long('h'));
  });

  it('sends more long decisions in one response than its size limit would allow', async () => {
    const offloading = await OffloadHarness.create();
    await offloading.start();
    const many = Array.from({ length: 50 }, (_, n) => offloading.schedule(long(`${n % 10}`), `${n}`));
    expect(await offloading.decide(() => many)).toMatchObject({ status: 'completed', left: 0 });
  });

  it.each([[undefined], ['/srv/payloads'], [new Map()]])('refuses %s as its store', store => {
    expect(() => Reflect.apply(offload, undefined, [store])).toThrow(InvalidArgumentError);
    expect(() => Reflect.apply(offload, undefined, [store])).toThrow('must have put() and get()');
  });

  it('refuses a long input of a Lambda function, because the function could not load it', () => {
    const { scheduleLambdaFunction } = decisionBuilders(offload(new MemoryStore()));
    expect(() => scheduleLambdaFunction({ id: '1', name: 'f', input: long('l') })).toThrow(
      'input must be a payload of at most 32768 characters',
    );
  });
});

describe('the client of such a domain', () => {
  const described = (client: SWFClient, { workflowId, runId }: WorkflowExecution) =>
    request(client, DescribeWorkflowExecutionCommand, {
      domain: 'media',
      execution: { workflowId, runId: `${runId}` },
    });

  it('derives from the given client, which is not modified', async () => {
    const offloading = await OffloadHarness.create();
    const album = await offloading.start();
    await offloading.decide(() => ({ decisions: [], executionContext: long('x') }));
    const { domain, harness } = offloading;
    expect(await lastValueFrom(described(harness.client, album))).toMatchObject({
      latestExecutionContext: reference,
    });
    expect(await lastValueFrom(described(domain.client, album))).toMatchObject({
      latestExecutionContext: JSON.stringify(long('x')),
    });
  });

  it('is passed from model to model, with the store of each domain', async () => {
    const { domain, converter, harness } = await OffloadHarness.create();
    const { client } = domain;
    expect((await lastValueFrom(domain.upstream())).client).toBe(client);
    expect(new Domain({ name: 'other', client, dataConverter: converter }).client).toBe(client);
    expect(new Domain({ name: 'other', client }).client).toBe(harness.client);
    expect(harness.domain.client).toBe(harness.client);
  });

  it('runs the middleware of the given client, even if added later, on what SWF receives', async () => {
    const { domain, type, harness } = await OffloadHarness.create();
    const seen: unknown[] = [];
    harness.client.middlewareStack.add(
      next => async args => {
        seen.push('input' in args.input && args.input.input);
        return next(args);
      },
      { step: 'initialize' },
    );
    await lastValueFrom(type.startExecution({ input: long('i') }));
    expect(seen).toEqual([reference]);
    expect(domain.client.config).toBe(harness.client.config);
  });

  it('accepts a callback like any client', async () => {
    const { domain, store, ...offloading } = await OffloadHarness.create();
    const { workflowId, runId } = await lastValueFrom(offloading.type.startExecution());
    const command = new SignalWorkflowExecutionCommand({
      domain: 'media',
      workflowId,
      runId,
      signalName: 's',
      input: long('s'),
    });
    const answer = await new Promise((resolve, reject) => {
      domain.client.send(command, (error, output) => (error ? reject(error) : resolve(output)));
    });
    expect(answer).toHaveProperty('$metadata');
    expect([store.stored, command.input.input]).toEqual([1, long('s')]);
  });
});

describe('loading payloads', () => {
  /** An execution with a signal for each input. */
  async function signaled(offloading: OffloadHarness, ...inputs: string[]) {
    const album = await offloading.start();
    for (const input of inputs) await lastValueFrom(album.signal('s', input));
    return album;
  }

  it('loads each payload once per response, and only a few at a time', async () => {
    const offloading = await OffloadHarness.create({ threshold: 0, cache: 0 });
    const inputs = Array.from({ length: 60 }, (_, n) => `${n % 20}`);
    const album = await signaled(offloading, ...inputs);
    const { signals } = await lastValueFrom(album.history());
    expect(signals.all.map(({ input }) => input)).toEqual(inputs);
    expect(offloading.store.loaded).toHaveLength(20);
    expect(offloading.store.mostUnderWay).toBe(8);
  });

  it('caches recently stored and loaded payloads', async () => {
    const offloading = await OffloadHarness.create({ cache: 100_000 });
    const album = await signaled(offloading, long('a'), long('b'), long('c'));
    await lastValueFrom(album.history());
    const [loaded] = offloading.store.loaded;
    expect(offloading.store.loaded).toHaveLength(1);
    expect(offloading.store.payloads.get(`${loaded}`)).toBe(JSON.stringify(long('a')));
    const other = await OffloadHarness.create();
    const kept = await signaled(other, long('a'), long('b'), long('c'));
    await lastValueFrom(kept.history());
    expect(other.store.loaded).toEqual([]);
  });

  it('throws an error with the key of a missing payload only when its value is read', async () => {
    const offloading = await OffloadHarness.create({ cache: 0 });
    const album = await signaled(offloading, long('a'), long('b'));
    const [key = ''] = offloading.store.payloads.keys();
    offloading.store.payloads.delete(key);
    const { signals } = await lastValueFrom(album.history());
    expect(signals.last?.input).toBe(long('b'));
    const read = () => signals.first?.input;
    expect(read).toThrow(PayloadStoreError);
    expect(read).toThrow(
      expect.objectContaining({ kind: 'MissingPayload', resource: key, transient: false }),
    );
    expect(read).toThrow(`The store has no payload ${key}`);
  });

  it('fails a task whose input is missing, and continues with the next one', async () => {
    const offloading = await OffloadHarness.create({ cache: 0 });
    const album = await offloading.start();
    await offloading.decide(() => [offloading.schedule(long('a'), 'a'), offloading.schedule(long('b'), 'b')]);
    offloading.store.payloads.delete([...offloading.store.payloads.keys()][0] ?? '');
    await lastValueFrom(
      new ActivityWorker(offloading.domain, 'thumbnails').pipe(
        perform(({ input }) => input === long('b')),
        take(2),
      ),
    );
    const { activities } = await lastValueFrom(album.history());
    expect(activities.get('a')?.reason).toContain('PayloadStoreError: The store has no payload');
    expect(activities.get('b')?.result).toBe(true);
  });
});

describe('a damaged payload', () => {
  const damage = (offloading: OffloadHarness, text = JSON.stringify(long('j'))) => {
    for (const key of offloading.store.payloads.keys()) offloading.store.payloads.set(key, text);
  };

  it.each([
    ['replaced', JSON.stringify(long('j'))],
    ['truncated', JSON.stringify(long('i')).slice(0, -1)],
    ['empty', ''],
  ])('causes an error when it is read, from any store with content keys: %s', async (_, text) => {
    const offloading = await OffloadHarness.create({ cache: 0 });
    const album = await offloading.start(long('i'));
    damage(offloading, text);
    const history = await lastValueFrom(album.history());
    const [key] = offloading.store.payloads.keys();
    expect(history.execution.rawInput).toBe(`rx-swf:payload:${key}`);
    expect(() => history.input).toThrow(DamagedPayloadError);
    expect(() => history.input).toThrow(`The payload ${key} in the store is damaged`);
  });

  it('fails only the task that reads it', async () => {
    const offloading = await OffloadHarness.create({ cache: 0 });
    const album = await offloading.start();
    await offloading.decide(() => [offloading.schedule(long('i'), 'a'), offloading.schedule(1, 'b')]);
    damage(offloading);
    const worker = new ActivityWorker(offloading.domain, 'thumbnails');
    await lastValueFrom(
      worker.pipe(
        perform(({ input }) => input),
        take(2),
      ),
    );
    const { activities } = await lastValueFrom(album.history());
    expect(activities.get('a')?.reason).toContain('DamagedPayloadError');
    expect(activities.get('b')?.result).toBe(1);
  });

  it('is not cached, and can be read once it has been repaired', async () => {
    const offloading = await OffloadHarness.create();
    const album = await offloading.start();
    const elsewhere = offload(offloading.store);
    const domain = new Domain({ name: 'media', client: offloading.harness.client, dataConverter: elsewhere });
    const { workflowId, runId } = album;
    const seen = new WorkflowExecution({ domain, workflowId, runId });
    await lastValueFrom(album.signal('s', long('i')));
    damage(offloading);
    const history = await lastValueFrom(seen.history());
    expect(() => history.signals.last?.input).toThrow(DamagedPayloadError);
    damage(offloading, JSON.stringify(long('i')));
    expect((await lastValueFrom(seen.history())).signals.last?.input).toBe(long('i'));
  });

  it('is not detected if the key is not a content key', async () => {
    const payloads = new Map<string, string>();
    const store = {
      put: async (payload: string) => {
        payloads.set('key-1', payload);
        return 'key-1';
      },
      get: async (key: string) => payloads.get(key),
    };
    const { client, type } = await DomainHarness.open();
    const domain = new Domain({ name: 'media', client, dataConverter: offload(store, { cache: 0 }) });
    await lastValueFrom(type.startExecution({ workflowId: 'album-7' }));
    const album = await lastValueFrom(new WorkflowExecutionQuerySet(domain).get('album-7'));
    await lastValueFrom(album.signal('s', long('i')));
    payloads.set('key-1', '"other"');
    expect((await lastValueFrom(album.history())).signals.last?.input).toBe('other');
  });

  it('cannot result from a key that only looks like a content key, because storing is refused', async () => {
    const store = { put: () => ['0'.repeat(64)], get: () => [undefined] };
    const { client } = await DomainHarness.open();
    const domain = new Domain({ name: 'media', client, dataConverter: offload(store) });
    const album = new WorkflowExecution({ domain, workflowId: 'album-7' });
    await expect(lastValueFrom(album.signal('s', long('s')))).rejects.toThrow(
      'looks like a SHA-256 but is not that of the payload',
    );
  });
});

describe('a store that fails', () => {
  it('causes an error if it does not return a string', async () => {
    const store = { put: () => ['key'], get: () => [Buffer.from('"s"') as unknown as string] };
    const { client, type } = await DomainHarness.open();
    const domain = new Domain({ name: 'media', client, dataConverter: offload(store, { cache: 0 }) });
    const { workflowId, runId } = await lastValueFrom(type.startExecution());
    const album = new WorkflowExecution({ domain, workflowId, runId });
    await lastValueFrom(album.signal('s', long('s')));
    await expect(lastValueFrom(album.history())).rejects.toThrow('the store did not return a string');
  });

  it('has no payload if it returns null', async () => {
    const store = { put: () => ['key'], get: () => [null as unknown as undefined] };
    const { client, type } = await DomainHarness.open();
    const domain = new Domain({ name: 'media', client, dataConverter: offload(store, { cache: 0 }) });
    const { workflowId, runId } = await lastValueFrom(type.startExecution());
    const album = new WorkflowExecution({ domain, workflowId, runId });
    await lastValueFrom(album.signal('s', long('s')));
    const { signals } = await lastValueFrom(album.history());
    expect(() => signals.last?.input).toThrow(expect.objectContaining({ kind: 'MissingPayload' }));
  });

  const slowDown = () => throwError(() => Object.assign(new Error('Slow down'), { $fault: 'server' }));
  const forbidden = () =>
    throwError(() => Object.assign(new Error('Not yours'), { name: 'AccessDenied', $fault: 'client' }));

  it('is retried after a transient error, without being noticed', async () => {
    const offloading = await OffloadHarness.create({ cache: 0 });
    offloading.store.faults.push(slowDown(), slowDown(), slowDown());
    const album = await offloading.start(long('i'));
    offloading.store.faults.push(slowDown(), slowDown(), slowDown());
    expect((await lastValueFrom(album.history())).input).toBe(long('i'));
  });

  it('causes a transient error if it keeps failing', async () => {
    const offloading = await OffloadHarness.create({ cache: 0, backoff: { count: 1, initial: 1 } });
    offloading.store.faults.push(slowDown(), slowDown());
    const error = await offloading.start(long('i')).catch(error => error);
    expect(error).toBeInstanceOf(PayloadStoreError);
    expect(error).toMatchObject({ transient: true, message: 'Cannot store a payload: Slow down' });
    const album = await offloading.start(long('i'));
    offloading.store.faults.push(slowDown(), slowDown());
    const [key] = offloading.store.payloads.keys();
    await expect(lastValueFrom(album.history())).rejects.toMatchObject({ transient: true, resource: key });
  });

  it('causes an immediate error if it fails permanently, and nothing is sent', async () => {
    const offloading = await OffloadHarness.create();
    offloading.store.faults.push(forbidden());
    await expect(offloading.start(long('i'))).rejects.toMatchObject({
      name: 'PayloadStoreError',
      kind: 'AccessDenied',
      transient: false,
    });
    expect(await offloading.start()).toBeInstanceOf(WorkflowExecution);
  });

  it('is retried by an actor, whose response counts as sent only once it is', async () => {
    const offloading = await OffloadHarness.create({ backoff: { count: 0 } });
    const album = await offloading.start();
    await offloading.decide(() => [offloading.schedule(1)]);
    const task = await firstValueFrom(new ActivityWorker(offloading.domain, 'thumbnails'));
    offloading.store.faults.push(slowDown());
    await expect(lastValueFrom(task.complete(long('r')))).rejects.toMatchObject({ transient: true });
    await lastValueFrom(album.terminate());
    await expect(lastValueFrom(task.complete(long('r')))).rejects.toMatchObject({
      name: 'DoesNotExistError',
    });
    expect(task.presumed).toBe(false);
  });

  it('is retried by perform', async () => {
    const offloading = await OffloadHarness.create({ backoff: { count: 0 } });
    const album = await offloading.start();
    await offloading.decide(() => [offloading.schedule(1)]);
    offloading.store.faults.push(slowDown(), slowDown());
    const worker = new ActivityWorker(offloading.domain, 'thumbnails');
    await lastValueFrom(
      worker.pipe(
        perform(() => long('r'), { backoff: { initial: 1 } }),
        take(1),
      ),
    );
    expect((await lastValueFrom(album.history())).activities.get('1')?.result).toBe(long('r'));
  });

  it('does not prevent retries of calls to SWF', async () => {
    const offloading = await OffloadHarness.create();
    const album = await offloading.start();
    await offloading.decide(() => [offloading.schedule(1)]);
    offloading.harness.fail('RespondActivityTaskCompleted', 2, connectionReset(), 'after');
    const worker = new ActivityWorker(offloading.domain, 'thumbnails');
    const { task } = await lastValueFrom(
      worker.pipe(
        perform(() => long('r'), { backoff: { initial: 1 } }),
        take(1),
      ),
    );
    expect(task.presumed).toBe(true);
    expect((await lastValueFrom(album.history())).activities.get('1')?.result).toBe(long('r'));
  });

  it.each([
    ['none', undefined],
    ['one that is empty', ''],
    ['one of 257 characters', 'k'.repeat(257)],
  ])('causes an error if the key that it returns is %s', async (_, key) => {
    const store = { put: () => [key as string], get: () => [undefined] };
    const { client } = await DomainHarness.open();
    const domain = new Domain({ name: 'media', client, dataConverter: offload(store) });
    const album = new WorkflowExecution({ domain, workflowId: 'album-7' });
    await expect(lastValueFrom(album.signal('s', long('s')))).rejects.toThrow(
      'the store must return a key of 1 to 256 characters',
    );
  });

  it('may return a plain string', async () => {
    const store = { put: () => 'key', get: () => JSON.stringify(long('s')) };
    const { client, type } = await DomainHarness.open();
    const domain = new Domain({ name: 'media', client, dataConverter: offload(store, { cache: 0 }) });
    const { workflowId, runId } = await lastValueFrom(type.startExecution());
    const album = new WorkflowExecution({ domain, workflowId, runId });
    await lastValueFrom(album.signal('s', long('s')));
    expect((await lastValueFrom(album.history())).signals.last?.input).toBe(long('s'));
  });
});

describe('unsubscribing', () => {
  it('cancels storing, and sends nothing', async () => {
    const offloading = await OffloadHarness.create();
    offloading.store.faults.push(NEVER);
    const call = offloading.type.startExecution({ workflowId: 'album-7', input: long('i') }).subscribe();
    expect(offloading.store.underWay).toBe(1);
    call.unsubscribe();
    expect(offloading.store.underWay).toBe(0);
    expect(await offloading.start()).toBeInstanceOf(WorkflowExecution);
  });

  it('cancels loading', async () => {
    const offloading = await OffloadHarness.create({ cache: 0 });
    const album = await offloading.start(long('i'));
    const loading = new Observable<never>(subscriber => {
      call.unsubscribe();
      return () => resolve(subscriber.closed);
    });
    let resolve: (closed: boolean) => void;
    const givenUp = new Promise<boolean>(given => (resolve = given));
    offloading.store.faults.push(loading);
    const call = album.history().subscribe();
    expect(await givenUp).toBe(true);
    expect(offloading.store.underWay).toBe(0);
  });

  it('makes no call for a signal that is already aborted', async () => {
    const { domain, store } = await OffloadHarness.create();
    const command = new SignalWorkflowExecutionCommand({
      domain: 'media',
      workflowId: 'album-7',
      signalName: 's',
      input: long('s'),
    });
    const call = domain.client.send(command, { abortSignal: AbortSignal.abort(new Error('Over')) });
    await expect(call).rejects.toThrow('Over');
    expect(store.stored).toBe(0);
  });
});

describe('offload', () => {
  it('passes the output of its converter to the store', async () => {
    const secret = {
      toPayload: (value: unknown) => btoa(jsonConverter.toPayload(value)),
      fromPayload: (payload: string) => jsonConverter.fromPayload(atob(payload)),
    };
    const offloading = await OffloadHarness.create({ converter: secret });
    const album = await offloading.start(long('i'));
    expect([...offloading.store.payloads.values()]).toEqual([btoa(JSON.stringify(long('i')))]);
    expect((await lastValueFrom(album.history())).input).toBe(long('i'));
  });

  it('refuses payloads that look like references', async () => {
    const plain = { toPayload: String, fromPayload: (payload: string) => payload };
    const { domain } = await OffloadHarness.create({ converter: plain });
    const album = new WorkflowExecution({ domain, workflowId: 'album-7' });
    expect(() => album.signal('s', 'rx-swf:payload:1')).toThrow(InvalidArgumentError);
    expect(() => album.signal('s', 'rx-swf:payload:1')).toThrow(
      'input cannot be converted to a payload: its text begins with "rx-swf:payload:", which is reserved',
    );
  });

  it.each([
    [{ threshold: 32_769 }, 'threshold must be a whole number from 0 to 32768'],
    [{ cache: -1 }, 'cache must be a whole number of at least 0'],
    [{ converter: offload(new MemoryStore()) }, 'converter must not have a store'],
  ])('refuses invalid options: %o', (options, message) => {
    expect(() => offload(new MemoryStore(), options)).toThrow(message);
  });

  it('is required for long payloads, which are refused otherwise', async () => {
    const { domain } = await DomainHarness.open();
    const album = new WorkflowExecution({ domain, workflowId: 'album-7' });
    expect(() => album.signal('s', long('s'))).toThrow('input must be a payload of at most 32768 characters');
  });
});
