import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFailed, onTestFinished } from 'vitest';

/** What a program has printed: to standard output, to standard error, and both in order. */
export interface Printed {
  out: string;
  error: string;
  output: string;
}

/** What a program has printed, and its exit code; `null` if a signal ended it. */
export type Ended = Printed & { readonly code: number | null };

/** A process. It is killed at the end of the test. */
export class Program {
  readonly process: ChildProcessWithoutNullStreams;
  readonly printed: Printed = { out: '', error: '', output: '' };
  /** Resolves when the process has ended. */
  readonly ended: Promise<Ended>;
  #read = 0;

  constructor(command: string, args: readonly string[], env: Readonly<Record<string, string | undefined>>) {
    const { printed } = this;
    this.process = spawn(command, args, { env });
    const collect = (stream: 'out' | 'error') => (part: string) => {
      printed[stream] += part;
      printed.output += part;
    };
    this.process.stdout.setEncoding('utf8').on('data', collect('out'));
    this.process.stderr.setEncoding('utf8').on('data', collect('error'));
    this.ended = once(this.process, 'close').then(([code]) => ({ code, ...printed }));
    onTestFailed(() => console.error(printed.error));
    onTestFinished(() => void this.process.kill('SIGKILL'));
  }

  /** Resolves to the standard output so far once it contains a text. */
  async prints(text: string): Promise<string> {
    while (!this.printed.out.includes(text)) await this.more();
    return this.printed.out;
  }

  /** Resolves to the next line of the standard output. */
  async line(): Promise<string> {
    const { printed } = this;
    while (!printed.out.includes('\n', this.#read)) await this.more();
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

  /** Resolves once more has been printed to the standard output. Rejects if the process ends first. */
  protected async more(): Promise<void> {
    const more = await Promise.race([once(this.process.stdout, 'data'), this.ended]);
    if (!Array.isArray(more)) throw new Error(`The program ended: ${more.output}`);
  }
}
