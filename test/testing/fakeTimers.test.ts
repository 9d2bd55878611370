import { fails, mock, runWorkflow, takes, timesOut } from 'rx-swf/testing';
import { activity, workflow } from 'rx-swf/workflows';
import { concatMap, take, timer } from 'rxjs';
import { afterEach, describe, expect, it, vi } from 'vitest';

const work = activity<number, number>({
  name: 'Work',
  version: '1',
  heartbeatTimeout: 30,
  retry: { count: 5 },
});
const child = workflow({ name: 'Child', version: '1' }, (n: number, { run }) => run(work, n));
const reminder = workflow({ name: 'Reminder', version: '1' }, (n: number, { child: childOf, lambda }) =>
  timer(60_000).pipe(
    concatMap(() => lambda<number>('f', n)),
    concatMap(m => childOf(child, m)),
  ),
);

/** Answers that fail, time out and take their time. */
const flaky = () => {
  const answers = [timesOut(), fails('Busy'), takes(100, 7)];
  return mock(work, () => answers.shift() ?? 0);
};

afterEach(() => {
  vi.useRealTimers();
});

describe('a workflow test under fake timers', () => {
  it.each([
    ['those that are usual', {}],
    [
      'all',
      {
        toFake: [
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'setImmediate',
          'clearImmediate',
          'Date',
          'performance',
          'queueMicrotask',
        ],
      },
    ],
  ] satisfies [string, Parameters<typeof vi.useFakeTimers>[0]][])('runs to its end: %s', async (_, fake) => {
    vi.useFakeTimers(fake);
    const { result } = await runWorkflow(reminder, 1, {
      activities: [flaky()],
      workflows: [child],
      lambda: { f: n => n },
      start: { lambdaRole: 'arn:aws:iam::123456789012:role/caller' },
    });
    expect(result).toBe(7);
  });

  it('runs during as usual', async () => {
    vi.useFakeTimers();
    const waiting = workflow({ name: 'Waiting', version: '1' }, (_: unknown, { signal }) =>
      signal('go').pipe(take(1)),
    );
    const { result } = await runWorkflow(waiting, undefined, {
      during: async test => {
        await test.advance(100);
        await test.signal('go', 'gone');
      },
    });
    expect(result).toBe('gone');
  });

  it("rejects time: 'real'", async () => {
    vi.useFakeTimers();
    await expect(runWorkflow(reminder, 1, { time: 'real' })).rejects.toThrow(
      "time: 'real' requires real timers, but fake timers are active. Call vi.useRealTimers()",
    );
  });

  it('rejects if the module was imported too late', async () => {
    vi.useFakeTimers();
    vi.resetModules();
    const late = await import('rx-swf/testing');
    await expect(late.runWorkflow(reminder, 1)).rejects.toThrow(
      'rx-swf/testing was imported while fake timers were active',
    );
  });
});
