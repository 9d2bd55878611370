import type { Page } from 'playwright-core';

/** Calls a function that a program exports. Its arguments and what it resolves to must be JSON. */
export type Call = (name: string, ...args: readonly unknown[]) => Promise<unknown>;

/** Loads a program of `bundleForPage` into an open page. */
export async function loadProgram(page: Page, program: string): Promise<Call> {
  await page.addScriptTag({ content: program });
  return (name, ...args) =>
    page.evaluate(`loaded.${name}(${args.map(argument => JSON.stringify(argument)).join()})`);
}
