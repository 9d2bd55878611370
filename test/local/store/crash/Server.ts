import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./serve.ts', import.meta.url));

/** A process that serves a folder. */
export class Server {
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #ended: Promise<unknown>;

  constructor(data: string) {
    const child = spawn(process.execPath, ['--import', 'tsx', script, data], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#process = child;
    this.#lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    this.#ended = once(child, 'close');
  }

  /** Resolves when it begins to read the folder. */
  async opening(): Promise<void> {
    await this.#lines.next();
  }

  /** Resolves, after that, to where it listens. */
  async url(): Promise<string> {
    const { value } = await this.#lines.next();
    return value;
  }

  /** Resolves when nothing is left of it. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#ended;
  }
}
