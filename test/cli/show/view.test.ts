import { describe, expect, it } from 'vitest';
import type { Look } from '../../../src/cli/frame/Look.js';
import type { ExecutionReport } from '../../../src/cli/show/ExecutionReport.js';
import { reportView } from '../../../src/cli/show/view.js';

const look: Look = { hasColor: false, isUtc: true, now: Date.UTC(2026, 10, 28, 3) };

const nothing = {
  domain: 'media',
  events: 3,
  activities: {},
  openActivities: [],
  failedActivities: { count: 0, latest: [] },
  openTimers: [],
  childExecutions: {},
  children: [],
  signals: { count: 0, latest: [] },
  refusedDecisions: { count: 0, latest: [] },
  decisionErrors: { count: 0, latest: [] },
} satisfies Partial<ExecutionReport>;

const time = '2026-11-28T02:30:00.000Z';

const album: ExecutionReport = {
  ...nothing,
  workflowId: 'album-7-of-the-customer-with-the-long-name',
  runId: '22gl6WTrlLzq3mFzp0uFnSA5sJ0yYyZl9',
  type: { name: 'Album', version: '1' },
  status: 'OPEN',
  startTimestamp: '2026-11-28T01:00:00.000Z',
  timesOut: '2026-11-29T01:00:00.000Z',
  taskList: 'decisions',
  tagList: ['photos', 'customer-7'],
  input: { files: ['a.png', 'b.png', 'c.png', 'd.png', 'e.png', 'f.png', 'g.png', 'h.png'] },
  activities: { started: 1, completed: 12, failed: 1, timedOut: 1 },
  openActivities: [
    {
      id: 'resize-a-very-large-picture.png',
      type: { name: 'Resize', version: '1' },
      state: 'started',
      taskList: 'thumbnails',
      scheduled: time,
      started: '2026-11-28T02:58:30.000Z',
      identity: 'worker-3:4711',
    },
  ],
  failedActivities: {
    count: 2,
    latest: [
      {
        id: 'upload',
        type: { name: 'Upload', version: '2' },
        state: 'timedOut',
        time,
        taskList: 'uploads',
        reason: 'HEARTBEAT',
      },
    ],
  },
  openTimers: [{ id: 'cool-down', started: time, fires: '2026-11-28T03:30:00.000Z' }],
  childExecutions: { startInitiated: 1 },
  children: [{ workflowId: 'album-7-cover', type: { name: 'Cover', version: '1' }, state: 'startInitiated' }],
  signals: { count: 24, latest: [{ name: 'page', time, input: { page: 7 } }] },
  refusedDecisions: {
    count: 1,
    latest: [{ eventId: 9, time, event: 'StartTimerFailed', id: 'late', cause: 'TIMER_ID_ALREADY_IN_USE' }],
  },
  decisionErrors: {
    count: 2,
    latest: [
      { time, reason: 'TypeError: Cannot read properties of undefined\n(reading "pages" of the input)' },
    ],
  },
};

describe('reportView', () => {
  it('renders what is known, on 80 columns', () => {
    expect(reportView(album, { ...look, width: 80 })).toBe(`\
album-7-of-the-customer-with-the-long-name  Album@1  open for 2h
  domain     media
  run        22gl6WTrlLzq3mFzp0uFnSA5sJ0yYyZl9
  started    2026-11-28 01:00:00Z
  times out  in 22h (2026-11-29 01:00:00Z)
  task list  decisions
  tags       photos, customer-7
  input      {"files":["a.png","b.png","c.png","d.png","e.png","f.png","g.png",…
  events     3

Activities: 1 started, 12 completed, 1 failed, 1 timed out
  ID                        TYPE      STATE       FOR  LIST        WORKER
  resize-a-very-large-pic…  Resize@1  started  1m 30s  thumbnails  worker-3:4711

Failed activities: 2, the latest 1
  TIME                  ID      TYPE      STATE      LIST     REASON
  2026-11-28 02:30:00Z  upload  Upload@2  timed out  uploads  HEARTBEAT

Timers
  ID         FIRES   AT
  cool-down  in 30m  2026-11-28 03:30:00Z

Children: 1 start initiated
  ID             TYPE     STATE            STARTED  RUN
  album-7-cover  Cover@1  start initiated

Signals: 24, the latest 1
  TIME                  NAME  INPUT
  2026-11-28 02:30:00Z  page  {"page":7}

Refused decisions: 1
  TIME                  DECISION    ID    CAUSE
  2026-11-28 02:30:00Z  StartTimer  late  TIMER_ID_ALREADY_IN_USE

Errors of the decider: 2, the last at 2026-11-28 02:30:00Z
  TypeError: Cannot read properties of undefined (reading "pages" of the input)
`);
  });

  it.each([60, 80, 120])('fits %d columns', width => {
    const child = { workflowId: 'album-7-cover', state: 'started', report: album };
    const view = reportView({ ...album, children: [child] }, { ...look, width });
    expect(Math.max(...view.split('\n').map(line => line.length))).toBeLessThanOrEqual(width);
  });

  it('cuts nothing where there is no terminal', () => {
    const view = reportView(album, look);
    expect(view).toContain('"g.png","h.png"]}\n');
    expect(view).toContain(
      '  resize-a-very-large-picture.png  Resize@1  started  1m 30s  thumbnails  worker-3:4711\n',
    );
  });

  it('colors the state and what went wrong', () => {
    const view = reportView(album, { ...look, hasColor: true });
    expect(view).toContain('\u001b[36mopen for 2h\u001b[39m');
    expect(view).toContain('\u001b[31mTypeError: ');
  });

  it('renders the end of a closed execution, and the place of an error', () => {
    const failed: ExecutionReport = {
      ...nothing,
      workflowId: 'order-2',
      status: 'CLOSED',
      closeStatus: 'FAILED',
      startTimestamp: '2026-11-28T01:00:00.000Z',
      closeTimestamp: '2026-11-28T01:00:42.000Z',
      reason: 'Error: The card was declined',
      details: {
        name: 'Error',
        message: 'The card was declined',
        stack: 'Error: declined\n    at charge (a.ts:7:3)',
      },
    };
    expect(reportView(failed, look)).toBe(`\
order-2    failed after 42s
  domain   media
  started  2026-11-28 01:00:00Z
  closed   2026-11-28 01:00:42Z
  reason   Error: The card was declined
  at       charge (a.ts:7:3)
  events   3
`);
    const { closeStatus: _, ...completed } = failed;
    const result = {
      ...completed,
      closeStatus: 'COMPLETED',
      reason: '',
      details: undefined,
      result: ['a.png'],
    };
    expect(reportView(result, look)).toContain('\n  result   ["a.png"]\n');
  });

  it('renders a decision task, whether nobody takes it or nobody answers it', () => {
    const waiting = { ...album, decisionTask: { state: 'scheduled', taskList: 'decisions', since: time } };
    expect(reportView(waiting, look)).toContain(
      '  decision   task on the list decisions for 30m, not taken\n',
    );
    const taken = { ...album, decisionTask: { state: 'started', since: time, identity: 'decider-2' } };
    expect(reportView(taken, look)).toContain('  decision   taken by decider-2 30m ago, not answered\n');
  });
});
