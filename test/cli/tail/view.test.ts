import { describe, expect, it } from 'vitest';
import type { Look } from '../../../src/cli/frame/Look.js';
import { type TailRecord, tailView } from '../../../src/cli/tail/view.js';

const look: Look = { hasColor: false, isUtc: true, now: Date.UTC(2026, 10, 28, 3) };

const started: TailRecord = {
  time: '2026-11-28T02:00:00.000Z',
  event: 'started',
  workflowId: 'album-7',
  type: { name: 'Album', version: '1' },
  status: 'OPEN',
  startTimestamp: '2026-11-28T02:00:00.000Z',
};

const failed: TailRecord = {
  ...started,
  time: '2026-11-28T02:01:30.000Z',
  event: 'ended',
  status: 'CLOSED',
  closeStatus: 'FAILED',
  closeTimestamp: '2026-11-28T02:01:30.000Z',
  reason: 'Error: The picture\nb.png is larger than the memory of the worker',
};

describe('tailView', () => {
  it('renders a start and an end in a line each', () => {
    expect(tailView(started, look)).toBe('2026-11-28 02:00:00Z  started           album-7  Album@1\n');
    expect(tailView(failed, look)).toBe(
      '2026-11-28 02:01:30Z  failed            album-7  Album@1  after 1m 30s  Error: The picture b.png is larger than the memory of the worker\n',
    );
    const continued = { ...failed, closeStatus: 'CONTINUED_AS_NEW', reason: 'continued as 22xyz' };
    expect(tailView(continued, look)).toContain('  continued as new  album-7  ');
  });

  it.each([60, 80, 120])('fits %d columns', width => {
    const line = tailView(failed, { ...look, width });
    expect(line.trimEnd()).toHaveLength(width);
    expect(line.endsWith('…\n')).toBe(true);
  });

  it('colors how an execution has ended', () => {
    expect(tailView(failed, { ...look, hasColor: true })).toContain(
      'Z  \u001b[31mfailed          \u001b[39m  album-7',
    );
    expect(tailView(started, { ...look, hasColor: true })).not.toContain('\u001b');
  });
});
