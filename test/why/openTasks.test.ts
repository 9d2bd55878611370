import { requestCancelActivityTask, scheduleActivityTask, startTimer } from 'rx-swf';
import { lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { resize } from '../harness/DomainHarness.js';
import { WhyHarness } from '../harness/WhyHarness.js';

const resizing = (activityId: string, options = {}) =>
  scheduleActivityTask({ activityType: resize, activityId, ...options });

describe('why() of an activity in its task list', () => {
  it('tells its type, its list, since when, and how many tasks wait there', async () => {
    const harness = await WhyHarness.deciding(resizing('1'), resizing('2'));
    harness.pass(45);
    const [wait] = (await harness.why()).waits;
    expect(wait).toEqual({
      kind: 'activity',
      id: '1',
      activityType: resize,
      taskList: 'thumbnails',
      scheduledAt: new Date(harness.clock.now() - 45_000),
      isStuck: false,
      list: { pending: { count: 2, truncated: false }, running: 0, sample: 0 },
    });
  });

  it('is stuck once it has waited for a minute and none was taken since', async () => {
    const harness = await WhyHarness.deciding(resizing('1'));
    harness.pass(60);
    expect((await harness.why()).state).toBe('waiting');
    harness.pass(1);
    const explanation = await harness.why();
    expect(explanation.state).toBe('stuck');
    expect(`${explanation}`).toContain(
      'Activity "1" (Resize@1) has waited in task list "thumbnails" for 1 min 1 s (since 2020-01-01 00:00:00 UTC). ' +
        '1 task waits there. None was taken since, nor before, in this history.',
    );
  });

  it('is waiting for longer than that with more patience', async () => {
    const harness = await WhyHarness.deciding(resizing('1'));
    harness.pass(61);
    expect((await harness.why({ patience: 600 })).state).toBe('waiting');
  });

  it('is waiting while a task that was taken from the list is being worked on', async () => {
    const harness = await WhyHarness.deciding(resizing('1', { heartbeatTimeout: 'NONE' }), resizing('2'));
    await harness.takeActivityTask();
    harness.pass(120);
    const explanation = await harness.why();
    expect(explanation.state).toBe('waiting');
    expect(`${explanation}`).toContain(
      'None was taken since in this history; the last one was taken 2 min ago (2020-01-01 00:00:00 UTC) by "worker-1". ' +
        '1 task from this list is being worked on.',
    );
  });

  it('is waiting if a later task was taken from the list', async () => {
    const harness = await WhyHarness.deciding(resizing('1'), resizing('2', { taskPriority: 9 }));
    harness.pass(120);
    const task = await harness.takeActivityTask();
    expect(task.activityId).toBe('2');
    await lastValueFrom(task.complete());
    const explanation = await harness.why();
    expect(explanation.waits.find(wait => wait.kind === 'activity')?.isStuck).toBe(false);
    expect(`${explanation}`).toContain('One was last taken 0 s ago (2020-01-01 00:02:00 UTC) by "worker-1".');
  });

  it('tells of several of a type in one sentence', async () => {
    const ids = ['1', '2', '3', '4', '5'];
    const harness = await WhyHarness.deciding(
      ...ids.map(id => resizing(id, id === '4' ? { scheduleToStartTimeout: 300 } : {})),
    );
    harness.pass(30);
    const explanation = await harness.why();
    expect(explanation.waits).toHaveLength(5);
    expect(explanation.sentences().map(({ text }) => text)).toEqual([
      expect.stringContaining('is waiting.'),
      '5 activities (Resize@1) have waited in task list "thumbnails", the oldest for 30 s (since 2020-01-01 00:00:00 UTC): ' +
        '"1", "2", "3" and 2 more. 5 tasks wait there. None was taken since, nor before, in this history. The first to end: ' +
        '"4". Its SCHEDULE_TO_START timeout ends it in 4 min 30 s (2020-01-01 00:05:00 UTC).',
      expect.stringContaining('Next deadline: the SCHEDULE_TO_START timeout of activity "4"'),
    ]);
  });

  it('tells which of its timeouts ends it first, and when', async () => {
    const harness = await WhyHarness.deciding(
      resizing('1', { scheduleToStartTimeout: 300, scheduleToCloseTimeout: 200 }),
    );
    const { deadline } = await harness.why();
    expect(deadline).toEqual({
      timeout: 'SCHEDULE_TO_CLOSE',
      at: new Date(harness.clock.now() + 200_000),
      of: 'activity "1"',
    });
  });
});

describe('why() of an activity that a worker has', () => {
  it('tells who took it, since when, and what ends it', async () => {
    const harness = await WhyHarness.deciding(resizing('1', { heartbeatTimeout: 'NONE' }));
    harness.pass(10);
    await harness.takeActivityTask('worker-7');
    harness.pass(20);
    expect(`${await harness.why()}`).toContain(
      'Activity "1" (Resize@1) was taken 20 s ago (2020-01-01 00:00:10 UTC) by "worker-7" from task list "thumbnails". ' +
        'Its START_TO_CLOSE timeout ends it in 4 min 40 s (2020-01-01 00:05:10 UTC).',
    );
  });

  it('tells when it times out without a heartbeat', async () => {
    const harness = await WhyHarness.deciding(resizing('1'));
    await harness.takeActivityTask();
    harness.pass(20);
    const wait = await harness.waitOf('activity');
    expect(wait.heartbeat).toEqual({ timeout: 60, expiredAt: new Date(harness.clock.now() + 40_000) });
    expect(`${await harness.why()}`).toContain('Unless its worker sends heartbeats, it times out in 40 s');
  });

  it('concludes that it sends heartbeats from its age, because a history has none', async () => {
    const harness = await WhyHarness.deciding(resizing('1'));
    const task = await harness.takeActivityTask();
    harness.pass(50);
    await lastValueFrom(task.heartbeat());
    harness.pass(50);
    expect(`${await harness.why()}`).toContain(
      'Its worker sends heartbeats: without one for 1 min, it would have timed out.',
    );
  });

  it('says so if no timeout would notice a dead worker', async () => {
    const harness = await WhyHarness.deciding(
      resizing('1', { heartbeatTimeout: 'NONE', startToCloseTimeout: 'NONE' }),
    );
    await harness.takeActivityTask();
    const explanation = await harness.why();
    expect(`${explanation}`).toContain('No timeout would notice if its worker died.');
    expect(explanation.deadline?.of).toBe('the execution');
  });

  it('tells that its cancellation was requested', async () => {
    const harness = await WhyHarness.deciding(resizing('1'));
    await harness.takeActivityTask();
    await harness.signal('go');
    await harness.decide([requestCancelActivityTask({ activityId: '1' })]);
    harness.pass(5);
    expect(`${await harness.why()}`).toContain('Its cancellation was requested 5 s ago');
  });
});

describe('why() of activities that fail', () => {
  it('tells how often, why, and when the retry is due', async () => {
    const harness = await WhyHarness.deciding(resizing('1'));
    for (const n of [1, 2]) {
      await lastValueFrom((await harness.takeActivityTask()).fail({ reason: `disk ${n} is full` }));
      await harness.decide([startTimer({ timerId: `wait ${n}`, startToFireTimeout: 30 })]);
      harness.pass(20);
      if (n === 2) break;
      harness.pass(10);
      await harness.decide([resizing(`${n + 1}`)]);
    }
    const explanation = await harness.why();
    expect(explanation.state).toBe('waiting');
    expect(explanation.waits.map(({ kind }) => kind)).toEqual(['failingActivities', 'timer']);
    expect(`${explanation}`).toContain(
      'Activity (Resize@1) failed 2 times in a row, the first 50 s ago (2020-01-01 00:00:00 UTC), the last 20 s ago ' +
        '(2020-01-01 00:00:30 UTC): disk 2 is full. The timer that was started after that fires in 10 s ' +
        '(2020-01-01 00:01:00 UTC).',
    );
  });

  it('tells the timeout of the last attempt while the next one waits', async () => {
    const harness = await WhyHarness.deciding(resizing('1', { scheduleToStartTimeout: 60 }));
    harness.pass(60);
    await harness.decide([resizing('2')]);
    expect(`${await harness.why()}`).toContain(
      'Activity (Resize@1) failed 0 s ago (2020-01-01 00:01:00 UTC): its SCHEDULE_TO_START timeout had passed.',
    );
  });

  it('forgets them once one is completed, or if nothing retries them', async () => {
    const harness = await WhyHarness.deciding(resizing('1'));
    await lastValueFrom((await harness.takeActivityTask()).fail({ reason: 'full' }));
    await harness.decide([resizing('2')]);
    await lastValueFrom((await harness.takeActivityTask()).complete());
    await harness.decide([resizing('3')]);
    expect((await harness.why()).waits.map(({ kind }) => kind)).toEqual(['activity']);
    await lastValueFrom((await harness.takeActivityTask()).fail({ reason: 'full' }));
    await harness.decide([]);
    expect((await harness.why()).waits.map(({ kind }) => kind)).toEqual(['signals']);
  });
});

describe('why() of a decision task in its task list', () => {
  it('is stuck if none was taken from the list since', async () => {
    const harness = await WhyHarness.open();
    await harness.start();
    harness.pass(100);
    const explanation = await harness.why();
    expect(explanation.state).toBe('stuck');
    expect(explanation.waits).toEqual([
      {
        kind: 'decisionTask',
        taskList: 'decisions',
        scheduledAt: new Date(harness.clock.now() - 100_000),
        isSticky: false,
        isStuck: true,
        list: { pending: { count: 1, truncated: false }, running: 0, sample: 0 },
      },
    ]);
  });

  it('never says that there is no decider', async () => {
    const harness = await WhyHarness.open();
    await harness.start();
    harness.pass(100);
    expect(`${await harness.why()}`).not.toMatch(/no (decider|worker|poller)/i);
  });

  it('is waiting in a sticky list, which SWF leaves after its timeout', async () => {
    const harness = await WhyHarness.open();
    const execution = await harness.start();
    const task = await harness.takeDecisionTask();
    const route = { taskList: 'sticky-1', taskListScheduleToStartTimeout: 100 };
    await lastValueFrom(task.complete([startTimer({ timerId: '1', startToFireTimeout: 5_000 })], route));
    await lastValueFrom(execution.signal('go'));
    harness.pass(80);
    const explanation = await harness.why();
    expect(explanation.state).toBe('waiting');
    expect(`${explanation}`).toContain(
      'A decision task has waited in task list "sticky-1" for 1 min 20 s (since 2020-01-01 00:00:00 UTC). ' +
        'That is the list of the decider that has the execution in memory. ' +
        "If it doesn't take the task, SWF offers it to all deciders in 20 s (2020-01-01 00:01:40 UTC).",
    );
    harness.pass(100);
    expect(await harness.waitOf('decisionTask')).toMatchObject({
      taskList: 'decisions',
      isSticky: false,
      isStuck: true,
    });
  });
});

describe('why() of a decision task that a decider has', () => {
  it('tells who took it, and when it times out', async () => {
    const harness = await WhyHarness.open();
    await harness.start();
    await harness.takeDecisionTask('decider-7');
    harness.pass(10);
    const explanation = await harness.why();
    expect(explanation.state).toBe('waiting');
    expect(`${explanation}`).toContain(
      'A decision task was taken 10 s ago (2020-01-01 00:00:00 UTC) by "decider-7" from task list "decisions", and is not ' +
        'answered yet. Its START_TO_CLOSE timeout ends it in 20 s (2020-01-01 00:00:30 UTC).',
    );
  });

  it('does not report the task that is queued behind it', async () => {
    const harness = await WhyHarness.open();
    const execution = await harness.start();
    await harness.takeDecisionTask();
    await lastValueFrom(execution.signal('go'));
    const { waits } = await harness.why();
    expect(waits.filter(({ kind }) => kind === 'decisionTask')).toHaveLength(1);
  });
});

describe('why() of decision tasks that time out', () => {
  it('is stuck after three in a row', async () => {
    const harness = await WhyHarness.open();
    await harness.start();
    for (let n = 0; n < 2; n += 1) {
      await harness.takeDecisionTask('decider-3');
      harness.pass(31);
    }
    expect(await harness.waitOf('decisionTimeouts')).toMatchObject({ count: 2, isStuck: false });
    await harness.takeDecisionTask('decider-3');
    harness.pass(31);
    const explanation = await harness.why();
    expect(explanation.state).toBe('stuck');
    expect(`${explanation}`).toContain(
      '3 decision tasks in a row were taken and not answered within 30 s, the first 1 min 3 s ago (2020-01-01 00:00:30 UTC), ' +
        'the last 1 s ago (2020-01-01 00:01:32 UTC) by "decider-3". The decider crashes, throws, or takes too long: its log ' +
        'says which.',
    );
  });

  it('forgets them once one is answered', async () => {
    const harness = await WhyHarness.open();
    await harness.start();
    for (let n = 0; n < 3; n += 1) {
      await harness.takeDecisionTask();
      harness.pass(31);
    }
    await harness.decide([startTimer({ timerId: '1', startToFireTimeout: 60 })]);
    expect((await harness.why()).waits.map(({ kind }) => kind)).toEqual(['timer']);
  });
});
