import { beforeAll, expect, it } from 'vitest';
import { bundleForPage } from '../../harness/chromium/bundleForPage.js';
import { inChromium } from '../../harness/chromium/inChromium.js';
import { loadProgram } from '../../harness/chromium/loadProgram.js';
import { openBlank } from '../../harness/chromium/openBlank.js';
import { openSwf } from '../../harness/openSwf.js';

inChromium('workers in a page', ({ newPage }) => {
  let program: string;
  beforeAll(async () => {
    program = await bundleForPage("export * from './test/browser/actors/scenarios.ts'");
  });

  it('poll each task list once at a time, and leave half of the six connections of a browser to all else', async () => {
    const { url } = await openSwf().listen();
    const page = await newPage();
    const polls = new Set<unknown>();
    let most = 0;
    page.on('request', request => {
      if (!request.headers()['x-amz-target']?.includes('.PollFor')) return;
      polls.add(request);
      most = Math.max(most, polls.size);
    });
    page.on('requestfinished', request => polls.delete(request));
    page.on('requestfailed', request => polls.delete(request));
    await openBlank(page);
    const inPage = await loadProgram(page, program);
    expect(await inPage('work', url)).toEqual([
      [1, 4, 9],
      [1, 4, 9, 16],
      [1, 4, 9, 16, 25],
    ]);
    // The decisions, the worker's own list of decisions, and the activities.
    expect(most).toBe(3);
  });
});
