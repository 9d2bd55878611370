import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventParser } from '../../src/remote/connection/ServerEvent.js';

const text = ': open\n\nid: 1\ndata: {"a":1}\n\nevent: complete\ndata: {}\r\n\r\ndata:a\ndata: b\n\nid\n\n';

describe('EventParser', () => {
  it('reads ids, names, data of several lines, and comments, however line breaks are written', () => {
    expect(new EventParser().push(text)).toEqual([
      { event: 'message' },
      { event: 'message', id: '1', data: '{"a":1}' },
      { event: 'complete', data: '{}' },
      { event: 'message', data: 'a\nb' },
      { event: 'message', id: '' },
    ]);
  });

  it('reads the same wherever chunks are cut', () => {
    const whole = new EventParser().push(text);
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 10 }), cuts => {
        const parser = new EventParser();
        const ends = [...cuts, text.length].sort((a, b) => a - b);
        const chunks = ends.map((end, n) => text.slice(ends[n - 1] ?? 0, end));
        expect(chunks.flatMap(chunk => parser.push(chunk))).toEqual(whole);
      }),
    );
  });
});
