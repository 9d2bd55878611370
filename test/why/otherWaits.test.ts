import {
  completeWorkflowExecution,
  continueAsNewWorkflowExecution,
  Decider,
  Domain,
  requestCancelExternalWorkflowExecution,
  scheduleActivityTask,
  scheduleLambdaFunction,
  signalExternalWorkflowExecution,
  startChildWorkflowExecution,
  startTimer,
  WorkflowType,
} from 'rx-swf';
import { manualClock } from 'rx-swf/local';
import { explain, why } from 'rx-swf/why';
import { firstValueFrom, lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { resize } from '../harness/DomainHarness.js';
import { openSwf } from '../harness/openSwf.js';
import { WhyHarness } from '../harness/WhyHarness.js';

const album = { name: 'Album', version: '1' };
const child = (workflowId: string, taskList = 'decisions') =>
  startChildWorkflowExecution({ workflowType: album, workflowId, taskList });
const resizing = scheduleActivityTask({ activityType: resize, activityId: '1' });

describe('why() of a timer', () => {
  it('tells the time left', async () => {
    const harness = await WhyHarness.deciding(startTimer({ timerId: 'nightly', startToFireTimeout: 600 }));
    harness.pass(120);
    const explanation = await harness.why();
    expect(explanation.state).toBe('waiting');
    expect(`${explanation}`).toContain(
      'Timer "nightly" was started 2 min ago (2020-01-01 00:00:00 UTC) and fires in 8 min (2020-01-01 00:10:00 UTC).',
    );
    expect(explanation.deadline).toEqual({
      timeout: 'TIMER',
      at: new Date(harness.clock.now() + 480_000),
      of: 'timer "nightly"',
    });
  });

  it('is followed by the timeout of the execution, if that comes first', async () => {
    const harness = await WhyHarness.deciding(startTimer({ timerId: 'late', startToFireTimeout: 7_200 }));
    expect((await harness.why()).deadline).toMatchObject({ timeout: 'START_TO_CLOSE', of: 'the execution' });
  });
});

describe('why() of a child', () => {
  it('tells why the child waits, and is stuck with it', async () => {
    const harness = await WhyHarness.deciding(child('album-7-a'));
    await harness.decide([resizing]);
    await harness.decide([]);
    harness.pass(100);
    const explanation = await harness.why();
    const wait = await harness.waitOf('child');
    expect(explanation.state).toBe('stuck');
    expect(wait).toMatchObject({
      workflowId: 'album-7-a',
      workflowType: album,
      isStarted: true,
      isStuck: true,
      explanation: { state: 'stuck', waits: [{ kind: 'activity', isStuck: true }] },
    });
    expect(explanation.sentences().map(({ depth, text }) => `${depth} ${text}`)).toEqual([
      expect.stringMatching(/^0 Execution "album-7" \(Album@1\), run \S+, is stuck\./),
      expect.stringMatching(
        /^1 Child "album-7-a" \(Album@1\), run \S+, is stuck\. It was started 1 min 40 s ago/,
      ),
      expect.stringMatching(/^2 Activity "1" \(Resize@1\) has waited/),
      expect.stringMatching(/^2 Next deadline: the START_TO_CLOSE timeout of the execution/),
      expect.stringMatching(/^0 Next deadline: the START_TO_CLOSE timeout of the execution/),
    ]);
  });

  it('follows a child that has continued as new', async () => {
    const harness = await WhyHarness.deciding(child('album-7-a'));
    await harness.decide([continueAsNewWorkflowExecution()]);
    await harness.decide([]);
    await harness.decide([startTimer({ timerId: 'second run', startToFireTimeout: 60 })]);
    const { explanation } = await harness.waitOf('child');
    expect(explanation).toMatchObject({ state: 'waiting', waits: [{ kind: 'timer', id: 'second run' }] });
  });

  it('goes no deeper, and to no more children, than asked for', async () => {
    const harness = await WhyHarness.deciding(child('a'), child('b'), child('c'));
    const notKnown = async (options: { depth?: number; children?: number }) =>
      (await harness.why(options)).waits.flatMap(wait =>
        wait.kind === 'child' && wait.explanation !== undefined && 'notKnown' in wait.explanation
          ? [wait.explanation.notKnown]
          : [],
      );
    expect(await notKnown({ depth: 0 })).toHaveLength(3);
    expect(await notKnown({ children: 2 })).toEqual(['only 2 children are looked at (children)']);
  });

  it('says so if SWF has not started it yet', async () => {
    const harness = await WhyHarness.deciding(child('album-7-a'));
    const history = await lastValueFrom((await harness.find('album-7')).history());
    const initiated = history.filter({ name: 'StartChildWorkflowExecutionInitiated' })[0]?.id ?? 0;
    const explanation = explain(history.slice(0, initiated), { now: new Date(harness.clock.now()) });
    expect(`${explanation}`).toContain(
      'Child "album-7-a" (Album@1) was initiated 0 s ago (2020-01-01 00:00:00 UTC); SWF has not started it yet.',
    );
  });
});

describe('why() of messages to other executions', () => {
  it('tells of those that are not delivered yet', async () => {
    const harness = await WhyHarness.open();
    await harness.startOther('album-8', 'elsewhere');
    const execution = await harness.start();
    await harness.decide([
      signalExternalWorkflowExecution({ workflowId: 'album-8', signalName: 'go' }),
      requestCancelExternalWorkflowExecution({ workflowId: 'album-8' }),
    ]);
    const history = await lastValueFrom(execution.history());
    const sent = history.filter({ name: 'RequestCancelExternalWorkflowExecutionInitiated' })[0]?.id ?? 0;
    const { waits } = explain(history.slice(0, sent), { now: new Date(harness.clock.now()) });
    expect(waits).toMatchObject([
      { kind: 'externalSignal', workflowId: 'album-8', signalName: 'go', isStuck: false },
      { kind: 'externalCancel', workflowId: 'album-8', isStuck: false },
    ]);
    expect(`${explain(history.slice(0, sent), { now: new Date(harness.clock.now()) })}`).toContain(
      'Signal "go" to execution "album-8", sent 0 s ago (2020-01-01 00:00:00 UTC), is not delivered yet.',
    );
  });
});

describe('why() of a Lambda function', () => {
  /** Starts an execution that calls a function which never ends. */
  async function calling(lambdaRole?: string) {
    const clock = manualClock();
    const swf = openSwf({ clock, lambda: { Thumbnail: () => new Promise(() => {}) } });
    const domain = new Domain({ name: 'media', client: swf.client() });
    await lastValueFrom(domain.save());
    const type = new WorkflowType({
      domain,
      ...album,
      taskList: 'decisions',
      childPolicy: 'TERMINATE',
      executionStartToCloseTimeout: 3_600,
      taskStartToCloseTimeout: 30,
    });
    await lastValueFrom(type.save());
    const role = lambdaRole === undefined ? {} : { lambdaRole };
    await lastValueFrom(type.startExecution({ workflowId: 'album-7', ...role }));
    const task = await firstValueFrom(new Decider(domain, 'decisions'));
    const call = scheduleLambdaFunction({ id: '1', name: 'Thumbnail', startToCloseTimeout: 90 });
    await lastValueFrom(task.complete([call]));
    return { clock, domain };
  }

  it('tells since when it runs, and when it times out', async () => {
    const { clock, domain } = await calling('arn:aws:iam::123456789012:role/lambda');
    clock.advance(30_000);
    const explanation = await lastValueFrom(why(domain, { workflowId: 'album-7' }));
    expect(explanation.state).toBe('waiting');
    expect(`${explanation}`).toContain(
      'Lambda function call "1" (Thumbnail) was started 30 s ago (2020-01-01 00:00:00 UTC). ' +
        'Its START_TO_CLOSE timeout ends it in 1 min (2020-01-01 00:01:30 UTC).',
    );
  });

  it('tells what to fix if SWF could not call it', async () => {
    const { domain } = await calling();
    expect(`${await lastValueFrom(why(domain, { workflowId: 'album-7' }))}`).toContain(
      'SWF refused StartLambdaFunction "1" 0 s ago (2020-01-01 00:00:00 UTC): ASSUME_ROLE_FAILED. Start the execution with a ' +
        'lambdaRole that SWF may assume and that allows lambda:InvokeFunction.',
    );
  });
});

describe('why() of an execution that was asked to cancel', () => {
  it('tells since when', async () => {
    const harness = await WhyHarness.deciding(startTimer({ timerId: '1', startToFireTimeout: 600 }));
    await lastValueFrom((await harness.find('album-7')).requestCancel());
    harness.pass(5);
    expect(`${await harness.why()}`).toContain(
      'Its cancellation was requested 5 s ago (2020-01-01 00:00:00 UTC).',
    );
  });
});

describe('why() after a retry or a completion', () => {
  it('explains the newest run if none is open', async () => {
    const harness = await WhyHarness.deciding(completeWorkflowExecution({ result: { pages: 3 } }));
    expect((await harness.why()).state).toBe('closed');
  });
});
