import { fileURLToPath } from 'node:url';
import { bundleSource } from './bundleSource.js';
import { Program } from './Program.js';

/** A Node.js process with the environment of the test. It is killed at the end of the test. */
export class ChildProgram extends Program {
  constructor(...args: readonly string[]) {
    super(process.execPath, args, { ...process.env, NODE_NO_WARNINGS: '1' });
  }

  /** Runs a TypeScript file, given as a path from the root of the project or as a URL. */
  static async ofSource(file: string | URL, ...args: readonly string[]): Promise<ChildProgram> {
    return new ChildProgram(
      await bundleSource(typeof file === 'string' ? file : fileURLToPath(file)),
      ...args,
    );
  }
}
