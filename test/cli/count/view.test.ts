import { describe, expect, it } from 'vitest';
import { countView } from '../../../src/cli/count/view.js';

const look = { hasColor: false, isUtc: true, now: 0 };
const open = { state: 'open', count: 1_000, truncated: true };
const failed = { state: 'failed', count: 7, truncated: false };

describe('countView', () => {
  it.each([undefined, 60, 80, 120])('is a table with a total at the width %s', width =>
    expect(countView([open, failed], { ...look, ...(width && { width }) })).toBe(
      'STATE   COUNT\nopen    1000+\nfailed      7\nall     1007+\n',
    ),
  );

  it('has no total of a single count', () =>
    expect(countView([failed], look)).toBe('STATE   COUNT\nfailed      7\n'));
});
