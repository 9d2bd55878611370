import { setImmediate } from 'node:timers/promises';
import { ListOpenWorkflowExecutionsCommand } from '@aws-sdk/client-swf';
import { ClassicLevel } from 'classic-level';
import { type LocalSwfOptions, skipClock } from 'rx-swf/local';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { GroupCommit } from '../../../src/local/store/GroupCommit.js';
import { domain } from '../../harness/registrations.js';
import { SdkHarness } from '../../harness/SdkHarness.js';
import { decision } from '../../harness/sdkDecisions.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';

afterEach(() => {
  vi.restoreAllMocks();
});

const list = new ListOpenWorkflowExecutionsCommand({ domain, startTimeFilter: { oldestDate: new Date(0) } });

type ClassicBatch = ReturnType<ClassicLevel['batch']>;

/** A disk on which each write waits to be let go. */
function slowDisk() {
  const held: (() => void)[] = [];
  const batches: number[] = [];
  let tell: () => void = () => {};
  const begin: () => ClassicBatch = ClassicLevel.prototype.batch;
  vi.spyOn(ClassicLevel.prototype, 'batch').mockImplementation(function (this: ClassicLevel) {
    const batch = Reflect.apply(begin, this, []);
    const write = batch.write.bind(batch);
    vi.spyOn(batch, 'write').mockImplementation((options = {}) => {
      batches.push(batch.length);
      const turn = new Promise<void>(resolve => held.push(resolve));
      tell();
      return turn.then(() => write(options));
    });
    return batch as never;
  });
  return {
    /** Number of rows in each write. */
    batches,
    release: () => held.shift()?.(),
    /** Resolves when the next write waits. */
    next: () =>
      new Promise<void>(resolve => {
        tell = resolve;
      }),
  };
}

/** Whether a promise has settled by the time that everything has had its turn. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  const settle = () => {
    settled = true;
  };
  promise.then(settle, settle);
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
  return settled;
}

async function prepared(options: LocalSwfOptions = {}): Promise<SdkHarness> {
  return SdkHarness.empty({ data: temporaryFolder(), ...options }).prepare();
}

describe('nothing is answered before it is on disk', () => {
  it('neither a change, nor a read that shows it, nor an error that reveals it', async () => {
    const harness = await prepared();
    const disk = slowDisk();
    const calls = [harness.start('w1'), harness.client.send(list), harness.start('w1')];
    for (const call of calls) expect(await isSettled(call)).toBe(false);
    disk.release();
    const [started, listed, refused] = await Promise.allSettled(calls);
    expect([started?.status, listed?.status, refused?.status]).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
    ]);
  });

  it('not even a task to a poll that waited for it', async () => {
    const harness = await prepared();
    const { answer } = await harness.waiting(harness.pollDecision());
    expect(await isSettled(answer)).toBe(false);
    const disk = slowDisk();
    const started = harness.start('w1');
    expect(await isSettled(started)).toBe(false);
    expect(await isSettled(answer)).toBe(false);
    disk.release();
    await started;
    expect((await answer).workflowExecution?.workflowId).toBe('w1');
  });

  it('nor can deadlines that were reached be seen', async () => {
    const harness = await prepared();
    const run = await harness.start();
    await harness.decide(decision('StartTimer', { timerId: 't', startToFireTimeout: '10' }));
    const disk = slowDisk();
    harness.clock.advance(10_000);
    const types = harness.types(run);
    expect(await isSettled(types)).toBe(false);
    disk.release();
    expect(await types).toContain('TimerFired');
  });
});

describe('concurrent calls', () => {
  it('share a write, and those that arrive during it share the next', async () => {
    const harness = await prepared();
    // Right after a write, calls are gathered: the first of these is to begin a write of its own.
    await setImmediate();
    const disk = slowDisk();
    const calls = Array.from({ length: 50 }, (_, n) => harness.start(`w${n}`));
    expect(await isSettled(Promise.race(calls))).toBe(false);
    expect(disk.batches).toHaveLength(1);
    const second = disk.next();
    disk.release();
    await second;
    disk.release();
    await Promise.all(calls);
    // Two events for each of the executions, and the header with each write.
    expect(disk.batches).toEqual([2 + 1, 49 * 2 + 1]);
  });

  it('resume together after a write, and share the next one, with those that arrived during the write', async () => {
    const writes: (() => void)[] = [];
    const commits = new GroupCommit(() => new Promise(resolve => writes.push(resolve)));
    let answered = 0;
    const callTwice = async () => {
      for (let calls = 0; calls < 2; calls += 1) {
        await commits.commit();
        answered += 1;
      }
    };
    const release = async () => {
      writes.shift()?.();
      while (writes.length === 0) await setImmediate();
    };
    const callers = Array.from({ length: 9 }, callTwice);
    // The first caller began a write, which the others wait for.
    await release();
    expect([answered, writes.length]).toEqual([1, 1]);
    await release();
    expect([answered, writes.length]).toEqual([10, 1]);
    writes.shift()?.();
    await Promise.all(callers);
    expect([answered, writes.length]).toEqual([18, 0]);
  });

  it('that read right after a write do not wait for another', async () => {
    const writes: (() => void)[] = [];
    const commits = new GroupCommit(() => new Promise(resolve => writes.push(resolve)));
    const first = commits.commit();
    writes.shift()?.();
    await first;
    await commits.settled();
    expect(writes).toHaveLength(0);
  });

  it('are in progress until they are answered: time is not skipped during a write', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const clock = skipClock();
    const harness = await prepared({ clock });
    await harness.start();
    const task = await harness.pollDecision();
    const { answer } = await harness.waiting(harness.pollDecision());
    expect(await isSettled(answer)).toBe(false);
    const disk = slowDisk();
    const start = clock.now();
    const responded = harness.respond(
      task,
      decision('StartTimer', { timerId: 't', startToFireTimeout: '3600' }),
    );
    expect(await isSettled(responded)).toBe(false);
    await vi.advanceTimersByTimeAsync(5000);
    expect(clock.now() - start).toBe(5000);
    vi.restoreAllMocks();
    disk.release();
    await responded;
    await vi.advanceTimersByTimeAsync(5);
    expect((await answer).startedEventId).toBe(8);
    expect(clock.now() - start).toBeGreaterThanOrEqual(3_600_000);
  });
});
