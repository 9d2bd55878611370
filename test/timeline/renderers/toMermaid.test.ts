import { timelineOf, toMermaid } from 'rx-swf/timeline';
import { describe, expect, it } from 'vitest';
import { busy, longHistory, started, startTime } from '../timelines.js';

const at = (seconds: number) => startTime + seconds * 1_000;

describe('toMermaid', () => {
  it('is a Gantt diagram with a section for each kind', () => {
    const text = toMermaid(timelineOf(busy(), { workflowId: 'album-7' }));
    expect(text.split('\n').slice(0, 6)).toEqual([
      'gantt',
      '    title Album@1 album-7, open for 3d',
      '    dateFormat x',
      '    axisFormat %m-%d %H:%M:%S',
      '    section Execution',
      `    execution :active, t1, ${at(0)}, ${timelineOf(busy()).end}`,
    ]);
    expect(text).toContain(`    Resize 1 :crit, t7, ${at(2)}, ${at(4)}`);
    expect(text).toMatch(/ {4}Resize 1, attempt 2 :done, t8, \d+, \d+/);
    expect(text).toMatch(/ {4}section Signals\n {4}signal decision :done, milestone, t\d+, (\d+), \1\n/);
    expect(new Set(text.match(/t\d+,/g)).size).toBe(text.match(/t\d+,/g)?.length);
  });

  it('escapes what Mermaid would read as a part of the diagram, and names that are statements', () => {
    const history = started()
      .activity('1', { type: { name: 'section: "a";#b %%{c}', version: '1' } })
      .activity('2', { type: { name: '2026-01-01', version: '1' } })
      .build();
    const text = toMermaid(timelineOf(history));
    expect(text).toContain('    #115;ection#58; #34;a#34;#59;#35;b #37;#37;#123;c#125; 1 :done');
    expect(text).toContain('    #50;026-01-01 2 :done');
  });

  it('has a task for each row if there are too many, which says whether one has failed', () => {
    const text = toMermaid(timelineOf(longHistory(2_000)), { tasks: 3 });
    expect(text).toMatch(/Resize ×\d+ \(333 spans\) :crit, t3, \d+, \d+/);
    expect(text.split('\n').length).toBeLessThan(11);
    expect(() => toMermaid(timelineOf([]), { tasks: 0 })).toThrow(
      'tasks must be a whole number of at least 1',
    );
  });
});
