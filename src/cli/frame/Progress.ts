import { fitText } from './fitText.js';
import type { Terminal } from './Terminal.js';

/** Moves to the first column and clears the line. */
const restart = '\r\u001b[K';

/** A line on standard error that is replaced as work goes on. Nothing is shown if standard error is not a terminal. */
export class Progress {
  readonly #terminal: Terminal;
  #shown = '';

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** Replaces the line. */
  show(text: string): void {
    if (!this.#terminal.showsProgress) return;
    // A line that reaches the last column would wrap on some terminals.
    const line = fitText(text, this.#terminal.progressWidth - 1);
    if (line === this.#shown) return;
    this.#terminal.note(`${restart}${line}`);
    this.#shown = line;
  }

  /** Removes the line, so that other output can follow. */
  clear(): void {
    if (this.#shown !== '') this.#terminal.note(restart);
    this.#shown = '';
  }
}
