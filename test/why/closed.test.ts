import {
  cancelWorkflowExecution,
  completeWorkflowExecution,
  continueAsNewWorkflowExecution,
  Domain,
  failWorkflowExecution,
  scheduleActivityTask,
  startChildWorkflowExecution,
  startTimer,
} from 'rx-swf';
import { why } from 'rx-swf/why';
import { workflow } from 'rx-swf/workflows';
import { lastValueFrom, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { resize } from '../harness/DomainHarness.js';
import { WhyHarness } from '../harness/WhyHarness.js';

const ended = (explanation: { sentences(): readonly { readonly text: string }[] }) =>
  explanation.sentences()[1]?.text;

describe('why() of a closed execution', () => {
  it('tells the result', async () => {
    const harness = await WhyHarness.deciding(completeWorkflowExecution({ result: { pages: 3 } }));
    const explanation = await harness.why();
    expect(explanation).toMatchObject({
      state: 'closed',
      waits: [],
      ending: { status: 'COMPLETED', result: { pages: 3 } },
    });
    expect(ended(explanation)).toBe(
      'It completed 0 s ago (2020-01-01 00:00:00 UTC), with the result {"pages":3}.',
    );
  });

  it('tells the reason and the decoded details of a failure', async () => {
    const harness = await WhyHarness.deciding(
      failWorkflowExecution({ reason: 'OutOfStock', details: { item: 7 } }),
    );
    const explanation = await harness.why();
    expect(explanation.ending).toMatchObject({
      status: 'FAILED',
      reason: 'OutOfStock',
      details: { item: 7 },
    });
    expect(ended(explanation)).toBe('It failed 0 s ago (2020-01-01 00:00:00 UTC): OutOfStock – {"item":7}.');
  });

  it('tells the error of a durable workflow, with its causes', async () => {
    const harness = await WhyHarness.open();
    const cause = new Error('disk full', { cause: new Error('quota of 5 GB') });
    const failing = workflow({ name: 'Durable', version: '1' }, () =>
      throwError(() => new TypeError('no thumbnail', { cause })),
    );
    const worker = await harness.startWorker([failing]);
    await lastValueFrom(failing.start(harness.domain, undefined, { workflowId: 'album-7' }));
    await worker.outcome(1);
    const explanation = await harness.why();
    expect(ended(explanation)).toBe(
      'It failed 0 s ago (2020-01-01 00:00:00 UTC): TypeError: no thumbnail (disk full; quota of 5 GB).',
    );
    expect(explanation.ending?.details).toMatchObject({ name: 'TypeError', cause: { message: 'disk full' } });
  });

  it('tells what it was waiting for when it timed out', async () => {
    const harness = await WhyHarness.deciding(
      scheduleActivityTask({ activityType: resize, activityId: '1' }),
    );
    harness.pass(3_600);
    harness.pass(60);
    const explanation = await harness.why();
    expect(explanation.state).toBe('closed');
    expect(explanation.waits).toMatchObject([{ kind: 'activity', id: '1', isStuck: false }]);
    expect(ended(explanation)).toBe(
      'It timed out 1 min ago (2020-01-01 01:00:00 UTC): its START_TO_CLOSE timeout of 1 h had passed. ' +
        'The policy for its open children was TERMINATE.',
    );
    expect(`${explanation}`).toContain(
      'When it closed, these were open:\n  Activity "1" (Resize@1), in task list "thumbnails" for 1 h',
    );
  });

  it('tells by whom it was terminated, why, and what became of its children', async () => {
    const harness = await WhyHarness.deciding(
      startChildWorkflowExecution({ workflowType: { name: 'Album', version: '1' }, workflowId: 'album-7-a' }),
    );
    const execution = await harness.find('album-7');
    await lastValueFrom(execution.terminate({ reason: 'wrong input', details: { ticket: 12 } }));
    expect(ended(await harness.why())).toBe(
      'It was terminated 0 s ago (2020-01-01 00:00:00 UTC) by a call of TerminateWorkflowExecution: wrong input – ' +
        '{"ticket":12}. The policy for its open children was TERMINATE.',
    );
    expect(ended(await harness.why({}, 'album-7-a'))).toBe(
      'It was terminated 0 s ago (2020-01-01 00:00:00 UTC) because its parent closed (child policy TERMINATE). ' +
        'The policy for its open children was TERMINATE.',
    );
  });

  it('tells who asked for the cancellation', async () => {
    const harness = await WhyHarness.deciding(startTimer({ timerId: '1', startToFireTimeout: 60 }));
    await lastValueFrom((await harness.find('album-7')).requestCancel());
    harness.pass(5);
    await harness.decide([cancelWorkflowExecution({ details: 'tidied up' })]);
    expect(ended(await harness.why())).toBe(
      'It was canceled 0 s ago (2020-01-01 00:00:05 UTC): tidied up. That was requested 5 s ago (2020-01-01 00:00:00 UTC).',
    );
  });

  it('names the run that continues it', async () => {
    const harness = await WhyHarness.open();
    const first = await harness.start();
    await harness.decide([continueAsNewWorkflowExecution()]);
    const { runId } = await harness.find('album-7');
    const explanation = await harness.whyRun(first);
    expect(explanation.ending?.newRunId).toBe(runId);
    expect(ended(explanation)).toBe(`It continued as a new run 0 s ago (2020-01-01 00:00:00 UTC): ${runId}.`);
  });

  it('shows details that the converter cannot read as the reason for that', async () => {
    const harness = await WhyHarness.deciding(failWorkflowExecution({ reason: 'secret', details: 'x' }));
    const dataConverter = {
      toPayload: String,
      fromPayload: () => {
        throw new Error('no key');
      },
    };
    const domain = new Domain({ name: 'media', client: harness.client, dataConverter });
    expect(ended(await lastValueFrom(why(domain, { workflowId: 'album-7' })))).toBe(
      'It failed 0 s ago (2020-01-01 00:00:00 UTC): secret – (not readable: Error: no key).',
    );
  });
});
