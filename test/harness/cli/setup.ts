import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the run, in which the first test that needs the built command installs it. */
    readonly installFolder: string;
  }
}

/** Creates the folder before the tests and deletes it after them. A watch builds again what has changed. */
export default function (project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'rx-swf-run-'));
  project.onTestsRerun(() => rmSync(join(folder, 'installed'), { recursive: true, force: true }));
  project.provide('installFolder', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
