import { beforeAll, expect, it } from 'vitest';
import { bundleForPage } from '../../harness/chromium/bundleForPage.js';
import { inChromium } from '../../harness/chromium/inChromium.js';
import { loadProgram } from '../../harness/chromium/loadProgram.js';
import { openBlank } from '../../harness/chromium/openBlank.js';

inChromium('the Observable of the platform', ({ newPage }) => {
  let program: string;
  beforeAll(async () => {
    program = await bundleForPage("export * from './test/browser/observables/scenarios.ts'");
  });

  it('becomes one of RxJS through the bridge of the docs, and takes streams of the library as async iterables', async () => {
    const page = await newPage();
    await openBlank(page);
    const inPage = await loadProgram(page, program);
    expect(await inPage('isTaken')).toEqual([false, false]);
    expect(await inPage('events')).toEqual(['x', 'x']);
    expect(await inPage('domains')).toEqual(['a', 'b']);
  });
});
