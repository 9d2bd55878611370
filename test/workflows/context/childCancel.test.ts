import { workflow } from 'rx-swf/workflows';
import { concat, finalize, of, takeUntil } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { Stage, told } from '../replay/Stage.js';

const length = workflow({ name: 'Length', version: '1' }, (text: string) => of(text.length));

/** Leaves a child when it is told to, and then waits. */
const parent = workflow({ name: 'Parent', version: '1' }, (_: unknown, { child, signal }) =>
  concat(child(length, 'abc', { workflowId: 'kid' }).pipe(takeUntil(signal('leave'))), signal('stay')),
);

describe('a child that is left', () => {
  it('is asked to cancel only once it has started: before that, SWF knows no such execution', () => {
    const stage = new Stage(parent);
    stage.decide();
    expect(told(stage.after(builder => builder.signal('leave')))).toEqual([]);
    expect(told(stage.after(builder => builder.childStarted('kid')))).toEqual([
      'RequestCancelExternalWorkflowExecution kid',
    ]);
  });

  it('is asked at once where it has started', () => {
    const stage = new Stage(parent);
    stage.decide();
    stage.after(builder => builder.childStarted('kid'));
    expect(told(stage.after(builder => builder.signal('leave')))).toEqual([
      'RequestCancelExternalWorkflowExecution kid',
    ]);
  });

  it('is not asked where it ends in the same decision', () => {
    const stage = new Stage(parent);
    stage.decide();
    stage.after(builder => builder.childStarted('kid'));
    expect(
      told(stage.after(builder => builder.signal('leave').childCompleted('kid', { result: 3 }))),
    ).toEqual([]);
  });

  it('is waited for by the end of an execution that is canceled', () => {
    let isClean = false;
    const stage = new Stage(
      workflow({ name: 'Parent', version: '1' }, (_: unknown, { child }) =>
        child(length, 'abc', { workflowId: 'kid' }).pipe(finalize(() => (isClean = true))),
      ),
    );
    stage.decide();
    expect(told(stage.after(builder => builder.cancelRequested()))).toEqual([]);
    expect(isClean).toBe(true);
    stage.after(builder => builder.childStarted('kid'));
    stage.after(builder => builder.externalCancelDelivered('kid'));
    expect(told(stage.after(builder => builder.childCanceled('kid')))).toEqual(['CancelWorkflowExecution']);
  });
});
