import type { Locator, Page } from 'playwright-core';

/** A block of a page that can be run. */
export class ExampleBlock {
  readonly root: Locator;

  constructor(page: Page, index: number) {
    this.root = page.locator('.run-block').nth(index);
  }

  /** Says why the block doesn't run in a page, if it doesn't. */
  async note(): Promise<string | undefined> {
    const note = this.root.locator('.run-note');
    return (await note.count()) === 0 ? undefined : note.innerText();
  }

  /** Returns what the block prints: by the page until it has run, then by itself. */
  async output(): Promise<string> {
    const pre = this.root.locator('.run-output pre');
    if ((await pre.getAttribute('role')) !== 'log') return pre.innerText();
    // What a block logs as an error goes to another stream in Node.js.
    return (await pre.locator('span:not(.error)').allTextContents()).join('\n');
  }

  async run(): Promise<void> {
    await this.root.getByRole('button', { name: /^Run/ }).click();
  }

  async stop(): Promise<void> {
    await this.root.getByRole('button', { name: 'Stop' }).click();
  }

  /** Sets whether the block runs in slow motion, if it can. */
  async setSlow(isSlow: boolean): Promise<void> {
    const box = this.root.getByLabel('Slow motion');
    if ((await box.count()) > 0) await box.setChecked(isSlow);
  }

  /** Runs the block at full speed, to its end. */
  async runToEnd(): Promise<string> {
    await this.setSlow(false);
    await this.run();
    await this.waitFor('Done');
    return this.output();
  }

  /** Waits for the status of the run. */
  async waitFor(status: 'Running…' | 'Done' | 'Failed' | 'Stopped'): Promise<void> {
    await this.root.getByRole('status').filter({ hasText: status }).waitFor({ timeout: 30_000 });
  }

  /** Replaces the code. */
  async edit(code: string): Promise<void> {
    await this.root.getByRole('button', { name: 'Edit' }).click();
    const editor = this.root.getByRole('textbox', { name: 'Code of the example' });
    await editor.fill(code);
  }
}
