import { type History, jsonConverter } from 'rx-swf';
import { stepsOf } from 'rx-swf/testing';
import { type AnyWorkflow, workflow } from 'rx-swf/workflows';
import { of } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { StepLog } from '../../../src/workflows/steps/StepLog.js';
import { goldenOf } from '../../testing/replay/goldenOf.js';
import { plays } from '../golden/plays.js';

/** Reads histories one after the other. */
function read(play: AnyWorkflow, of: ReturnType<typeof goldenOf>['of'], histories: Iterable<History>) {
  const { domain, ...execution } = of;
  const log = new StepLog(play, { domain, execution, converter: jsonConverter }, { interruptAfter: 10_000 });
  for (const history of histories) for (const _ of log.read(history));
  return log.list;
}

/** The history as it was after each call that wrote events: SWF writes those of a decision at once. */
function* growing(history: History): Generator<History> {
  let grown = history.slice(0, 0);
  let added = [];
  for (const event of history) {
    const isOfDecision = 'decisionTaskCompletedEventId' in event.attributes;
    if (!isOfDecision && added.length > 0) {
      grown = grown.concat(added);
      yield grown;
      added = [];
    }
    added.push(event);
  }
  yield grown.concat(added);
}

describe('StepLog', () => {
  it.each(plays.map(play => [play.name, play] as const))(
    'has the same steps and rows of %s, whether its history is read as it grows or at once',
    (name, play) => {
      const { history, of } = goldenOf(name);
      const atOnce = read(play, of, [history]);
      expect(read(play, of, growing(history))).toEqual(atOnce);
      expect(atOnce.steps).toEqual([...stepsOf(play, history, of)]);
      expect(atOnce.failure).toBeUndefined();
      expect(atOnce.rows.at(-1)?.name).toBe('output');
    },
  );

  it('does not call code that another log had to interrupt', () => {
    const [play] = plays;
    if (play === undefined) return;
    let calls = 0;
    const counted = workflow({ name: play.name, version: play.version }, () => {
      calls += 1;
      return of(1);
    });
    const { history, of: ids } = goldenOf(play.name);
    const interrupted = new Set<string>();
    const run = { domain: ids.domain, execution: ids, converter: jsonConverter };
    const log = new StepLog(counted, run, { interruptAfter: 10_000, interrupted });
    interrupted.add(`${play.name}@${play.version}`);
    for (const _ of log.read(history));
    expect(log.list).toMatchObject({ steps: [], failure: { name: 'InterruptedError' } });
    expect(calls).toBe(0);
  });

  it('stops at code that does not match the history', () => {
    const [play] = plays;
    if (play === undefined) return;
    const { history, of: ids } = goldenOf(play.name);
    const other = workflow({ name: play.name, version: play.version }, () => of(1));
    const { steps, failure } = read(other, ids, growing(history));
    expect(failure?.name).toBe('NonDeterminismError');
    expect(steps.at(-1)?.error).toEqual(failure);
  });
});
