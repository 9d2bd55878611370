import { describe, expect, it } from 'vitest';
import { rxSwf, shell } from './rxSwf.js';
import { Screen } from './Screen.js';
import { keys, noTerminal, Terminal } from './Terminal.js';

describe('the built command', () => {
  it('runs with an environment of its own', async () => {
    const { code, out, error } = await rxSwf(['--version']);
    expect([code, error]).toEqual([0, '']);
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
    const seen = await shell('rx-swf --version; date +%Z; cat', { now: Date.UTC(2026, 10, 28) });
    expect(seen.out).toBe(`${out}UTC\n`);
    const at = await shell('node -p "new Date().toISOString()"', { now: Date.UTC(2026, 10, 28) });
    expect(at.out).toMatch(/^2026-11-28T00:00:/);
  });
});

describe('a screen', () => {
  it('shows what is left after control sequences', () => {
    const screen = new Screen(10, 3);
    screen.write('one\r\ntwo\r\n\x1b[32mthree\x1b[0m');
    screen.write('\x1b[2A\r\x1b[KONE\x1b');
    screen.write('[1B\x1b[1G\x1b[2KTWO');
    expect(screen.text).toBe('ONE\nTWO\nthree');
    screen.write('\x1b[J');
    expect(screen.text).toBe('ONE\nTWO');
    screen.write('\r\n0123456789abc\r\nlast');
    expect(screen.text).toBe('0123456789\nabc\nlast');
    expect(screen.all).toBe('ONE\nTWO\n0123456789\nabc\nlast');
    screen.write('\x1b[H\x1b[2Jnew');
    expect(screen.text).toBe('new');
  });
});

describe.skipIf(noTerminal !== undefined)('a terminal', () => {
  it('has a size, takes keys and is resized', async () => {
    const program = `
      const size = () => console.log(process.stdout.isTTY + ' ' + process.stdout.columns + 'x' + process.stdout.rows);
      size();
      process.stdout.on('resize', size);
      process.stdin.on('data', text => console.log('got ' + String(text).trim()));
      process.on('SIGINT', () => { console.log('interrupted'); process.exit(130); });
    `;
    const terminal = await Terminal.start('node -e "$PROGRAM"', {
      columns: 60,
      rows: 20,
      env: { PROGRAM: program },
    });
    await terminal.shows('true 60x20');
    terminal.type(`hello${keys.enter}`);
    await terminal.shows('got hello');
    terminal.resize(100);
    await terminal.shows('true 100x20');
    terminal.type(keys.ctrlC);
    const { code, text } = await terminal.ended();
    expect(text).toContain('interrupted');
    expect(code).toBe(130);
  });
});
