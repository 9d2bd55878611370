import { Explanation, type ExplanationData } from 'rx-swf/why';
import { describe, expect, it } from 'vitest';
import type { Look } from '../../../src/cli/frame/Look.js';
import { whyView } from '../../../src/cli/why/view.js';

const at = new Date('2026-11-28T03:00:00Z');
const ago = (minutes: number) => new Date(at.getTime() - minutes * 60_000);
const look: Look = { hasColor: false, isUtc: true, now: at.getTime() };

const child: ExplanationData = {
  execution: { workflowId: 'album-104-cover', runId: '22aB', startedAt: ago(10) },
  state: 'stuck',
  at,
  waits: [
    {
      kind: 'activity',
      id: 'resize-cover.png',
      activityType: { name: 'Resize', version: '1' },
      taskList: 'thumbnails',
      scheduledAt: ago(10),
      isStuck: true,
      list: {
        pending: { count: 3, truncated: false },
        running: 0,
        sample: 5,
        lastTaken: { at: ago(90), identity: 'worker-1' },
      },
    },
  ],
};

const explanation = new Explanation({
  execution: {
    workflowId: 'album-104',
    runId: '22xY',
    workflowType: { name: 'Album', version: '1' },
    startedAt: ago(11),
  },
  state: 'stuck',
  at,
  waits: [
    {
      kind: 'child',
      workflowId: 'album-104-cover',
      runId: '22aB',
      isStarted: true,
      since: ago(10),
      isStuck: true,
      explanation: child,
    },
    {
      kind: 'timer',
      id: 'reminder',
      startedAt: ago(10),
      isStuck: false,
      deadline: { timeout: 'TIMER', at: ago(-50) },
    },
  ],
  deadline: { timeout: 'TIMER', at: ago(-50), of: 'timer "reminder"' },
});

describe('whyView', () => {
  it('indents the waits, and those of children below them', () => {
    expect(whyView(explanation, { ...look, width: 80 })).toBe(
      `\
Execution "album-104" (Album@1), run 22xY, is stuck. It was started 11 min ago
(2026-11-28 02:49:00Z).
- Child "album-104-cover", run 22aB, is stuck. It was started 10 min ago
  (2026-11-28 02:50:00Z).
  - Activity "resize-cover.png" (Resize@1) has waited in task list "thumbnails"
    for 10 min (since 2026-11-28 02:50:00Z). 3 tasks wait there. None was taken
    since in the histories of this execution and 5 others; the last one was
    taken 1 h 30 min ago (2026-11-28 01:30:00Z) by "worker-1".
- Timer "reminder" was started 10 min ago (2026-11-28 02:50:00Z) and fires in 50
  min (2026-11-28 03:50:00Z).
Next deadline: timer "reminder", in 50 min (2026-11-28 03:50:00Z).
`,
    );
  });

  it.each([60, 80, 120])('fits %i columns', width => {
    const text = whyView(explanation, { ...look, width });
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(width);
    expect(text.replace(/\s+/g, ' ')).toContain('the last one was taken 1 h 30 min ago');
  });

  it('does not wrap what is piped', () => {
    expect(whyView(explanation, look).trimEnd().split('\n')).toHaveLength(5);
  });

  it('paints what is stuck', () => {
    const painted = whyView(explanation, { ...look, hasColor: true }).split('\n');
    const red = '\u001b[31m';
    expect(painted.map(line => line.includes(red))).toEqual([true, true, true, false, false, false]);
  });

  it('shows times in the local time zone unless UTC is asked for', () => {
    expect(whyView(explanation, { ...look, isUtc: false })).not.toContain('02:49:00Z');
  });

  it('keeps line breaks and control characters of names and payloads out of the terminal', () => {
    const hostile = new Explanation({
      execution: { workflowId: 'a' },
      state: 'closed',
      at,
      waits: [],
      ending: { status: 'FAILED', at, reason: 'no\u001b[2J\n\nExecution "b" is waiting.' },
    });
    expect(whyView(hostile, look)).toBe(
      'Execution "a" is closed.\nIt failed 0 s ago (2026-11-28 03:00:00Z): no Execution "b" is waiting.\n',
    );
  });
});
