import type { OutputLine } from './messages.js';

// During a turn, a workflow has timers of its own in the place of this.
const later = setTimeout;

/** Milliseconds between two deliveries. */
const pause = 25;
/** Number of lines after which output is cut, so that an endless loop doesn't fill the page. */
const mostLines = 2_000;

/**
 * The lines that a block prints, delivered in bundles: a loop that prints and never pauses must neither flood the page
 * with messages nor wait for a timer, which would not fire.
 */
export class Output {
  readonly #deliver: (lines: readonly OutputLine[]) => void;
  #lines: OutputLine[] = [];
  #count = 0;
  #delivered = 0;

  constructor(deliver: (lines: readonly OutputLine[]) => void) {
    this.#deliver = deliver;
  }

  add(line: OutputLine): void {
    this.#count += 1;
    if (this.#count > mostLines) return;
    const isLast = this.#count === mostLines;
    this.#lines.push(isLast ? { text: '… further lines are left out', isError: false } : line);
    if (isLast || performance.now() - this.#delivered >= pause) this.flush();
    else if (this.#lines.length === 1) later(() => this.flush(), pause);
  }

  flush(): void {
    if (this.#lines.length === 0) return;
    this.#deliver(this.#lines);
    this.#lines = [];
    this.#delivered = performance.now();
  }
}
