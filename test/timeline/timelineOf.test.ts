import { eventNames, InvalidArgumentError } from 'rx-swf';
import { HistoryBuilder } from 'rx-swf/testing';
import { type LaneKind, type Span, type Timeline, timelineOf } from 'rx-swf/timeline';
import { describe, expect, it } from 'vitest';
import { sample } from '../history/events/samples.js';
import { album, busy, longHistory, resize, started, startTime } from './timelines.js';

const laneOf = (timeline: Timeline, kind: LaneKind, id?: string) =>
  timeline.lanes.find(lane => lane.kind === kind && (id === undefined || lane.id === id));

const spansOf = (timeline: Timeline, kind: LaneKind, id?: string): readonly Span[] =>
  laneOf(timeline, kind, id)?.spans ?? [];

/** Returns times in seconds since the start. */
const seconds = (time: number | undefined) => (time === undefined ? undefined : (time - startTime) / 1_000);

describe('a timeline', () => {
  it('has a lane for each thing, in the order in which they began', () => {
    const { lanes } = timelineOf(busy(), { workflowId: 'album-7' });
    expect(lanes.map(({ kind, id, name }) => [kind, id, name])).toEqual([
      ['execution', 'album-7', 'Album'],
      ['decision', 'decisions', 'decisions'],
      ['activity', '1', 'Resize'],
      ['timer', 'backoff', 'backoff'],
      ['signal', 'decision', 'decision'],
      ['child', 'print-7', 'Child'],
      ['marker', 'size', 'size'],
    ]);
  });

  it('shows each attempt of an activity with its times, its list, its worker and what came of it', () => {
    const history = started()
      .activity('1', {
        type: resize,
        state: 'failed',
        reason: 'disk full',
        details: 'sda1',
        taskList: 'thumbs',
        identity: 'w1',
      })
      .activity('1', { type: resize, input: { file: 'a.png' }, result: { url: '/a.png' } })
      .build();
    const [first, second] = spansOf(timelineOf(history), 'activity', '1');
    expect({
      ...first,
      start: seconds(first?.start),
      started: seconds(first?.started),
      end: seconds(first?.end),
    }).toEqual({
      eventId: 5,
      attempt: 1,
      state: 'failed',
      outcome: 'failed',
      start: 2,
      started: 3,
      end: 4,
      taskList: 'thumbs',
      identity: 'w1',
      reason: 'disk full',
      details: '"sda1"',
    });
    expect(second).toMatchObject({
      attempt: 2,
      outcome: 'completed',
      input: '{"file":"a.png"}',
      result: '{"url":"/a.png"}',
    });
  });

  it('knows what it is a timeline of', () => {
    const history = new HistoryBuilder()
      .start({
        workflowType: album,
        parent: { workflowId: 'shop', runId: 'run-0' },
        continuedExecutionRunId: 'run-1',
      })
      .continueAsNew({ newExecutionRunId: 'run-3' })
      .build();
    const timeline = timelineOf(history, { domain: 'media', workflowId: 'album-7', runId: 'run-2' });
    expect(timeline).toMatchObject({
      domain: 'media',
      workflowId: 'album-7',
      runId: 'run-2',
      workflowType: album,
      state: 'continuedAsNew',
      outcome: 'completed',
      events: history.length,
      parent: { workflowId: 'shop', runId: 'run-0' },
      continuedFrom: 'run-1',
      continuedAs: 'run-3',
    });
  });

  it.each([
    ['complete', 'completed', 'completed'],
    ['fail', 'failed', 'failed'],
    ['cancel', 'canceled', 'canceled'],
    ['terminate', 'terminated', 'terminated'],
    ['timeOut', 'timedOut', 'timedOut'],
  ] as const)('after %s() is %s', (step, state, outcome) => {
    const timeline = timelineOf(started()[step]().build());
    expect(timeline).toMatchObject({ state, outcome });
    expect(spansOf(timeline, 'execution')).toMatchObject([{ state, outcome, end: timeline.end }]);
  });

  it('says why an execution failed', () => {
    const history = started().fail({ reason: 'CardDeclined', details: 'no money' }).build();
    const timeline = timelineOf(history);
    expect(timeline.reason).toBe('CardDeclined');
    expect(spansOf(timeline, 'execution')).toMatchObject([{ reason: 'CardDeclined', details: '"no money"' }]);
    expect(timelineOf(started().timeOut().build()).reason).toBe('START_TO_CLOSE');
  });

  it.each([
    ['scheduled', 'open'],
    ['started', 'open'],
    ['scheduleFailed', 'failed'],
    ['completed', 'completed'],
    ['failed', 'failed'],
    ['timedOut', 'timedOut'],
    ['canceled', 'canceled'],
  ] as const)('shows an activity that is %s as %s', (state, outcome) => {
    const history = started().activity('1', { state }).build();
    expect(spansOf(timelineOf(history), 'activity')).toMatchObject([{ state, outcome }]);
  });

  it('shows when the cancellation of an activity was requested', () => {
    const history = started()
      .activityScheduled('1')
      .activityStarted('1')
      .signal('stop')
      .activityCancelRequested('1')
      .build();
    const [span] = spansOf(timelineOf(history), 'activity');
    expect(span).toMatchObject({ state: 'cancelRequested', outcome: 'open' });
    expect(span?.cancelRequested).toBeGreaterThan(span?.started ?? 0);
  });

  it.each([
    ['started', 'open'],
    ['fired', 'completed'],
    ['canceled', 'canceled'],
    ['startFailed', 'failed'],
  ] as const)('shows a timer that is %s as %s', (state, outcome) => {
    const history = started().timer('t', { state, startToFireTimeout: 60 }).build();
    expect(spansOf(timelineOf(history), 'timer')).toMatchObject([{ state, outcome }]);
  });

  it('says when an open timer is due', () => {
    const history = started().timer('t', { state: 'started', startToFireTimeout: 60 }).build();
    const [span] = spansOf(timelineOf(history), 'timer');
    expect(span?.due).toBe((span?.start ?? 0) + 60_000);
  });

  it.each([
    ['startInitiated', 'open'],
    ['started', 'open'],
    ['startFailed', 'failed'],
    ['completed', 'completed'],
    ['failed', 'failed'],
    ['timedOut', 'timedOut'],
    ['canceled', 'canceled'],
    ['terminated', 'terminated'],
  ] as const)('shows a child that is %s as %s', (state, outcome) => {
    const history = started().child('c', { state }).build();
    expect(spansOf(timelineOf(history), 'child')).toMatchObject([{ state, outcome }]);
  });

  it.each([
    ['scheduled', 'open'],
    ['started', 'open'],
    ['scheduleFailed', 'failed'],
    ['startFailed', 'failed'],
    ['completed', 'completed'],
    ['failed', 'failed'],
    ['timedOut', 'timedOut'],
  ] as const)('shows a Lambda function that is %s as %s', (state, outcome) => {
    const history = started().lambda('l', { state }).build();
    expect(spansOf(timelineOf(history), 'lambda')).toMatchObject([{ state, outcome }]);
  });

  it.each([
    ['signalInitiated', 'open'],
    ['signaled', 'completed'],
    ['signalFailed', 'failed'],
  ] as const)('shows a signal to another execution that is %s as %s', (state, outcome) => {
    const history = started().externalSignal('other', { signalName: 'go', state }).build();
    const timeline = timelineOf(history);
    expect(laneOf(timeline, 'externalSignal')).toMatchObject({ id: 'other go', name: 'go' });
    expect(spansOf(timeline, 'externalSignal')).toMatchObject([{ state, outcome }]);
  });

  it.each([
    ['requestCancelInitiated', 'open'],
    ['cancelRequested', 'completed'],
    ['requestCancelFailed', 'failed'],
  ] as const)('shows a cancel request to another execution that is %s as %s', (state, outcome) => {
    const history = started().externalCancel('other', { state }).build();
    expect(spansOf(timelineOf(history), 'externalCancel')).toMatchObject([{ state, outcome }]);
  });

  it('shows turns of the decider: open, completed and timed out', () => {
    const history = started().decisionTaskStarted().decisionTaskTimedOut().turn().signal('go').build();
    expect(spansOf(timelineOf(history), 'decision').map(({ outcome }) => outcome)).toEqual([
      'timedOut',
      'completed',
      'open',
    ]);
  });

  it('shows signals, markers, cancel requests and decisions that failed', () => {
    const history = started()
      .marker('size', { details: 640 })
      .markerFailed('size')
      .timerCancelFailed('t')
      .closeFailed('Complete')
      .signal('go', { input: 1 })
      .cancelRequested()
      .build();
    const timeline = timelineOf(history);
    expect(spansOf(timeline, 'marker').map(({ outcome, details }) => [outcome, details])).toEqual([
      ['completed', '640'],
      ['failed', undefined],
    ]);
    expect(spansOf(timeline, 'signal', 'go')).toMatchObject([{ state: 'signaled', input: '1' }]);
    expect(spansOf(timeline, 'cancelRequest')).toMatchObject([{ state: 'cancelRequested' }]);
    expect(spansOf(timeline, 'failedDecision', 'CompleteWorkflowExecution')).toMatchObject([
      { outcome: 'failed', reason: 'UNHANDLED_DECISION' },
    ]);
    expect(spansOf(timeline, 'failedDecision', 'CancelTimer')).toMatchObject([{ outcome: 'failed' }]);
  });

  it('shows events of types that this version does not know', () => {
    const history = started()
      .build()
      .concat([{ eventId: 3, eventType: 'PigeonReturned', eventTimestamp: new Date(startTime + 5_000) }]);
    expect(spansOf(timelineOf(history), 'unknown', 'PigeonReturned')).toMatchObject([
      { state: 'unknown', start: startTime + 5_000, end: startTime + 5_000 },
    ]);
  });

  it('takes in each type of event of the API', () => {
    for (const name of eventNames) {
      const { lanes } = timelineOf([sample(name)]);
      expect(lanes.length, name).toBeGreaterThan(0);
    }
    expect(timelineOf(eventNames.map((name, i) => sample(name, i + 1))).events).toBe(eventNames.length);
  });

  it('ends open spans now, and what was open when the execution closed at its close', () => {
    const open = started().activity('1', { state: 'started' });
    const now = new Date(startTime + 60_000);
    const timeline = timelineOf(open.build(), { now });
    expect(timeline).toMatchObject({ end: now.getTime(), outcome: 'open' });
    expect(spansOf(timeline, 'activity')).toMatchObject([{ end: now.getTime(), outcome: 'open' }]);
    const closed = open.terminate().build();
    const end = closed.last?.timestamp.getTime();
    expect(timelineOf(closed, { now })).toMatchObject({ end, outcome: 'terminated' });
    expect(spansOf(timelineOf(closed, { now }), 'activity')).toMatchObject([{ end, outcome: 'abandoned' }]);
  });

  it('ends at its last event if that is later than now, as with a slow clock', () => {
    const history = busy();
    expect(timelineOf(history, { now: new Date(0) })).toEqual(timelineOf(history));
  });

  it('is plain JSON', () => {
    const child = timelineOf(started().activity('1').complete().build(), { runId: 'run-1' });
    const timeline = timelineOf(busy(), { workflowId: 'album-7', children: [child] });
    expect(JSON.parse(JSON.stringify(timeline))).toStrictEqual(timeline);
  });

  it('is the same from a history, from events, and from the JSON of the AWS CLI in each form of time', () => {
    const history = busy();
    const { events } = history.toJSON();
    const withTimes = (convert: (time: Date) => number | string) =>
      events.map(event => ({ ...event, eventTimestamp: convert(new Date(event.eventTimestamp ?? 0)) }));
    const expected = timelineOf(history);
    expect(timelineOf(events)).toEqual(expected);
    expect(timelineOf(JSON.parse(JSON.stringify(history)))).toEqual(expected);
    expect(timelineOf({ events: withTimes(time => time.getTime() / 1_000) })).toEqual(expected);
    expect(timelineOf({ events: withTimes(time => time.toISOString()) })).toEqual(expected);
    expect(timelineOf([...history].toReversed())).toEqual(expected);
  });

  it('of no events is empty', () => {
    expect(timelineOf([])).toEqual({
      state: 'started',
      outcome: 'open',
      start: 0,
      end: 0,
      events: 0,
      lanes: [],
      gaps: [],
    });
  });

  it('of the end of a history marks what began before it', () => {
    const history = started().activityScheduled('1').activityStarted('1').activityCompleted('1').build();
    const timeline = timelineOf([...history].filter(({ id }) => id >= 7));
    expect(spansOf(timeline, 'activity')).toMatchObject([{ isPartial: true, outcome: 'completed' }]);
    expect(spansOf(timeline, 'execution')).toMatchObject([{ isPartial: true, start: timeline.start }]);
  });

  it('cuts long payloads to the length that is allowed, and leaves them out with 0', () => {
    const history = started()
      .signal('go', { input: 'x'.repeat(1_000) })
      .build();
    const inputOf = (payloadLength?: number) =>
      spansOf(timelineOf(history, { payloadLength }), 'signal')[0]?.input;
    expect(inputOf()).toBe(`"${'x'.repeat(199)}…`);
    expect(inputOf(5)).toBe('"xxxx…');
    expect(inputOf(0)).toBeUndefined();
    expect(inputOf(Number.POSITIVE_INFINITY)).toHaveLength(1_002);
  });

  it('is made of a history of 25,000 events within a second of processor time', () => {
    const history = longHistory(25_000);
    const before = process.cpuUsage();
    const { events, lanes } = timelineOf(history);
    const { user, system } = process.cpuUsage(before);
    expect(events).toBeGreaterThan(24_990);
    expect(lanes.length).toBeGreaterThan(4_000);
    expect(user + system).toBeLessThan(1_000_000);
  });

  it.each([
    ['an unknown option', { width: 80 }, 'Unknown option "width" for timelineOf()'],
    ['a date that is none', { now: new Date(Number.NaN) }, 'now must be a valid Date'],
    ['a length that is none', { payloadLength: -1 }, 'payloadLength must be a whole number'],
    ['an id that is none', { runId: 7 }, 'runId must be a string, got 7'],
  ])('refuses %s', (_, options, message) => {
    expect(() => timelineOf(busy(), options as object)).toThrow(InvalidArgumentError);
    expect(() => timelineOf(busy(), options as object)).toThrow(message);
  });
});

