import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Teardown } from './Teardown.js';

/** Creates an empty folder. It is deleted at the end of the test. */
export function temporaryFolder(teardown: Teardown = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'rx-swf-'));
  teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
