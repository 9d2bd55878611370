import { chromium } from 'playwright-core';
import { findChromium } from '../../test/harness/chromium/findChromium.js';
import { benchExecution } from './execution.js';
import { benchList } from './list.js';

/** Prints what pages of the console cost in Chromium. */
export async function benchConsole(isQuick: boolean): Promise<void> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    console.log('\nConsole: skipped, because no Chromium is installed.');
    return;
  }
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
  const browser = await chromium.launch({ executablePath, args });
  await benchList(browser, isQuick);
  await benchExecution(browser, isQuick);
  await browser.close();
}
