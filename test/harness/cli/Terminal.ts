import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstValueFrom, Subject } from 'rxjs';
import { onTestFailed } from 'vitest';
import { type Ended, Program } from '../Program.js';
import { temporaryFolder } from '../temporaryFolder.js';
import { environmentOf, type RunOptions } from './rxSwf.js';
import { Screen } from './Screen.js';

/** Size of a terminal. */
export interface TerminalOptions extends RunOptions {
  readonly columns?: number;
  readonly rows?: number;
}

/** Keys as a terminal sends them. */
export const keys = {
  enter: '\r',
  ctrlC: '\x03',
  ctrlD: '\x04',
  escape: '\x1b',
  up: '\x1b[A',
  down: '\x1b[B',
};

/** Why there are no pseudo-terminals here, or `undefined` if there are. Tests of terminals are skipped with it. */
export const noTerminal: string | undefined = (() => {
  try {
    const version = execFileSync('script', ['--version'], { encoding: 'utf8', stdio: 'pipe' });
    return version.includes('util-linux') ? undefined : 'script is not the one of util-linux';
  } catch {
    return 'script of util-linux is not installed';
  }
})();

if (noTerminal !== undefined) console.warn(`Tests of terminals are skipped: ${noTerminal}.`);

/** A line of shell on a pseudo-terminal, in which `rx-swf` is the built command. It is killed at the end of the test. */
export class Terminal {
  readonly program: Program;
  readonly screen: Screen;
  /** Everything that was printed, with its control sequences. */
  output = '';
  /** The device, such as `/dev/pts/3`. */
  readonly #device: string;
  readonly #changes$ = new Subject<void>();
  #isClosed = false;

  private constructor(program: Program, { columns = 80, rows = 24 }: TerminalOptions, device: string) {
    this.program = program;
    this.screen = new Screen(columns, rows);
    this.#device = device;
    program.process.stdout.on('data', (part: string) => {
      this.output += part;
      this.screen.write(part);
      this.#changes$.next();
    });
    onTestFailed(() => console.error(this.screen.all));
    program.process.on('close', () => {
      this.#isClosed = true;
      this.#changes$.next();
    });
  }

  /** Starts a line of shell on a terminal of this size. */
  static async start(line: string, options: TerminalOptions = {}): Promise<Terminal> {
    const { columns = 80, rows = 24 } = options;
    const device = join(temporaryFolder(), 'device');
    const env = { TERM: 'xterm-256color', ...(await environmentOf(options)) };
    const prepare = `tty > '${device}'; stty cols ${columns} rows ${rows};`;
    const program = new Program('script', ['-qfec', `${prepare} ${line}`, '/dev/null'], env);
    return new Terminal(program, options, device);
  }

  /** Resolves to the screen, as plain text, once it contains a text. Rejects if the program ends before. */
  async shows(text: string | RegExp): Promise<string> {
    return this.until(
      screen => (typeof text === 'string' ? screen.includes(text) : text.test(screen)),
      `${text}`,
    );
  }

  /** Resolves to the screen once it satisfies a predicate. */
  async until(holds: (screen: string) => boolean, what = 'what it waits for'): Promise<string> {
    for (;;) {
      const { text } = this.screen;
      if (holds(text)) return text;
      if (this.#isClosed) throw new Error(`The program ended without showing ${what}:\n${this.screen.all}`);
      await firstValueFrom(this.#changes$);
    }
  }

  /** Types keys. */
  type(text: string): void {
    this.program.process.stdin.write(text);
  }

  /** Changes the size, of which the program on the terminal is told by a signal. */
  resize(columns: number, rows = this.screen.rows): void {
    if (!existsSync(this.#device)) throw new Error('The terminal has not started: wait for its first output');
    const device = readFileSync(this.#device, 'utf8').trim();
    this.screen.columns = columns;
    this.screen.rows = rows;
    execFileSync('stty', ['-F', device, 'cols', String(columns), 'rows', String(rows)]);
  }

  /** Resolves to the exit code, and to all lines that were shown, as plain text. */
  async ended(): Promise<Pick<Ended, 'code'> & { readonly text: string }> {
    const { code } = await this.program.ended;
    return { code, text: this.screen.all };
  }
}
