import { Decider, InvalidArgumentError, recordMarker } from 'rx-swf';
import { firstValueFrom, lastValueFrom, mergeMap, range } from 'rxjs';
import { beforeEach, describe, expect, it } from 'vitest';
import { connectionReset } from '../../harness/connectionReset.js';
import { DomainHarness } from '../../harness/DomainHarness.js';
import { intercept } from '../../harness/intercept.js';

let harness: DomainHarness;
beforeEach(async () => {
  harness = await DomainHarness.open();
});

describe('Decider', () => {
  it('brings the whole history, however many pages', async () => {
    const execution = await harness.start({ files: 3 });
    await lastValueFrom(range(1_100).pipe(mergeMap(n => execution.signal('ping', n), 20)));
    harness.fail('PollForDecisionTask', 0, connectionReset());
    const task = await firstValueFrom(new Decider(harness.domain, 'decisions', { identity: 'me' }));
    expect(task).toMatchObject({
      workflowExecution: { workflowId: 'album-7', runId: execution.runId },
      workflowType: { name: 'Album', version: '1' },
      startedEventId: 1_103,
      previousStartedEventId: 0,
    });
    expect(task.history.length).toBe(1_103);
    expect(task.history.signals.length).toBe(1_100);
    expect(task.history.input).toEqual({ files: 3 });
    expect(`${task}`).toBe("DecisionTask('album-7', 'Album', '1', 1103)");
  });

  it('keeps the task when a later page fails', async () => {
    const execution = await harness.start();
    await lastValueFrom(range(1_100).pipe(mergeMap(() => execution.signal('ping'), 20)));
    let polls = 0;
    intercept(harness.client, 'PollForDecisionTask', async ({ send }) => {
      if (++polls === 2) throw connectionReset();
      return send();
    });
    const task = await firstValueFrom(new Decider(harness.domain, 'decisions', { backoff: { initial: 1 } }));
    expect(task.history.length).toBe(1_103);
    expect(polls).toBe(3);
  });

  it('answers by token, with an execution context and a task list of its own', async () => {
    const execution = await harness.start();
    const decider = new Decider(harness.domain, 'decisions');
    const task = await lastValueFrom(decider.poll());
    const options = { executionContext: { step: 1 }, taskList: 'sticky', taskListScheduleToStartTimeout: 5 };
    await lastValueFrom(decider.complete(task?.taskToken ?? '', [], options));
    const { latestExecutionContext } = await lastValueFrom(execution.upstream());
    expect(latestExecutionContext).toBe('{"step":1}');
    await lastValueFrom(execution.signal('ping'));
    expect(await lastValueFrom(new Decider(harness.domain, 'sticky').pending())).toMatchObject({ count: 1 });
  });

  it.each(['task', 'decider'])(
    'errors when the %s answers with more decisions than SWF accepts',
    async by => {
      await harness.start();
      const decider = new Decider(harness.domain, 'decisions');
      const task = await firstValueFrom(decider);
      const markers = Array.from({ length: 101 }, (_, n) => recordMarker({ markerName: `${n}` }));
      const answer = (decisions: typeof markers) =>
        lastValueFrom(by === 'task' ? task.complete(decisions) : decider.complete(task.taskToken, decisions));
      const error: unknown = await answer(markers).catch(caught => caught);
      expect(error).toBeInstanceOf(InvalidArgumentError);
      expect(error).toMatchObject({
        resource: 'decisions',
        message:
          'decisions must have at most 100 items, got 101. decide() sends more over several decision tasks',
      });
      // The task is still open.
      await answer(markers.slice(1));
    },
  );

  it('emits undefined if there is no task, and counts the waiting tasks', async () => {
    const decider = new Decider(harness.domain, 'decisions');
    const polled = lastValueFrom(decider.poll());
    expect(await lastValueFrom(decider.pending())).toEqual({ count: 0, truncated: false });
    harness.clock.advance(60_000);
    expect(await polled).toBeUndefined();
  });
});
