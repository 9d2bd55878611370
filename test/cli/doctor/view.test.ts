import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/cli/doctor/findings/Finding.js';
import { findingView } from '../../../src/cli/doctor/view.js';

const clock: Finding = {
  check: 'clock',
  status: 'fail',
  message: '7m 3s behind SWF, which refuses signatures from 5 minutes on',
  advice: 'Synchronize the clock of this machine, for example with chrony.',
};
const look = { hasColor: false, isUtc: true, now: 0 };

describe('findingView()', () => {
  it.each([60, 80, 120])('fits %d columns', width => {
    const lines = findingView(clock, { ...look, width })
      .trimEnd()
      .split('\n');
    expect(lines[0]).toMatch(/^fail {2}clock {8}7m 3s behind SWF,/);
    expect(lines.length).toBe(width === 60 ? 4 : width === 80 ? 3 : 2);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
    for (const line of lines.slice(1)) expect(line).toMatch(/^ {19}\S/);
  });

  it('is one line without a terminal, whatever the message contains', () => {
    expect(findingView({ ...clock, message: 'a\nb\u001b[2J' }, look)).toBe(
      'fail  clock        a b. Synchronize the clock of this machine, for example with chrony.\n',
    );
  });

  it('colors the status', () => {
    expect(findingView(clock, { ...look, hasColor: true })).toContain('\u001b[31mfail\u001b[39m  clock');
  });
});
