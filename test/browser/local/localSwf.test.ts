import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { bundleForPage } from '../../harness/chromium/bundleForPage.js';
import { inChromium } from '../../harness/chromium/inChromium.js';
import { type Call, loadProgram } from '../../harness/chromium/loadProgram.js';
import { openBlank, openInsecure } from '../../harness/chromium/openBlank.js';

inChromium('the embedded SWF in a page', ({ newPage, screenshot }) => {
  let program: string;
  beforeAll(async () => {
    program = await bundleForPage("export * from './test/browser/local/scenarios.ts'");
  });

  async function open(page: Page): Promise<Call> {
    await openBlank(page);
    return loadProgram(page, program);
  }

  it('runs a durable workflow with activities, a timer of a day and a signal', async () => {
    const page = await newPage();
    const inPage = await open(page);
    const { result, entities, svg } = Object(await inPage('runAlbum'));
    expect(result).toEqual(['a-small.png', 'b-small.png', 'a day later', 'for Ada']);
    expect(entities).toBe('Activities(2: 2 completed) Timers(1: 1 fired) Signals(1: 1 signaled)');
    await page.setContent(svg);
    expect(await page.locator('svg').count()).toBe(1);
    await screenshot(page, 'embedded-swf-timeline');
  });

  it('runs without crypto.subtle and randomUUID, which a page over http lacks', async () => {
    const page = await newPage({}, /http:\/\/app\.test/);
    await openInsecure(page, 'http://app.test/');
    const inPage = await loadProgram(page, program);
    expect(await page.evaluate('[isSecureContext, typeof crypto.subtle, typeof crypto.randomUUID]')).toEqual([
      false,
      'undefined',
      'undefined',
    ]);
    expect(await inPage('runAlbum')).toHaveProperty('result');
  });

  it('serves deciders and activity workers, and tells of changes', async () => {
    const inPage = await open(await newPage());
    expect(await inPage('decideAndWatch')).toEqual({
      changes: [['status', 'closeStatus', 'closeTimestamp']],
      events: [
        'WorkflowExecutionStarted',
        ...['DecisionTaskScheduled', 'DecisionTaskStarted', 'DecisionTaskCompleted'],
        ...['ActivityTaskScheduled', 'ActivityTaskStarted', 'ActivityTaskCompleted'],
        ...['DecisionTaskScheduled', 'DecisionTaskStarted', 'DecisionTaskCompleted'],
        'WorkflowExecutionCompleted',
      ],
    });
  });

  it('tests workflows on skipped time', async () => {
    const inPage = await open(await newPage());
    expect(await inPage('testAlbum')).toEqual({
      result: ['c-small.png', 'a day later', 'for Grace'],
      ended: '2026-01-02T00:00:00.000Z',
    });
  });

  it('says what needs Node.js', async () => {
    const inPage = await open(await newPage());
    expect(await inPage('askForNode')).toEqual([
      expect.stringMatching(/^listen\(\): listen\(\) needs Node\.js, because a page cannot open a port/),
      expect.stringMatching(/^data: data needs Node\.js, because a page has no folders/),
    ]);
  });
});