describe('the timelines of children', () => {
  const parentOf = (runId: string) => ({ workflowId: 'shop', runId });
  const child = (parentInitiatedEventId: number, workflowId: string, seconds: number) => {
    const builder = new HistoryBuilder({ startTime: new Date(startTime + seconds * 1_000) });
    const events = builder
      .start({ workflowType: album, parent: parentOf('run-0') })
      .activity('1')
      .complete().events;
    const [first, ...others] = events;
    const attributes = { ...first?.workflowExecutionStartedEventAttributes, parentInitiatedEventId };
    return timelineOf(
      [{ ...first, workflowExecutionStartedEventAttributes: attributes }, ...others] as never,
      {
        workflowId,
        runId: `run of ${workflowId} at ${seconds}`,
      },
    );
  };

  it('are a part of the spans of these children, all runs of each in order', () => {
    const history = started().child('a').child('b').build();
    const [a, b] = [...history.childExecutions].map(({ eventId }) => eventId);
    const runs = [child(a ?? 0, 'a', 60), child(b ?? 0, 'b', 6), child(a ?? 0, 'a', 6)];
    const timeline = timelineOf(history, { children: runs });
    expect(spansOf(timeline, 'child', 'a')[0]?.runs).toEqual([runs[2], runs[0]]);
    expect(spansOf(timeline, 'child', 'b')[0]?.runs).toEqual([runs[1]]);
  });

  it('are found by the run id if they do not know their parent', () => {
    const history = started().child('a', { state: 'completed' }).build();
    const runId = history.childExecutions.first?.runId;
    const run = timelineOf(started().complete().build(), { runId });
    expect(spansOf(timelineOf(history, { children: [run] }), 'child')[0]?.runs).toEqual([run]);
  });

  it('of other executions are ignored', () => {
    const history = started().child('a').build();
    const timeline = timelineOf(history, { children: [child(99, 'a', 6), child(5, 'z', 6)] });
    expect(timeline).toEqual(timelineOf(history));
  });

  it('stretch the timeline if they go on after their parent', () => {
    const history = started().child('a', { state: 'started' }).complete().build();
    const run = child(history.childExecutions.first?.eventId ?? 0, 'a', 86_400);
    const timeline = timelineOf(history, { children: [run] });
    expect(timeline.end).toBe(run.end);
    expect(spansOf(timeline, 'child')).toMatchObject([{ outcome: 'completed', end: run.end }]);
  });
});

describe('the gaps of a timeline', () => {
  it('are the times in which nothing runs, between all events', () => {
    const history = started()
      .timer('t', { state: 'started', startToFireTimeout: 3_600 })
      .wait(600)
      .signal('go')
      .turn()
      .timerFired('t')
      .activity('1')
      .complete()
      .build();
    const timeline = timelineOf(history);
    const lengths = timeline.gaps.map(({ start, end }) => Math.round((end - start) / 60_000));
    expect(lengths.filter(minutes => minutes > 1)).toEqual([10, 50]);
  });

  it('do not include the work of a child whose timeline is known', () => {
    const history = started()
      .child('a', { state: 'started' })
      .turn()
      .wait(3_600)
      .childCompleted('a')
      .complete()
      .build();
    const runId = history.childExecutions.first?.runId;
    const run = timelineOf(
      started().activity('1', { state: 'started' }).wait(1_800).activityCompleted('1').build(),
      {
        runId,
      },
    );
    const idle = ({ gaps }: Timeline) => gaps.reduce((sum, { start, end }) => sum + end - start, 0) / 60_000;
    expect(idle(timelineOf(history))).toBeGreaterThan(59);
    expect(idle(timelineOf(history, { children: [run] }))).toBeLessThan(31);
  });
});
