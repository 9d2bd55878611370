import {
  cancelTimer,
  completeWorkflowExecution,
  type DecideOptions,
  Decider,
  type DecisionHandler,
  decide,
  recordMarker,
  requestCancelActivityTask,
  scheduleActivityTask,
  startTimer,
} from 'rx-swf';
import { workflow } from 'rx-swf/workflows';
import { lastValueFrom, of, take, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { resize } from '../harness/DomainHarness.js';
import { WhyHarness } from '../harness/WhyHarness.js';

/** Has the next decision task answered by a handler. */
const decideWith = (harness: WhyHarness, handler: DecisionHandler, options: DecideOptions = {}) =>
  lastValueFrom(new Decider(harness.domain, 'decisions').pipe(decide(handler, options), take(1), toArray()));

const broken = () => {
  throw new TypeError('files is not iterable', { cause: new Error('no input') });
};

describe('why() of decisions that fail', () => {
  it('tells the error that onError: "retry" has recorded, and when the next attempt is due', async () => {
    const harness = await WhyHarness.open();
    await harness.start();
    await decideWith(harness, broken, { onError: 'retry' });
    const explanation = await harness.why();
    expect(explanation.state).toBe('waiting');
    expect(explanation.waits).toEqual([
      {
        kind: 'failingDecisions',
        count: 1,
        isStuck: false,
        since: new Date(harness.clock.now()),
        lastAt: new Date(harness.clock.now()),
        retryAt: new Date(harness.clock.now() + 1_000),
        failure: {
          reason: 'TypeError: files is not iterable (no input)',
          details: expect.objectContaining({ name: 'TypeError', message: 'files is not iterable' }),
        },
      },
    ]);
    expect(`${explanation}`).toContain(
      'The last decision failed, 0 s ago (2020-01-01 00:00:00 UTC): TypeError: files is not iterable (no input). ' +
        'The next attempt is due in 1 s (2020-01-01 00:00:01 UTC).',
    );
    expect(explanation.deadline?.of).toBe('the retry of the decision');
  });

  it('is stuck after three in a row', async () => {
    const harness = await WhyHarness.open();
    await harness.start();
    for (const seconds of [1, 2, 4]) {
      await decideWith(harness, broken, { onError: 'retry' });
      harness.pass(seconds);
    }
    const explanation = await harness.why();
    expect(explanation.state).toBe('stuck');
    expect(explanation.waits[0]).toMatchObject({ kind: 'failingDecisions', count: 3, isStuck: true });
    expect(`${explanation}`).toContain('The last 3 decisions failed, the first 7 s ago');
  });

  it('forgets them once a decision succeeds', async () => {
    const harness = await WhyHarness.open();
    await harness.start();
    await decideWith(harness, broken, { onError: 'retry' });
    harness.pass(1);
    await harness.decide([startTimer({ timerId: '1', startToFireTimeout: 60 })]);
    expect((await harness.why()).waits.map(({ kind }) => kind)).toEqual(['timer']);
  });

  it('tells the error of a worker for durable workflows', async () => {
    const harness = await WhyHarness.open();
    const other = workflow({ name: 'Other', version: '1' }, () => of(undefined));
    const worker = await harness.startWorker([other], { onError: 'retry' });
    await harness.startOther('album-7', 'durable');
    await worker.outcome(1);
    const wait = await harness.waitOf('failingDecisions');
    expect(wait.failure.reason).toMatch(/^UnknownWorkflowError: .*Album/);
  });
});

describe('why() of decisions that SWF refuses', () => {
  const cases = [
    [
      'a deprecated activity type',
      async (harness: WhyHarness) => {
        await lastValueFrom(harness.activityType(resize).deprecate());
        return [scheduleActivityTask({ activityType: resize, activityId: '1' })];
      },
      'SWF refused ScheduleActivityTask "1" 0 s ago (2020-01-01 00:00:00 UTC): ACTIVITY_TYPE_DEPRECATED. Undeprecate the ' +
        'activity type, or deploy code that schedules a newer version.',
    ],
    [
      'an unknown activity type',
      () => [scheduleActivityTask({ activityType: { name: 'Nope', version: '2' }, activityId: '1' })],
      'ACTIVITY_TYPE_DOES_NOT_EXIST. Register the activity type with this name and version in this domain.',
    ],
    [
      'a timer id that is in use',
      () => ['1', '1'].map(timerId => startTimer({ timerId, startToFireTimeout: 60 })),
      'TIMER_ID_ALREADY_IN_USE. Use another timer id: a running timer has this one.',
    ],
  ] as const;

  it.each(cases)('tells what to fix: %s', async (_, decisions, text) => {
    const harness = await WhyHarness.open();
    await harness.start();
    const sent = await decisions(harness);
    await harness.decide(sent);
    expect(`${await harness.why()}`).toContain(text);
  });

  it('tells of a close that came together with a new event', async () => {
    const harness = await WhyHarness.open();
    await harness.start();
    const task = await harness.takeDecisionTask();
    await harness.signal('go');
    await lastValueFrom(task.complete([completeWorkflowExecution()]));
    const explanation = await harness.why();
    expect(explanation.state).toBe('waiting');
    expect(`${explanation}`).toContain(
      'SWF refused CompleteWorkflowExecution 0 s ago (2020-01-01 00:00:00 UTC): UNHANDLED_DECISION. A new event arrived ' +
        'while the decider closed the execution; SWF asks it again with that event.',
    );
  });

  it('tells what to fix: too many timers', async () => {
    const harness = await WhyHarness.open();
    await harness.start();
    for (let round = 0; round <= 10; round += 1) {
      const ids = Array.from({ length: round === 10 ? 1 : 100 }, (_, n) => `${round}.${n}`);
      await harness.decide(ids.map(timerId => startTimer({ timerId, startToFireTimeout: 60 })));
      if (round < 10) await harness.signal('go');
    }
    const explanation = await harness.why();
    expect(`${explanation}`).toContain(
      'SWF refused StartTimer "10.0" 0 s ago (2020-01-01 00:00:00 UTC): OPEN_TIMERS_LIMIT_EXCEEDED. Use fewer timers at ' +
        'once: an execution has at most 1,000 running timers.',
    );
    expect(`${explanation}`).toContain('And 990 more of this kind.');
  });

  it('is stuck after three turns in a row with a refused decision', async () => {
    const harness = await WhyHarness.open();
    await harness.start();
    const unknown = scheduleActivityTask({ activityType: { name: 'Nope', version: '1' }, activityId: '1' });
    for (let n = 0; n < 3; n += 1) await harness.decide([unknown]);
    const explanation = await harness.why();
    expect(explanation.state).toBe('stuck');
    expect(explanation.waits[0]).toMatchObject({ kind: 'refusedDecisions', turns: 3, isStuck: true });
    expect(`${explanation}`).toContain('SWF refused decisions of 3 turns in a row.');
  });

  it('is stuck if the decider has done nothing about it and nothing is open', async () => {
    const harness = await WhyHarness.open();
    await harness.start();
    await harness.decide([
      scheduleActivityTask({ activityType: { name: 'Nope', version: '1' }, activityId: '1' }),
    ]);
    await harness.decide([recordMarker({ markerName: 'seen' })]);
    const { state, waits } = await harness.why();
    expect(state).toBe('stuck');
    expect(waits.map(({ kind, isStuck }) => [kind, isStuck])).toEqual([
      ['refusedDecisions', true],
      ['signals', false],
    ]);
  });

  it('is not stuck if only a cancellation of something that had ended was refused', async () => {
    const harness = await WhyHarness.open();
    await harness.start();
    await harness.decide([cancelTimer({ timerId: '1' }), requestCancelActivityTask({ activityId: '1' })]);
    await harness.decide([]);
    expect((await harness.why()).state).toBe('waiting');
  });

  it('forgets a refusal after a turn that has done something else', async () => {
    const harness = await WhyHarness.open();
    await harness.start();
    await harness.decide([
      scheduleActivityTask({ activityType: { name: 'Nope', version: '1' }, activityId: '1' }),
    ]);
    await harness.decide([startTimer({ timerId: '1', startToFireTimeout: 5 })]);
    harness.pass(5);
    await harness.decide([startTimer({ timerId: '2', startToFireTimeout: 5 })]);
    expect((await harness.why()).waits.map(({ kind }) => kind)).toEqual(['timer']);
  });
});
