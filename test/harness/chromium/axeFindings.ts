import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Checks a page as it is now. Resolves to the rules of WCAG that it breaks: a text for each element that does. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  // Evaluated from outside: a policy of the page would refuse a script element.
  await page.evaluate(await readFile(axe, 'utf8'));
  const { violations } = await page.evaluate<Pick<AxeResults, 'violations'>>(
    'axe.run(document, { resultTypes: ["violations"] })',
  );
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(
      ({ target, failureSummary = '' }) => `${id} (${impact}) at ${target.join(' ')}: ${failureSummary}`,
    ),
  );
}
