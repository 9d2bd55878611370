import { startTimer } from 'rx-swf';
import { explain } from 'rx-swf/why';
import { activity, signalListeners, type WorkflowContext, workflow } from 'rx-swf/workflows';
import { lastValueFrom, merge, type Observable, take } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { WhyHarness } from '../harness/WhyHarness.js';

/** Opens a harness in which a durable workflow has made its first decision. */
async function running(body: (context: WorkflowContext) => Observable<unknown>) {
  const harness = await WhyHarness.open();
  const durable = workflow({ name: 'Durable', version: '1' }, (_: undefined, context) => body(context));
  const worker = await harness.startWorker([durable]);
  await lastValueFrom(durable.start(harness.domain, undefined, { workflowId: 'album-7' }));
  await worker.outcome(1);
  return { harness, listeners: signalListeners([durable]), worker };
}

const resizing = activity<void, void>({ name: 'Resize', version: '1', taskList: 'thumbnails' });

describe('why() of a durable workflow, given its code', () => {
  it('is waiting for the signals that it listens to', async () => {
    const { harness, listeners } = await running(({ signal }) => merge(signal('approve'), signal('reject')));
    const explanation = await harness.why({ listeners });
    expect(explanation.state).toBe('waiting');
    expect(explanation.waits).toEqual([
      {
        kind: 'signals',
        listening: { names: ['approve', 'reject'], isAny: false, awaitsCancel: false, undelivered: 0 },
        received: [],
        isOnly: true,
        isStuck: false,
      },
    ]);
    expect(`${explanation}`).toContain(
      'Nothing is open: no task, timer or child. It listens to signals "approve", "reject".',
    );
  });

  it('tells the signals beside its activities', async () => {
    const { harness, listeners } = await running(({ run, signal }) => merge(run(resizing), signal('stop')));
    expect((await harness.why({ listeners })).waits.map(({ kind }) => kind)).toEqual(['activity', 'signals']);
  });

  it('tells of received signals that nothing has taken', async () => {
    const { harness, listeners, worker } = await running(({ signal }) => signal('approve').pipe(take(1)));
    await harness.signal('aprove');
    await worker.outcome(2);
    const explanation = await harness.why({ listeners });
    expect(`${explanation}`).toContain(
      'It listens to signal "approve". 1 signal received so far has not been taken. "aprove" was received once 0 s ago',
    );
  });

  it('is waiting for a cancel request if that is all it reacts to', async () => {
    const { harness, listeners } = await running(({ cancelRequested$ }) => cancelRequested$);
    const explanation = await harness.why({ listeners });
    expect(explanation.state).toBe('waiting');
    expect(`${explanation}`).toContain('The code listens to no signal, only to a cancel request.');
  });

  it('is stuck if it reacts to nothing and nothing is open', async () => {
    const { harness } = await running(({ signal }) => signal('approve'));
    const history = await lastValueFrom((await harness.find('album-7')).history());
    const listening = { names: [], isAny: false, awaitsCancel: false, undelivered: 0 };
    const explanation = explain(history, { listening, now: new Date(harness.clock.now()) });
    expect(explanation.state).toBe('stuck');
    expect(`${explanation}`).toContain(
      'The code listens to no signal, so only its timeout or someone can end it.',
    );
  });

  it('says so if the code does not match the history', async () => {
    const { harness } = await running(({ signal }) => signal('approve'));
    const changed = workflow({ name: 'Durable', version: '1' }, (_: undefined, { run }) => run(resizing));
    const explanation = await harness.why({ listeners: signalListeners([changed]) });
    expect(`${explanation}`).toContain(
      "Whether it listens to signals is not known: the code given doesn't match the history: NonDeterminismError: ",
    );
  });

  it('says so if the code is of other workflows', async () => {
    const { harness } = await running(({ signal }) => signal('approve'));
    const explanation = await harness.why({ listeners: signalListeners([]) });
    expect(explanation.state).toBe('waiting');
    expect(`${explanation}`).toContain('is not known: its code was not given (Durable@1).');
  });
});

describe('why() of an execution with nothing open, without its code', () => {
  it('is waiting, and tells the signals that it has received', async () => {
    const harness = await WhyHarness.deciding(startTimer({ timerId: '1', startToFireTimeout: 1 }));
    harness.pass(1);
    await harness.decide([]);
    await harness.signal('approve');
    await harness.decide([]);
    harness.pass(3_600 / 2);
    const explanation = await harness.why();
    expect(explanation.state).toBe('waiting');
    expect(`${explanation}`).toContain(
      'Nothing is open: no task, timer or child. Only a signal or a cancel request can move it. ' +
        'Whether it listens to signals is not known: its code was not given. ' +
        '"approve" was received once 30 min ago (2020-01-01 00:00:01 UTC).',
    );
    expect(`${explanation}`).toContain(
      'Next deadline: the START_TO_CLOSE timeout of the execution, in 29 min 59 s',
    );
  });
});
