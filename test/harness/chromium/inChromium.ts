import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import { findChromium } from './findChromium.js';

/** Pages of one browser. */
export interface Chromium {
  /**
   * Opens a page in a context of its own, which is closed at the end of the test. The test fails if the page logs an
   * error, throws, or sends a request to another machine.
   *
   * @param tolerated - logged errors that the test provokes
   */
  newPage(options?: BrowserContextOptions, tolerated?: RegExp): Promise<Page>;
  /** Saves a picture of a page in `test-results`, to look at. */
  screenshot(page: Page, name: string): Promise<void>;
}

const executablePath = findChromium();
const pictures = fileURLToPath(new URL('../../../test-results/', import.meta.url));

/** Keeps Chromium from calls of its own, which a machine without a network refuses one by one. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A `describe` with a headless Chromium, which all tests in it share. Without a Chromium, its tests are skipped, and a
 * line on standard error says so.
 */
export function inChromium(title: string, define: (chromium: Chromium) => void): void {
  if (executablePath === undefined)
    process.stderr.write(`Skipped, because no Chromium is installed: ${title}\n`);
  describe.skipIf(executablePath === undefined)(title, { timeout: 60_000 }, () => {
    let browser: Browser | undefined;
    const closings: (() => Promise<void>)[] = [];
    const faults: string[] = [];
    beforeAll(async () => {
      if (executablePath !== undefined) browser = await chromium.launch({ executablePath, args });
    }, 60_000);
    afterEach(async () => {
      for (const close of closings.splice(0)) await close();
      expect(faults.splice(0)).toEqual([]);
    });
    afterAll(() => browser?.close());
    define({
      async newPage(options = {}, tolerated) {
        if (browser === undefined) throw new Error('newPage() is called outside of a test');
        const context = await browser.newContext(options);
        closings.push(() => context.close());
        const page = await context.newPage();
        const note = (fault: string) => {
          if (tolerated?.test(fault) !== true) faults.push(fault);
        };
        page.on('pageerror', error => note(`${error}`));
        page.on('console', message => {
          if (message.type() === 'error') note(`${message.text()} (${message.location().url})`);
        });
        page.on('request', request => {
          if (!isLocal(new URL(request.url()))) note(`The page requests ${request.url()}`);
        });
        return page;
      },
      async screenshot(page, name) {
        mkdirSync(pictures, { recursive: true });
        await page.screenshot({ path: join(pictures, `${name}.png`) });
      },
    });
  });
}

const isLocal = ({ protocol, hostname }: URL): boolean =>
  ['data:', 'blob:', 'about:'].includes(protocol) || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
