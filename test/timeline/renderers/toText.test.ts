import { InvalidArgumentError } from 'rx-swf';
import { type TextOptions, timelineOf, toText } from 'rx-swf/timeline';
import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../../src/timeline/text/displayWidth.js';
import { busy, resize, started } from '../timelines.js';

const timeline = timelineOf(busy(), { workflowId: 'album-7', runId: 'run-1' });

const lines = (options: TextOptions) => toText(timeline, options).split('\n');

describe('toText', () => {
  it('draws bars, ends and times with glyphs that need no color, and with durations and results beside them', () => {
    expect(lines({ width: 100 })).toEqual([
      'Album@1 album-7, open for 3d',
      'since 2026-01-01T00:00:00.000Z, 28 events, run run-1',
      '                0s       4s   6s                                   3d',
      'execution       ─────────────────────┊──────────────────────────────→ 3d, open',
      'decisions       ░░██✓    ░░░██✓      ┊      ░░███✓    ░░░░░██✓  ░░██✓ 5× 11s',
      "Resize 1            ░░░██✗           ┊           ░░███✓               2× 4s, 1 failed, {url: '/a.pn…",
      'timer backoff                 ░░░░░░░┊░░░░░░✓                         3d',
      'signal decision                      ┊                  ◆             {isApproved: true}',
      'Child print-7                        ┊                       ░░░████→ 3s, open',
      'marker size                          ┊                              ◆ 640',
      '░ waits  █ runs  ✓ completed  ✗ failed  → open  ◆ happens  ┊ idle time, shortened',
    ]);
  });

  it('has no room for durations and results in narrow terminals', () => {
    expect(lines({ width: 60 })).toEqual([
      'Album@1 album-7, open for 3d',
      'since 2026-01-01T00:00:00.000Z, 28 events, run run-1',
      '                0s      4s                                3d',
      'execution       ─────────────────┊─────────────────────────→',
      'decisions       ░░██✓   ░░██✓    ┊     ░░██✓   ░░░░██✓ ░░██✓',
      'Resize 1            ░░██✗        ┊         ░░██✓',
      'timer backoff               ░░░░░┊░░░░░✓',
      'signal decision                  ┊               ◆',
      'Child print-7                    ┊                   ░░████→',
      'marker size                      ┊                         ◆',
      '░ waits  █ runs  ✓ completed  ✗ failed  → open  ◆ happens',
      '┊ idle time, shortened',
    ]);
  });

  it('shows idle times in full if it is wide', () => {
    expect(lines({ width: 60, wide: true, legend: false })).toEqual([
      'Album@1 album-7, open for 3d',
      'since 2026-01-01T00:00:00.000Z, 28 events, run run-1',
      '                0s                                        3d',
      'execution       ───────────────────────────────────────────→',
      'decisions       ✓                                          ✓',
      'Resize 1        ✗                                          ✓',
      'timer backoff   ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░✓',
      'signal decision                                            ◆',
      'Child print-7                                              →',
      'marker size                                                ◆',
    ]);
  });

  it('adds colors around the same text', () => {
    const colored = toText(timeline, { color: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the colors
    expect(colored.replaceAll(/\u001b\[\d+m/g, '')).toBe(toText(timeline));
    expect(colored).toContain('\u001b[31m');
    const reset = '\u001b[39m';
    const withColor = colored.split('\n').filter(line => line.includes('\u001b'));
    expect(withColor.filter(line => line.lastIndexOf(reset) !== line.lastIndexOf('\u001b'))).toEqual([]);
  });

  it('draws the lanes of children below their own, indented', () => {
    const history = started().child('print-7', { state: 'completed' }).build();
    const run = timelineOf(started().activity('p', { type: resize }).complete().build(), {
      runId: history.childExecutions.first?.runId,
    });
    const lines = toText(timelineOf(history, { children: [run] })).split('\n');
    expect(lines.map(line => /^ *[\w-]+( [\w-]+)?/.exec(line)?.[0])).toEqual(
      expect.arrayContaining(['Child print-7', '  decisions', '  Resize p']),
    );
  });

  it('draws those of a type in one row if there are too many, and says how many lanes are left out', () => {
    let builder = started();
    for (let i = 0; i < 20; i += 1)
      builder = builder.activity(`${i}`, { type: resize }).timer(`t${i}`).marker(`m${i}`);
    const many = timelineOf(builder.build());
    expect(toText(many, { rows: 100 })).toContain('Resize 19');
    const few = toText(many, { rows: 4 });
    expect(few).toContain('Resize ×20');
    expect(few).toContain('timer ×20');
    expect(few).not.toContain('marker');
    expect(few).toContain('… and 20 more');
  });

  it('explains the glyphs that it uses, and only these', () => {
    const legend = toText(timelineOf(started().fail().build())).split('\n').at(-1);
    expect(legend).toBe('░ waits  █ runs  ✓ completed  ✗ failed');
  });

  it('counts columns as terminals do', () => {
    expect(displayWidth('Resize')).toBe(6);
    expect(displayWidth('日本語')).toBe(6);
    expect(displayWidth('é')).toBe(1);
    expect(displayWidth('e\u0301')).toBe(1);
    expect(displayWidth('👩‍👩‍👧😀')).toBe(4);
    expect(displayWidth('░█✓✗')).toBe(4);
  });

  it.each<[object, string]>([
    [{ width: 39 }, 'width must be a whole number from 40 to 1000, got 39'],
    [{ rows: 0 }, 'rows must be a whole number of at least 1, got 0'],
    [{ colour: true }, 'Unknown option "colour" for toText(). Did you mean "color"?'],
  ])('refuses %o', (options, message) => {
    expect(() => toText(timeline, options)).toThrow(InvalidArgumentError);
    expect(() => toText(timeline, options)).toThrow(message);
  });
});
