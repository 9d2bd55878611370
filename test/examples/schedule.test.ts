import { workflow } from 'rx-swf/workflows';
import { lastValueFrom, map, type Observable, timer, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { nextTime, timesBetween } from '../../examples/schedule/times.js';
import { type Occasion, type Schedule, scheduled } from '../../examples/schedule/workflow.js';
import { WorkflowHarness } from '../harness/WorkflowHarness.js';
import { runExample } from './runExample.js';

const hour = 3_600_000;
const noon = Date.UTC(2030, 0, 1, 12);

describe('due times', () => {
  it('can be the same minutes of every day', () => {
    expect(nextTime({ everyMinutes: 60 }, noon)).toBe(noon + hour);
    expect(nextTime({ everyMinutes: 15 }, noon + 1)).toBe(noon + hour / 4);
  });

  it('can be a time of day, today or tomorrow', () => {
    expect(nextTime({ dailyAt: '13:30' }, noon)).toBe(noon + 1.5 * hour);
    expect(nextTime({ dailyAt: '12:00' }, noon)).toBe(noon + 24 * hour);
    expect(nextTime({ dailyAt: '02:30' }, noon)).toBe(noon + 14.5 * hour);
  });

  it('are found between two times, including the later one', () => {
    const everyHour = { everyMinutes: 60 };
    expect(timesBetween(everyHour, noon, noon + 2 * hour)).toEqual([noon + hour, noon + 2 * hour]);
    expect(timesBetween(everyHour, noon, noon + hour - 1)).toEqual([]);
  });
});

describe('a schedule', () => {
  /** Runs a schedule of jobs that take an hour and a half, from the top of an hour on. */
  async function play(schedule: Partial<Schedule & { after: number }>, hours: number, maxEvents = 2_000) {
    const job = workflow(
      { name: 'Job', version: '1' },
      ({ due: at }: Occasion): Observable<string> => timer(1.5 * hour).pipe(map(() => at)),
    );
    const jobs = scheduled('Jobs', job, maxEvents);
    const harness = await WorkflowHarness.open([jobs, job]);
    const start = Math.floor(Date.now() / hour) * hour;
    const execution = await harness.start(jobs, {
      when: { everyMinutes: 60 },
      until: start + hours * hour,
      ...schedule,
    });
    const { succeeded, failed } = await harness.result(execution);
    const runs = await lastValueFrom(execution.runs({ interval: 20 }).pipe(toArray()));
    return { succeeded, failed, runs: runs.length };
  }

  it('skips a job that is due while another one is running', async () => {
    expect(await play({}, 6)).toMatchObject({ succeeded: 3, failed: 0 });
  });

  it('queues the job or runs it concurrently, if so configured', async () => {
    expect(await play({ overlap: 'queue' }, 3)).toMatchObject({ succeeded: 3 });
    expect(await play({ overlap: 'allow' }, 3)).toMatchObject({ succeeded: 3 });
  });

  it('cancels the running job in favor of the one that is due, if so configured', async () => {
    expect(await play({ overlap: 'replace' }, 3)).toMatchObject({ succeeded: 1, failed: 0 });
  });

  it('catches up on the latest missed time, or on all of them', async () => {
    const after = Math.floor(Date.now() / hour) * hour - 5 * hour;
    expect(await play({ after, overlap: 'allow' }, 0)).toMatchObject({ succeeded: 1 });
    expect(await play({ after, overlap: 'allow', missed: 'all' }, 0)).toMatchObject({ succeeded: 5 });
  });

  it('continues as new between two jobs without losing or repeating any', async () => {
    const { succeeded, runs } = await play({}, 20, 30);
    expect(succeeded).toBe(10);
    expect(runs).toBeGreaterThan(2);
  });
});

it('the schedule example runs from a terminal', async () => {
  const { code, output } = await runExample('schedule');
  expect(output).toMatch(
    /continued as new after[\s\S]*completed after[\s\S]*→ \{ after: \d+, succeeded: 7, failed: 0 \}/,
  );
  expect(code).toBe(0);
});
