import type { Locator, Page } from 'playwright-core';
import { Domain } from 'rx-swf';
import { noticeFrom } from 'rx-swf/eventbridge';
import { map } from 'rxjs';
import { vi } from 'vitest';
import type { CliHarness } from '../../harness/cli/CliHarness.js';

/** The domain of a harness, with the notices of its service: a page learns of a change at once. */
export const pushed = ({ client, swf }: CliHarness) =>
  new Domain({ name: 'media', client, notices: swf.notices$.pipe(map(noticeFrom)) });

/** The rows that are in the document. */
export const rows = (page: Page): Locator => page.locator('.space > [role=row]');
/** Resolves to the workflow ids of the rows. */
export const idsOf = (page: Page): Promise<string[]> => page.locator('.space .id').allTextContents();
/** The row of an execution. */
export const row = (page: Page, id: string): Locator =>
  rows(page).filter({ has: page.getByRole('link', { name: id, exact: true }) });

/** Resolves to whether an element has the focus. */
export const isFocused = (element: Locator): Promise<boolean> =>
  element.evaluate(one => one === one.ownerDocument.activeElement);

/** Presses Tab until an element has the focus. */
export async function tabTo(page: Page, element: Locator): Promise<void> {
  for (let n = 0; n < 20; n += 1) {
    if (await isFocused(element)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not lead to the element');
}

/** Waits until a check passes. A page is told of a change within some seconds. */
export const waitFor = (check: () => Promise<void>): Promise<void> => vi.waitFor(check, 20_000);
