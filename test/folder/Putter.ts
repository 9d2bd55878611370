import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./put.ts', import.meta.url));

/** Another process that stores a payload. */
export class Putter {
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(...args: readonly (string | number)[]) {
    const child = spawn(process.execPath, ['--import', 'tsx', script, ...args.map(String)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#process = child;
    this.#lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  }

  /** Resolves when it waits to be told. */
  async ready(): Promise<void> {
    await this.#lines.next();
  }

  /** Lets it store, and resolves to what came of it. */
  async go(): Promise<string> {
    this.#process.stdin?.write('go\n');
    return (await this.#lines.next()).value;
  }
}
