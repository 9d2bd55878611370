import { type DataConverter, jsonConverter } from 'rx-swf';
import type { HistoryBuilder } from 'rx-swf/testing';
import { activity, type WorkflowContext, workflow } from 'rx-swf/workflows';
import { catchError, concatMap, type Observable, of, take } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { RunHarness } from '../../harness/RunHarness.js';

const work = activity<number, string>({ name: 'Work', version: '1' });

/** A converter whose key goes missing at some time. */
class Keyring implements DataConverter {
  isLocked = false;
  readonly toPayload = jsonConverter.toPayload;

  fromPayload(payload: string): unknown {
    if (this.isLocked && payload.includes('secret')) throw new Error('no key');
    return jsonConverter.fromPayload(payload);
  }
}

const waits: [string, (context: WorkflowContext) => Observable<unknown>, (b: HistoryBuilder) => unknown][] = [
  [
    'result of an activity',
    ({ run }) => run(work, 1),
    b => b.activityStarted('1').activityCompleted('1', { result: 'secret' }),
  ],
  [
    'detail of a failure',
    ({ run }) => run(work, 1),
    b => b.activityStarted('1').activityFailed('1', { reason: 'Broken', details: 'secret' }),
  ],
  [
    'value of a side effect',
    ({ sideEffect, signal }) => sideEffect(() => 'secret').pipe(concatMap(() => signal('go').pipe(take(1)))),
    b => b.signal('go'),
  ],
];

describe.each(waits)('a %s that cannot be read', (_, wait, happen) => {
  it('fails the decision, which is retried, even if the workflow catches every error', () => {
    const converter = new Keyring();
    const catching = workflow({ name: 'Reader', version: '1' }, (_input: unknown, context) =>
      wait(context).pipe(catchError(error => of(`caught: ${error}`))),
    );
    const harness = new RunHarness(catching, { converter });
    harness.decide();
    happen(harness.builder);
    harness.builder.decisionTaskStarted();
    converter.isLocked = true;
    expect(() => harness.cold(harness.history)).toThrow('no key');
    converter.isLocked = false;
    expect(harness.cold(harness.history).closes).toBe('completed');
  });
});
