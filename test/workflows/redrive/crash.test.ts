import { lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { ChildProgram } from '../../harness/ChildProgram.js';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';
import { long, read, sum } from './long.js';

const count = 60;

describe('A redriven run', () => {
  it.each(['before', 'after'])('loses nothing if its decider is killed %s its first answer', async when => {
    const calls: string[] = [];
    let isBroken = true;
    const harness = await WorkflowHarness.open(
      [],
      [
        read.with(n => {
          calls.push(`read ${n}`);
          return `${n} `.padEnd(30_000, '.');
        }),
        sum.with(n => {
          if (isBroken) throw new Error('not yet');
          return `${n}`;
        }),
      ],
      { service: { clock: 'real' } },
    );
    const first = await harness.startWorker([long]);
    const execution = await lastValueFrom(long.start(harness.domain, count));
    await harness.failure(execution);
    first.stop();
    isBroken = false;

    const { url } = await harness.swf.listen();
    const again = await lastValueFrom(execution.redrive());
    const decider = await ChildProgram.ofSource(new URL('mortal.ts', import.meta.url), url, when);
    await decider.ended;
    const partsNow = async () => {
      const { markers } = await lastValueFrom(again.history());
      return markers.all.filter(({ id }) => id.startsWith('rx-swf.redriven.')).length;
    };
    const recorded = await partsNow();
    expect(recorded > 0).toBe(when === 'after');

    await harness.startWorker([long]);
    const result = await harness.result(again);
    expect(result).toHaveLength(count + 1);
    expect(result.at(-1)).toBe(`${count}`);
    expect(calls).toHaveLength(count);
    expect(await partsNow()).toBeGreaterThan(recorded);
  });
});
