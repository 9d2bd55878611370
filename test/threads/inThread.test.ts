import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError, perform } from 'rx-swf';
import { inThread } from 'rx-swf/threads';
import { lastValueFrom, take } from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../harness/temporaryFolder.js';
import { PerformHarness } from './PerformHarness.js';
import { execArgv, threadOf } from './threadOf.js';

describe('a handler in a thread', () => {
  it('receives its task, and its result completes the task', async () => {
    const harness = await PerformHarness.open([{ file: 'a.png', sizes: [64, 128] }]);
    const [performed] = await harness.perform(threadOf('echo'));
    expect(performed).toMatchObject({ status: 'completed', result: { isMainThread: false } });
    expect((await harness.activity())?.result).toEqual({
      isMainThread: false,
      task: {
        input: { file: 'a.png', sizes: [64, 128] },
        domain: 'media',
        activityId: '0',
        activityType: { name: 'Resize', version: '1' },
        workflowExecution: { workflowId: 'album-7', runId: expect.any(String) },
      },
    });
  });

  it('is kept alive by heartbeats, with details of its own, while it blocks its thread', async () => {
    const file = join(temporaryFolder(), 'go');
    const harness = await PerformHarness.open([file]);
    const performed = harness.perform(threadOf('beat'), { heartbeatInterval: 1 });
    await harness.beat('blocking');
    for (let n = 0; n < 4; n += 1) {
      harness.advance(40_000);
      // The first of the two may have been sent before the clock was advanced.
      await lastValueFrom(harness.beats$.pipe(take(2)));
    }
    writeFileSync(file, '');
    expect(await performed).toMatchObject([{ status: 'completed', result: 'released' }]);
  });
});

describe('an error of a handler in its thread', () => {
  const fail = async (input: string) => {
    const harness = await PerformHarness.open([input]);
    await harness.perform(threadOf('fail'));
    return harness.activity();
  };

  it('fails the task with its name, message and stack', async () => {
    expect(await fail('error')).toMatchObject({
      state: 'failed',
      reason: 'TooLarge: 4 GB',
      details: { name: 'TooLarge', message: '4 GB', stack: expect.stringContaining('fail.ts') },
    });
  });

  it('fails the task with the names of its classes, by which a retry policy knows it', async () => {
    expect(await fail('subclass')).toMatchObject({
      reason: 'TooLarge: 4 PB',
      details: { name: 'TooLarge', classes: ['Huge'] },
    });
  });

  it('fails the task with the reason and details of an ActivityFailure', async () => {
    expect(await fail('failure')).toMatchObject({ reason: 'NotAnImage', details: { type: 'text/plain' } });
  });

  it('fails the task with a string instead of details that cannot be cloned', async () => {
    const activity = await fail('failure that cannot travel');
    expect(activity).toMatchObject({ reason: 'NotAnImage', details: '[object Object]' });
  });

  it('fails the task even if it is not an Error', async () => {
    expect(await fail('value')).toMatchObject({ reason: 'a text', details: 'a text' });
  });

  it('keeps its causes and their codes', async () => {
    expect(await fail('causes')).toMatchObject({
      reason: 'TypeError: fetch failed (ECONNREFUSED 127.0.0.1:5432)',
      details: { cause: { code: 'ECONNREFUSED' } },
    });
  });

  it.each([
    ['hostile', 'Symbol(name): x'],
    ['revoked', 'an object that cannot be shown'],
  ])('fails the task even if it cannot be described: %s', async (thrown, reason) => {
    expect(await fail(thrown)).toMatchObject({ state: 'failed', reason });
  });

  it('may be caused by a result that cannot be cloned', async () => {
    expect((await fail('nothing'))?.reason).toMatch(/^DataCloneError: .* could not be cloned/);
  });
});

describe('a thread that crashes', () => {
  it.each([
    ['process.exit()', 'exit', 'worker exited with code: 1'],
    ['more memory than it may use', 'memory', /reaching memory limit/],
    ['an error thrown in a timer', 'timer', 'boom'],
    ['a rejection that nobody handles', 'rejection', 'boom'],
  ])('by %s fails its task, and the next one gets another thread', async (_, crash, reason) => {
    const harness = await PerformHarness.open([crash, 'no crash']);
    const handler = threadOf('crash', { threads: 1, resourceLimits: { maxOldGenerationSizeMb: 64 } });
    expect(await harness.perform(handler, { count: 2 })).toMatchObject([
      { status: 'failed', error: { name: 'ThreadCrashedError' } },
      { status: 'completed', result: 'alive' },
    ]);
    const told = (await harness.activity())?.reason;
    expect(told).toMatch(/^ThreadCrashedError: The thread crashed: /);
    expect(told).toMatch(reason);
  });

  it('before it begins fails the task that waits for it', async () => {
    const harness = await PerformHarness.open(['no crash']);
    const handler = threadOf('crash', { execArgv: ['--import', './nowhere.js'] });
    await harness.perform(handler);
    expect((await harness.activity())?.reason).toMatch(/^ThreadCrashedError: .*nowhere\.js/);
  });
});

