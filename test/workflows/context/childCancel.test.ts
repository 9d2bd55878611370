import { workflow } from 'rx-swf/workflows';
import { concat, finalize, of, takeUntil } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { decisionLabels, RunHarness } from '../../harness/RunHarness.js';

const length = workflow({ name: 'Length', version: '1' }, (text: string) => of(text.length));

/** Unsubscribes from a child on a signal, and then waits. */
const parent = workflow({ name: 'Parent', version: '1' }, (_: unknown, { child, signal }) =>
  concat(child(length, 'abc', { workflowId: 'kid' }).pipe(takeUntil(signal('leave'))), signal('stay')),
);

describe('a child that is unsubscribed from', () => {
  it('is asked to cancel only after it has started: before that, SWF knows no such execution', () => {
    const harness = new RunHarness(parent);
    harness.decide();
    expect(decisionLabels(harness.after(builder => builder.signal('leave')))).toEqual([]);
    expect(decisionLabels(harness.after(builder => builder.childStarted('kid')))).toEqual([
      'RequestCancelExternalWorkflowExecution kid',
    ]);
  });

  it('is asked to cancel at once if it has started', () => {
    const harness = new RunHarness(parent);
    harness.decide();
    harness.after(builder => builder.childStarted('kid'));
    expect(decisionLabels(harness.after(builder => builder.signal('leave')))).toEqual([
      'RequestCancelExternalWorkflowExecution kid',
    ]);
  });

  it('is not asked to cancel if it ends in the same decision', () => {
    const harness = new RunHarness(parent);
    harness.decide();
    harness.after(builder => builder.childStarted('kid'));
    expect(
      decisionLabels(harness.after(builder => builder.signal('leave').childCompleted('kid', { result: 3 }))),
    ).toEqual([]);
  });

  it('delays the end of a canceled execution', () => {
    let isClean = false;
    const harness = new RunHarness(
      workflow({ name: 'Parent', version: '1' }, (_: unknown, { child }) =>
        child(length, 'abc', { workflowId: 'kid' }).pipe(finalize(() => (isClean = true))),
      ),
    );
    harness.decide();
    expect(decisionLabels(harness.after(builder => builder.cancelRequested()))).toEqual([]);
    expect(isClean).toBe(true);
    harness.after(builder => builder.childStarted('kid'));
    harness.after(builder => builder.externalCancelDelivered('kid'));
    expect(decisionLabels(harness.after(builder => builder.childCanceled('kid')))).toEqual([
      'CancelWorkflowExecution',
    ]);
  });
});
