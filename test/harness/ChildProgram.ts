import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFailed, onTestFinished } from 'vitest';

/** What a program has printed: to standard output, to standard error, and both in order. */
export interface Printed {
  out: string;
  error: string;
  output: string;
}

/** A Node.js process. It is killed at the end of the test. */
export class ChildProgram {
  readonly process: ChildProcessWithoutNullStreams;
  readonly printed: Printed = { out: '', error: '', output: '' };
  /** Resolves when the process has ended. */
  readonly ended: Promise<Printed & { readonly code: number | null }>;
  #read = 0;

  constructor(...args: readonly string[]) {
    const { printed } = this;
    this.process = spawn(process.execPath, args, { env: { ...process.env, NODE_NO_WARNINGS: '1' } });
    const collect = (stream: 'out' | 'error') => (part: Buffer) => {
      printed[stream] += part;
      printed.output += part;
    };
    this.process.stdout.on('data', collect('out'));
    this.process.stderr.on('data', collect('error'));
    this.ended = once(this.process, 'close').then(([code]) => ({ code, ...printed }));
    onTestFailed(() => console.error(printed.error));
    onTestFinished(() => void this.process.kill('SIGKILL'));
  }

  /** Runs a TypeScript file, given as a path from the root of the project or as a URL. */
  static ofSource(file: string | URL, ...args: readonly string[]): ChildProgram {
    return new ChildProgram(
      '--import',
      'tsx',
      typeof file === 'string' ? file : fileURLToPath(file),
      ...args,
    );
  }

  /** Resolves to the standard output so far once it contains a text. */
  async prints(text: string): Promise<string> {
    while (!this.printed.out.includes(text)) await this.#more();
    return this.printed.out;
  }

  /** Resolves to the next line of the standard output. */
  async line(): Promise<string> {
    const { printed } = this;
    while (!printed.out.includes('\n', this.#read)) await this.#more();
    const end = printed.out.indexOf('\n', this.#read);
    const line = printed.out.slice(this.#read, end);
    this.#read = end + 1;
    return line;
  }

  /** Sends a line to the standard input and resolves to the next line of the output. */
  ask(line: string): Promise<string> {
    this.process.stdin.write(`${line}\n`);
    return this.line();
  }

  /** Sends a signal. Resolves when the process has ended. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.process.kill(signal);
    await this.ended;
  }

  async #more(): Promise<void> {
    const more = await Promise.race([once(this.process.stdout, 'data'), this.ended]);
    if (!Array.isArray(more)) throw new Error(`The program ended: ${more.output}`);
  }
}