describe('a thread whose module failed to load', () => {
  it('is replaced: the next task loads the module again', async () => {
    process.env['RX_SWF_FLAKY'] = 'yes';
    onTestFinished(() => {
      delete process.env['RX_SWF_FLAKY'];
    });
    const harness = await PerformHarness.open([1, 2]);
    const handler = threadOf('flaky', { threads: 1 });
    expect(await harness.perform(handler)).toMatchObject([{ status: 'failed' }]);
    expect((await harness.activity())?.reason).toBe('Error: EMFILE: too many open files');
    delete process.env['RX_SWF_FLAKY'];
    expect(await harness.perform(handler)).toMatchObject([{ status: 'completed', result: 'loaded' }]);
  });
});

describe('a cancel request', () => {
  it.each(['wait', 'ask'])(
    'reaches a handler that can %s for it, and whose result becomes the details',
    async how => {
      const harness = await PerformHarness.open([how]);
      const performed = harness.perform(threadOf('stop'), { heartbeatInterval: 1 });
      // Details are coalesced: of those that follow each other fast, only the latest is sure to be sent.
      await harness.beat(how === 'ask' ? 'at it' : 'begun');
      await harness.cancel();
      expect(await performed).toMatchObject([{ status: 'canceled' }]);
      expect((await harness.activity())?.details).toBe('The task was stopped: cancel requested');
    },
  );

  it('terminates the thread of a handler that ignores it, and the next handler gets another thread', async () => {
    const harness = await PerformHarness.open(['block', 'pass']);
    const performed = harness.perform(threadOf('block', { threads: 1, grace: 0 }), {
      heartbeatInterval: 1,
      cancelGrace: 60_000,
      count: 2,
    });
    await harness.beat('begun');
    await harness.cancel();
    expect(await performed).toMatchObject([
      { status: 'canceled' },
      { status: 'completed', result: 'passed' },
    ]);
  });
});

describe('unsubscribing', () => {
  it('aborts the signal of a handler that has begun', async () => {
    const harness = await PerformHarness.open(['wait']);
    const handler = threadOf('stop');
    const result = new Promise((resolve, reject) => {
      const worker = harness.worker
        .pipe(perform((...args) => handler(...args).then(resolve, reject), { heartbeatInterval: 1 }))
        .subscribe();
      void harness.beat('begun').then(() => worker.unsubscribe());
    });
    expect(await result).toBe('The worker was unsubscribed from');
  });

  it('drops a task that has not begun', async () => {
    const harness = await PerformHarness.open(['block']);
    const handler = threadOf('block', { grace: Number.POSITIVE_INFINITY });
    const result = new Promise((resolve, reject) => {
      const worker = harness.worker
        .pipe(
          perform((...args) => {
            queueMicrotask(() => worker.unsubscribe());
            return handler(...args).then(resolve, reject);
          }),
        )
        .subscribe();
    });
    await expect(result).rejects.toThrow('The worker was unsubscribed from');
  });
});

describe('inThread', () => {
  it.each([
    ['a URL', new URL('handlers/missing.ts', import.meta.url)],
    ['a URL as a text', new URL('handlers/missing.ts', import.meta.url).href],
    ['a path', 'test/threads/handlers/missing.ts'],
  ])('rejects a file that does not exist, given as %s', (_, file) => {
    expect(() => inThread(file)).toThrow(InvalidArgumentError);
    expect(() => inThread(file)).toThrow(
      /^file must be the URL or path of an existing module, got ".*missing\.ts"$/,
    );
  });

  it('accepts a path relative to the folder of the process', async () => {
    const harness = await PerformHarness.open([1]);
    const handler = inThread<unknown, unknown>('test/threads/handlers/echo.ts', { execArgv });
    expect(await harness.perform(handler)).toMatchObject([{ status: 'completed' }]);
  });

  it.each([
    ['nothing', /^TypeError: The default export of .*nothing\.ts is not a function$/],
    ['broken', /^SyntaxError: half written$/],
  ])('fails tasks whose module has no handler: %s', async (name, reason) => {
    const harness = await PerformHarness.open([1]);
    await harness.perform(threadOf(name));
    expect((await harness.activity())?.reason).toMatch(reason);
  });

  it('fails a task whose input cannot be cloned', async () => {
    const harness = await PerformHarness.open([1]);
    const handler = threadOf('echo');
    const withFunction = { input: () => 1, domain: { name: 'media' } };
    await harness.perform((task, context) => handler(Object.setPrototypeOf(withFunction, task), context));
    expect((await harness.activity())?.reason).toMatch(/^DataCloneError: /);
  });

  it.each([
    [{ threads: 0 }, 'threads must be a whole number of at least 1, got 0'],
    [{ grace: -1 }, 'grace must be a non-negative number of milliseconds, got -1'],
    [{ idleTimeout: Number.NaN }, 'idleTimeout must be a non-negative number of milliseconds, got NaN'],
  ])('rejects invalid options: %j', (options, message) => {
    expect(() => threadOf('echo', options)).toThrow(message);
  });
});
