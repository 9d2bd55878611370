import { activity } from 'rx-swf/workflows';
import { concat, mergeMap, range } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { RunHarness } from '../../harness/RunHarness.js';
import { type Code, code, compared, followerOf } from './followerOf.js';

const work = activity<unknown, number>({ name: 'Work', version: '1' });

const same = { isContinued: true };

describe('differenceOf', () => {
  it('ignores the order of versions, but not which there are', () => {
    const calling =
      (...versions: string[]): Code =>
      ({ version, run }) => {
        for (const one of versions) version(one);
        return run(work, 1);
      };
    expect(compared(calling('a', 'b'), calling('b', 'a'))).toEqual(same);
    expect(compared(calling('a', 'b'), calling('b', 'a', 'c'))).toEqual(same);
    expect(compared(calling('b', 'a'), calling('b')).difference).toMatchObject({
      kind: 'decision',
      recorded: "RecordMarker 'rx-swf.version.a'",
    });
  });

  it('ignores that a version is retired', () => {
    const guarded: Code = ({ version, run }) => (version('a') ? run(work, 1) : run(work, 2));
    const retired: Code = ({ version, run }) => {
      version.retired('a');
      return run(work, 1);
    };
    expect(compared(guarded, retired)).toEqual(same);
    expect(compared(retired, guarded)).toEqual(same);
    expect(compared(({ run }) => run(work, 1), retired)).toEqual(same);
  });

  it('ignores the delay of a retry, but not the length of another timer', () => {
    const retrying =
      (initial: number, count = 3): Code =>
      ({ run }) =>
        run(work, 1, { retry: { initial, count } });
    const fails = ({ builder }: RunHarness) => builder.activityStarted('1').activityFailed('1');
    const afterFailure = (candidate: Code) => {
      const follow = followerOf(code(retrying(1)), code(candidate));
      return [follow(), follow(fails)];
    };
    expect(afterFailure(retrying(50))).toEqual([same, same]);
    expect(afterFailure(retrying(0))).toEqual([same, same]);
    expect(afterFailure(retrying(1, 0))).toMatchObject([same, { difference: { kind: 'decision' } }]);
  });

  it('ignores how many commands fit into an answer, but not which there are', () => {
    const filling =
      (count: number, length: number): Code =>
      ({ run, marker }) =>
        concat(
          count % 2 === 1 ? marker('odd') : [],
          range(0, count).pipe(mergeMap(() => run(work, 'x'.repeat(length)))),
        );
    const long = compared(filling(90, 1), filling(90, 30_000));
    expect(long).toMatchObject({ difference: { kind: 'attributes' }, isContinued: true });
    expect(compared(filling(90, 30_000), filling(90, 1))).toMatchObject({ isContinued: true });
    expect(compared(filling(90, 30_000), filling(10, 30_000)).difference).toMatchObject({ kind: 'decision' });
    expect(compared(filling(90, 30_000), filling(91, 30_000)).difference).toMatchObject({ kind: 'decision' });
  });
});
