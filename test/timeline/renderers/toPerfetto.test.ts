import fc from 'fast-check';
import { type PerfettoEvent, timelineOf, toPerfetto } from 'rx-swf/timeline';
import { describe, expect, it } from 'vitest';
import { randomBuilder } from '../../harness/randomHistory.js';
import { busy, resize, started, startTime } from '../timelines.js';

const trackOf = ({ pid, tid }: PerfettoEvent) => `${pid} ${tid}`;

describe('toPerfetto', () => {
  it('is a process of a run, with a named thread for each lane', () => {
    const { traceEvents, displayTimeUnit } = toPerfetto(timelineOf(busy(), { workflowId: 'album-7' }));
    expect(displayTimeUnit).toBe('ms');
    const names = (wanted: string) =>
      traceEvents.filter(({ ph, name }) => ph === 'M' && name === wanted).map(({ args }) => args?.['name']);
    expect(names('process_name')).toEqual(['Album@1 album-7, open for 3d']);
    expect(names('thread_name')).toEqual([
      'execution',
      'decisions',
      'Resize 1',
      'timer backoff',
      'signal decision',
      'Child print-7',
      'marker size',
    ]);
  });

  it('has a slice for each span in microseconds, with the times of waiting and running in it', () => {
    const { traceEvents } = toPerfetto(
      timelineOf(started().activity('1', { type: resize, result: 7 }).build()),
    );
    const slices = traceEvents.filter(({ cat, ph }) => cat === 'activity' && ph === 'X');
    const at = (seconds: number) => (startTime + seconds * 1_000) * 1_000;
    expect(slices.map(({ name, ts, dur }) => [name, ts, dur])).toEqual([
      ['Resize 1', at(2), 2_000_000],
      ['waits', at(2), 1_000_000],
      ['runs', at(3), 1_000_000],
    ]);
    expect(slices[0]?.args).toMatchObject({ outcome: 'completed', taskList: 'activities', result: '7' });
  });

  it('has a process for each run of a child, and an arrow to it', () => {
    const history = started().child('print-7', { state: 'completed' }).build();
    const run = timelineOf(started().complete().build(), { runId: history.childExecutions.first?.runId });
    const { traceEvents } = toPerfetto(timelineOf(history, { children: [run] }));
    expect(new Set(traceEvents.map(({ pid }) => pid))).toEqual(new Set([1, 2]));
    const arrow = traceEvents.filter(({ id }) => id === 1);
    expect(arrow.map(({ ph, pid }) => [ph, pid])).toEqual([
      ['s', 1],
      ['f', 2],
    ]);
  });

  it('has slices that lie within each other or apart, since Perfetto drops others', () => {
    fc.assert(
      fc.property(randomBuilder, builder => {
        const { traceEvents } = toPerfetto(timelineOf(builder.build()));
        const ends = new Map<string, number[]>();
        for (const event of traceEvents) {
          if (event.ph !== 'X') continue;
          const { ts = 0, dur = 0 } = event;
          const open = (ends.get(trackOf(event)) ?? []).filter(end => end > ts);
          expect(open.every(end => ts + dur <= end)).toBe(true);
          ends.set(trackOf(event), [...open, ts + dur]);
        }
      }),
    );
  });
});
