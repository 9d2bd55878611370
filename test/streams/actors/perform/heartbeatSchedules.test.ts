import {
  type ActivityTask,
  ActivityWorker,
  type PerformOptions,
  perform,
  type WorkflowExecution,
} from 'rx-swf';
import { activity, activityWorker } from 'rx-swf/workflows';
import {
  filter,
  firstValueFrom,
  lastValueFrom,
  NEVER,
  Subject,
  take,
  toArray,
  VirtualTimeScheduler,
} from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DomainHarness } from '../../../harness/DomainHarness.js';
import { intercept } from '../../../harness/intercept.js';

/** Virtual time that advances on request, letting pending responses take effect. */
class HandClock extends VirtualTimeScheduler {
  async pass(milliseconds: number): Promise<void> {
    const end = this.frame + milliseconds;
    for (let at = this.frame; at < end; at += 50) {
      this.maxFrames = Math.min(end, at + 50);
      this.flush();
      this.frame = this.maxFrames;
      await new Promise(resolve => setImmediate(resolve));
    }
  }
}

/** Number of calls of an operation, and of aborted ones. */
function callsOf(harness: DomainHarness, operation: string) {
  const calls = { made: 0, aborted: 0 };
  intercept(harness.client, operation, async ({ send }) => {
    calls.made += 1;
    try {
      return await send();
    } catch (error) {
      if ((error as Error).name === 'AbortError') calls.aborted += 1;
      throw error;
    }
  });
  return calls;
}

/** A worker that holds its tasks, of a type with a heartbeat timeout of 60 s, until they are released. */
async function working(count: number, options: PerformOptions = {}) {
  const harness = await DomainHarness.open();
  const scheduler = new HandClock(undefined, 0);
  const end$ = new Subject<string>();
  const described = callsOf(harness, 'DescribeActivityType');
  const beats = callsOf(harness, 'RecordActivityTaskHeartbeat');
  const execution = await harness.resizing(...Array(count).keys());
  const worker = new ActivityWorker(harness.domain, 'thumbnails', { concurrency: count });
  const performed: string[] = [];
  const hold = perform(() => firstValueFrom(end$), { ...options, scheduler });
  const subscription = worker.pipe(hold).subscribe(({ status }) => performed.push(status));
  onTestFinished(() => subscription.unsubscribe());
  const started = worker.events$.pipe(
    filter(({ type }) => type === 'received'),
    take(count),
    toArray(),
  );
  await lastValueFrom(started);
  return { harness, execution, worker, scheduler, end$, described, beats, performed };
}

describe('perform', () => {
  it('requests nothing for tasks that end before a heartbeat may be due', async () => {
    const { worker, scheduler, end$, described, performed } = await working(20);
    await scheduler.pass(300);
    const answered = lastValueFrom(
      worker.events$.pipe(
        filter(({ type }) => type === 'answered'),
        take(20),
      ),
    );
    end$.next('done');
    await answered;
    await scheduler.pass(1_000);
    expect(performed).toEqual(Array(20).fill('completed'));
    expect(described).toEqual({ made: 0, aborted: 0 });
  });

  it('requests the heartbeat timeout of a type once, and sends three heartbeats in that time', async () => {
    const { scheduler, end$, described, beats } = await working(5);
    await scheduler.pass(19_900);
    expect([described.made, beats.made]).toEqual([1, 0]);
    await scheduler.pass(41_000);
    expect([described.made, beats.made]).toEqual([1, 5 * 3]);
    end$.next('done');
  });

  it('does not abort the request when the task that caused it ends', async () => {
    const { harness, scheduler, end$, described } = await working(1);
    let answer = () => {};
    const held = new Promise<void>(resolve => (answer = resolve));
    intercept(harness.client, 'DescribeActivityType', async ({ send }) => {
      await held;
      return send();
    });
    await scheduler.pass(400);
    end$.next('done');
    await scheduler.pass(100);
    answer();
    await scheduler.pass(100);
    expect(described).toEqual({ made: 1, aborted: 0 });
  });

  it('does not repeat a refused request for five minutes, and sends a heartbeat every 10 s meanwhile', async () => {
    const { harness, execution, scheduler, end$, described, beats } = await working(1);
    const refused = Object.assign(new Error('no'), { name: 'AccessDeniedException' });
    harness.fail('DescribeActivityType', 1, refused);
    const next = async (before: WorkflowExecution) => {
      end$.next('done');
      await lastValueFrom(before.terminate());
      return harness.resizing(0);
    };
    await scheduler.pass(10_500);
    expect([described.made, beats.made]).toEqual([1, 1]);
    const second = await next(execution);
    await scheduler.pass(200_000);
    expect(described.made).toBe(1);
    const third = await next(second);
    await scheduler.pass(95_000);
    expect(described.made).toBe(1);
    await next(third);
    await scheduler.pass(5_000);
    expect(described.made).toBe(2);
    end$.next('done');
  });

  it('uses the given heartbeat timeout of each task', async () => {
    const heartbeatTimeout = ({ input }: ActivityTask) => (input === 0 ? 3 : 30);
    const { scheduler, end$, described, beats } = await working(2, { heartbeatTimeout });
    await scheduler.pass(9_500);
    expect([described.made, beats.made]).toEqual([0, 9]);
    end$.next('done');
  });
});

describe('activityWorker', () => {
  it('uses the heartbeat timeouts of its definitions, and requests nothing', async () => {
    const harness = await DomainHarness.open();
    const scheduler = new HandClock(undefined, 0);
    const described = callsOf(harness, 'DescribeActivityType');
    const beats = callsOf(harness, 'RecordActivityTaskHeartbeat');
    await harness.resizing(0);
    const resizing = activity<number, string>({ name: 'Resize', version: '1', heartbeatTimeout: 6 });
    const worker = activityWorker(harness.domain, 'thumbnails', [resizing.with(() => NEVER)], { scheduler });
    const received = firstValueFrom(worker.events$.pipe(filter(({ type }) => type === 'received')));
    const subscription = worker.subscribe();
    onTestFinished(() => subscription.unsubscribe());
    await received;
    await scheduler.pass(10_500);
    expect([described.made, beats.made]).toEqual([0, 5]);
  });
});
