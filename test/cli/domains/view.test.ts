import { describe, expect, it } from 'vitest';
import { type DomainRecord, domainsView } from '../../../src/cli/domains/view.js';

const look = { hasColor: false, isUtc: true, now: 0 };
const records: readonly DomainRecord[] = [
  { name: 'media', status: 'REGISTERED', description: `films${' and photos'.repeat(12)}` },
  { name: 'a-domain-with-a-long-name', status: 'DEPRECATED' },
];

describe('domainsView', () => {
  it.each([60, 80, 120])('fits %i columns', width => {
    const lines = domainsView(records, { ...look, width })
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]?.length).toBe(width);
    expect(lines[1]).toMatch(/^media +registered {2}films and .*…$/);
  });

  it('is not cut without a terminal', () => {
    expect(domainsView(records, look)).toContain(`${' and photos'.repeat(12)}\n`);
    expect(domainsView([], look)).toBe('No domains.\n');
  });
});
