import type { CommandContext, Connection, Output } from '../../src/cli/frame/CommandContext.js';
import type { Look } from '../../src/cli/frame/Look.js';
import type { Terminal } from '../../src/cli/frame/Terminal.js';

/** A terminal that keeps what an action writes, and the context of that action. */
export class CapturedTerminal implements Terminal {
  readonly isTerminal: boolean;
  /** Lines, if it has some. */
  height: number | undefined;
  /** True if the action shows progress; false unless a test sets it. */
  showsProgress = false;
  readonly progressWidth = 80;
  /** What is typed, a line for each question. A terminal without any can't ask. */
  readonly answers: string[] = [];
  /** Standard output so far. */
  out = '';
  /** Standard error so far. */
  error = '';
  exitCode = 0;
  readonly #look: Look;

  /** @param look - width, color and time of the views; a terminal has a width */
  constructor(look: Partial<Look> = {}) {
    this.isTerminal = look.width !== undefined;
    this.#look = { hasColor: false, isUtc: true, now: Date.now(), ...look };
  }

  get canAsk(): boolean {
    return this.answers.length > 0;
  }

  look(): Look {
    return this.#look;
  }

  print(text: string): void {
    this.out += text;
  }

  note(text: string): void {
    this.error += text;
  }

  async ask(question: string): Promise<string | undefined> {
    this.note(question);
    return this.answers.shift();
  }

  /** Returns the context of an action that writes to this terminal. */
  context(connection: Connection, output: Output = 'table'): CommandContext {
    return {
      terminal: this,
      connection,
      output,
      look: () => this.#look,
      exitWith: code => {
        this.exitCode = code;
      },
    };
  }
}
