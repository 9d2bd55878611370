import { describe, expect, it } from 'vitest';
import { Progress } from '../../../src/cli/frame/Progress.js';
import { CapturedTerminal } from '../../harness/CapturedTerminal.js';
import { Screen } from '../../harness/cli/Screen.js';

describe('Progress', () => {
  it('replaces its line, and removes it', () => {
    const terminal = new CapturedTerminal();
    terminal.showsProgress = true;
    const screen = new Screen(80, 5);
    const progress = new Progress(terminal);
    const shown = () => {
      screen.write(terminal.error);
      terminal.error = '';
      return screen.text;
    };
    progress.show('100 of 300');
    expect(shown()).toBe('100 of 300');
    progress.show('2 left');
    expect(shown()).toBe('2 left');
    progress.show('x'.repeat(200));
    expect(shown()).toBe(`${'x'.repeat(78)}…`);
    progress.clear();
    terminal.note('done\n');
    expect(shown()).toBe('done');
  });

  it('shows the same text once, and nothing without a terminal', () => {
    const terminal = new CapturedTerminal();
    const progress = new Progress(terminal);
    progress.show('1');
    progress.clear();
    expect(terminal.error).toBe('');
    terminal.showsProgress = true;
    progress.show('1');
    const { error } = terminal;
    progress.show('1');
    expect(terminal.error).toBe(error);
  });
});
