import { randomInt } from 'node:crypto';
import { type DataConverter, jsonConverter } from 'rx-swf';
import { activity, type WorkflowContext, workflow } from 'rx-swf/workflows';
import { concat, mergeMap, type Observable, of, range } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { DeterminismError } from '../../../src/workflows/errors/DeterminismError.js';
import { Run } from '../../../src/workflows/replay/Run.js';
import type { RunSettings } from '../../../src/workflows/run/RunSettings.js';
import { shadow } from '../../../src/workflows/worker/shadow.js';
import { RunHarness, runSettings } from '../../harness/RunHarness.js';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

const work = activity<unknown, number>({ name: 'Work', version: '1' });

const code = (run: (context: WorkflowContext) => Observable<unknown>) =>
  workflow({ name: 'Shadowed', version: '1' }, (_: unknown, context) => run(context));

/** Makes a first decision, and repeats it in the shadow. */
function checked(of$: ReturnType<typeof code>, options: Partial<RunSettings> = {}): void {
  const harness = new RunHarness(of$);
  harness.builder.decisionTaskStarted();
  const settings = runSettings(of$, options);
  shadow(settings, harness.history, new Run(settings).decide(harness.history));
}

describe('shadow', () => {
  it('detects state outside of the function, and reports the difference', () => {
    let started = 0;
    const stateful = code(({ run }) => {
      started += 1;
      return range(0, started).pipe(mergeMap(i => run(work, i)));
    });
    expect(() => checked(stateful)).toThrow(DeterminismError);
    started = 0;
    expect(() => checked(stateful)).toThrow(
      /"activityId":"2".* instead of nothing.*variable outside of its function/,
    );
  });

  it('detects random numbers of the host', () => {
    expect(() => checked(code(({ run }) => run(work, randomInt(2 ** 40))))).toThrow(/makes another decision/);
  });

  it('hides payloads, but names the one that differs', () => {
    const secret = code(({ run }) => run(work, `secret ${randomInt(2 ** 40)}`));
    expect(() => checked(secret)).toThrow(/"input":"\d+ characters".* \(with a different input\)\. /);
    expect(() => checked(secret)).not.toThrow(/secret/);
  });

  it('does not repeat a side effect whose marker waits for the next answer', () => {
    let calls = 0;
    checked(
      code(({ sideEffect, run }) =>
        range(0, 150).pipe(
          mergeMap(() =>
            sideEffect(() => {
              calls += 1;
              return calls;
            }),
          ),
          mergeMap(n => run(work, n)),
        ),
      ),
    );
    expect(calls).toBe(150);
  });

  it('accepts a converter that writes the same value differently each time', () => {
    let salt = 0;
    const salted: DataConverter = {
      toPayload: value => {
        salt += 1;
        return `${salt}:${jsonConverter.toPayload(value)}`;
      },
      fromPayload: payload => jsonConverter.fromPayload(payload.slice(payload.indexOf(':') + 1)),
    };
    checked(
      code(({ run, marker }) => concat(marker('note', { a: 1 }), run(work, { b: 2 }))),
      { converter: salted },
    );
    const lucky = code(({ run }) => run(work, randomInt(2 ** 40)));
    expect(() => checked(lucky, { converter: salted })).toThrow(/makes another decision/);
  });

  it('checks the configured fraction of a worker’s decisions', async () => {
    let started = 0;
    const counting = code(() => {
      started += 1;
      return of('done');
    });
    for (const [share, times] of [
      [0, 1],
      [1, 2],
    ] as const) {
      started = 0;
      const harness = await WorkflowHarness.open([counting], [], { worker: { shadow: share } });
      await harness.run(counting, undefined);
      expect(started).toBe(times);
    }
  });
});
