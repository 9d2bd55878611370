import { timelineOf, toSvg } from 'rx-swf/timeline';
import { describe, expect, it } from 'vitest';
import { busy, longHistory, started } from '../timelines.js';

const svg = toSvg(timelineOf(busy(), { workflowId: 'album-7' }));

/** Throws if a document is not well-formed: tags that don't match, or attributes without quotes. */
function elementsOf(document: string): string[] {
  const open: string[] = [];
  const names: string[] = [];
  for (const [, end, name = '', attributes = '', alone] of document.matchAll(/<(\/?)(\w+)([^>]*?)(\/?)>/g)) {
    expect(attributes.replaceAll(/ [\w:-]+="[^"<>]*"/g, '')).toBe('');
    if (end === '/') expect(open.pop()).toBe(name);
    else names.push(name);
    if (end === '' && alone === '') open.push(name);
  }
  expect(open).toEqual([]);
  return names;
}

describe('toSvg', () => {
  it('is a well-formed document that depends on nothing else', () => {
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 960 \d+" /);
    expect(elementsOf(svg)).toEqual(
      expect.arrayContaining(['svg', 'title', 'style', 'rect', 'path', 'text']),
    );
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(
      /https?:|url\(|@import|<script|\son\w+=/,
    );
    elementsOf(toSvg(timelineOf(longHistory(5_000))));
    elementsOf(toSvg(timelineOf([])));
  });

  it('has colors for light pages and for dark ones', () => {
    expect(svg).toContain('@media(prefers-color-scheme:dark)');
  });

  it('shows the facts of a span as a tooltip', () => {
    expect(svg).toContain(
      '<title>Resize 1: failed\n2026-01-01T00:00:02.000Z, 2s, of which it waited 1s\nreason: disk full\ntask list: activities</title>',
    );
    expect(svg).toContain('Resize 1, attempt 2: completed');
  });

  it('escapes names, reasons and payloads', () => {
    const history = started()
      .activity('<b>&"\'', { state: 'failed', reason: '</title><script>alert(1)</script>' })
      .build();
    const text = toSvg(timelineOf(history, { workflowId: '<i>' }));
    elementsOf(text);
    expect(text).not.toMatch(/<(script|b|i)>/);
    expect(text).toContain('&lt;b&gt;&amp;&quot;&#39;');
  });

  it('has the width that is wanted', () => {
    expect(toSvg(timelineOf(busy()), { width: 400 })).toContain('width="400"');
    expect(() => toSvg(timelineOf(busy()), { width: 10 })).toThrow(
      'width must be a whole number from 320 to 10000',
    );
    expect(() => toSvg(timelineOf(busy()), { height: 10 } as object)).toThrow(
      'Unknown option "height" for toSvg()',
    );
  });
});
