import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the run, in which tests build the command and programs. It has a link to the installed packages. */
    readonly installFolder: string;
  }
}

/** Creates the folder before the tests and deletes it after them. A watch builds again what has changed. */
export default function (project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'rx-swf-run-'));
  symlinkSync(
    fileURLToPath(new URL('../../../node_modules', import.meta.url)),
    join(folder, 'node_modules'),
    'junction',
  );
  project.onTestsRerun(() => rmSync(join(folder, 'installed'), { recursive: true, force: true }));
  project.provide('installFolder', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
