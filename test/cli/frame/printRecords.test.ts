import { describe, expect, it } from 'vitest';
import { printRecord, printRecords } from '../../../src/cli/frame/printRecords.js';
import { CapturedTerminal } from '../../harness/CapturedTerminal.js';

const view = () => 'one\ntwo\nthree\nfour\nfive\n';
const redraw = '\u001b[H\u001b[J';

/** Prints a view again and again on a terminal of some lines. */
function live(height: number | undefined): string {
  const terminal = new CapturedTerminal({ width: 80 });
  terminal.height = height;
  printRecords(terminal.context({}), [], view, true);
  return terminal.out;
}

describe('a view that is redrawn', () => {
  it.each([
    [undefined, 'one\ntwo\nthree\nfour\nfive\n'],
    [6, 'one\ntwo\nthree\nfour\nfive\n'],
    [5, 'one\ntwo\nthree\n… 2 more lines\n'],
    [3, 'one\n… 4 more lines\n'],
    [1, 'one\n… 4 more lines\n'],
  ])('is cut to %s lines, so that its beginning stays', (height, shown) =>
    expect(live(height)).toBe(`${redraw}${shown}`),
  );

  it('is neither redrawn nor cut in a pipe, or where it is printed once', () => {
    const pipe = new CapturedTerminal();
    printRecords(pipe.context({}), [], view, true);
    expect(pipe.out).toBe(view());
    const once = new CapturedTerminal({ width: 80 });
    once.height = 3;
    printRecord(once.context({}), {}, view);
    expect(once.out).toBe(view());
  });
});
