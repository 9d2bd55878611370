import { describe, expect, it } from 'vitest';
import type { Look } from '../../../src/cli/frame/Look.js';
import { pendingView } from '../../../src/cli/pending/view.js';
import type { TaskListRecord } from '../../../src/streams/index.js';

const look: Look = { hasColor: false, isUtc: true, now: Date.UTC(2026, 10, 28, 3) };

const records: readonly TaskListRecord[] = [
  {
    taskList: 'decisions-of-the-albums-of-all-customers',
    decisions: { count: 1000, truncated: true },
    activities: { count: 0, truncated: false },
    workflowTypes: [
      { name: 'Album', version: '1' },
      { name: 'Album', version: '2' },
      { name: 'Cover', version: '1' },
    ],
    activityTypes: [],
    oldestOpen: '2026-11-27T23:30:00.000Z',
  },
  {
    taskList: 'thumbnails',
    decisions: { count: 0, truncated: false },
    activities: { count: 42, truncated: false },
    workflowTypes: [],
    activityTypes: [
      { name: 'Resize', version: '1' },
      { name: 'Upload', version: '1' },
    ],
  },
];

describe('pendingView', () => {
  it('renders a line for each list, with a + where SWF has stopped counting', () => {
    expect(pendingView(records, look)).toBe(`\
LIST                                      DECISIONS  ACTIVITIES  OLDEST OPEN  TYPES
decisions-of-the-albums-of-all-customers      1000+           0       3h 30m  Album@1, Album@2, Cover@1
thumbnails                                        0          42               Resize@1, Upload@1
`);
  });

  it.each([60, 80, 120])('fits %d columns', width => {
    const lines = pendingView(records, { ...look, width })
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(3);
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(width);
    expect(lines[0]).toContain('ACTIVITIES');
  });

  it('leaves out what is not known', () => {
    const counted = records.map(({ taskList, decisions, activities }) => ({
      taskList,
      decisions,
      activities,
    }));
    expect(pendingView(counted, look).split('\n')[0]).toMatch(/^LIST +DECISIONS +ACTIVITIES$/);
    expect(pendingView([], look)).toBe('No registered type of the domain has a default task list.\n');
  });
});
