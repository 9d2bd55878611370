import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../../harness/chromium/axeFindings.js';
import { inChromium } from '../../harness/chromium/inChromium.js';
import { ExampleBlock } from './ExampleBlock.js';
import { openSite, type Site } from './openSite.js';

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

describe('the files of the documentation site', () => {
  const read = async (path: string) => {
    const response = await fetch(`${site.url}${path}`);
    return response.ok ? response.text() : `${response.status}`;
  };

  it('have a page as Markdown beside each page, whose links lead to Markdown', async () => {
    for (const page of site.pages.filter(name => name !== 'index.html'))
      expect(await read(page.replace(/html$/, 'md')), page).toContain('# ');
    expect(await read('readme.md')).toMatch(/\]\(\S*\/workflows\.md\)/);
  });

  it('have a list of all pages, and all of them in one file, for language models', async () => {
    const list = await read('llms.txt');
    const missing = site.pages.filter(
      page => page !== 'index.html' && !list.includes(page.replace(/html$/, 'md')),
    );
    expect(missing).toEqual([]);
    expect(await read('llms-full.txt')).toContain('# Durable workflows');
  });

  it('show code and output without JavaScript', async () => {
    expect(await read('first-pipeline.html')).toMatch(/<pre[^>]*>small-c\.png<\/pre>/);
  });
});

inChromium('the documentation site in Chromium', ({ newPage, screenshot }) => {
  const open = async (path: string, options = {}, tolerated?: RegExp): Promise<Page> => {
    const page = await newPage(options, tolerated);
    await page.goto(`${site.url}${path}`);
    await ready(page);
    return page;
  };
  /** Waits until the page has taken over what the host has served: buttons are disabled before. */
  const ready = async (page: Page) => {
    const buttons = page.locator('.run-button.primary');
    if ((await buttons.count()) > 0) await buttons.and(page.locator(':enabled')).first().waitFor();
  };

  it('begins with a home page that names the version and leads to the first pipeline', async () => {
    const page = await open('index.html');
    expect(await page.getByRole('button', { name: `v${version}` }).count()).toBeGreaterThan(0);
    await screenshot(page, 'site-home');
    await page.getByRole('link', { name: 'Your first durable pipeline' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Your first durable pipeline' }).waitFor();
  });

  it('finds pages and names of the API by its search, with the keyboard alone', async () => {
    const page = await open('index.html');
    for (const [words, title] of [
      ['continue what failed', 'Redrive: continue what failed'],
      ['manualClock', 'manualClock'],
    ] as const) {
      await page.keyboard.press('Control+k');
      // The search is loaded at its first use, and keys that are pressed before that go nowhere.
      await page.locator('.search-input:focus').waitFor();
      await page.keyboard.type(words);
      await page.locator('.result.selected', { hasText: title }).waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
    }
  });

  it('runs each block in the page, which prints what the page says', { timeout: 240_000 }, async () => {
    const differences: string[] = [];
    const notes: string[] = [];
    let count = 0;
    const runAll = async (pages: Iterable<string>) => {
      const page = await open('index.html');
      for (const path of pages) {
        await page.goto(`${site.url}${path}`);
        await ready(page);
        for (let i = 0; i < (await page.locator('.run-block').count()); i += 1) {
          const block = new ExampleBlock(page, i);
          const note = await block.note();
          if (note !== undefined) notes.push(`${path}: ${note}`);
          if (note !== undefined) continue;
          const said = await block.output();
          const printed = await block.runToEnd();
          count += 1;
          if (printed !== said) differences.push(`${path}, block ${i}, prints ${printed}\nand not ${said}`);
        }
      }
    };
    // One iterator: each page of the browser takes the next page of the site.
    const pages = site.pages.values();
    await Promise.all([runAll(pages), runAll(pages)]);
    expect(differences).toEqual([]);
    expect(count).toBeGreaterThan(40);
    expect(notes).toContain('payloads.html: This example imports node:zlib, so it runs in Node.js only.');
  });

  it('lets a block be edited, and shows what the change prints', async () => {
    const page = await open('index.html');
    const block = new ExampleBlock(page, 0);
    await block.root.getByRole('button', { name: 'Edit' }).click();
    const editor = block.root.getByRole('textbox', { name: 'Code of the example' });
    await editor.press('Control+End');
    await page.keyboard.type('const answer: number = 6 * 7; console.log({ answer });');
    await page.keyboard.press('Control+Enter');
    await block.waitFor('Done');
    expect(await block.output()).toContain('{ answer: 42 }');
    await block.root.getByRole('button', { name: 'Reset' }).click();
    expect(await block.runToEnd()).not.toContain('answer');
  });

  it('stops an endless loop, and runs the block again', async () => {
    const page = await open('index.html');
    const block = new ExampleBlock(page, 0);
    await block.edit("console.log('begun');\nfor (;;) console.log('again');");
    await block.run();
    await block.root.getByText('… further lines are left out').waitFor();
    await block.waitFor('Running…');
    await block.stop();
    await block.waitFor('Stopped');
    await block.root.getByRole('button', { name: 'Reset' }).click();
    expect(await block.runToEnd()).toContain('/small/a.png');
  });

  it('says what is wrong with a block: its line, or the package that the page does not have', async () => {
    const page = await open('index.html');
    const block = new ExampleBlock(page, 0);
    await block.edit("import { x } from 'lodash';\nconsole.log(x);");
    await block.run();
    await block.waitFor('Failed');
    const output = block.root.getByRole('log');
    expect(await output.innerText()).toMatch(/This page has no package "lodash"\. Expected one of: .*rxjs/);
    await page.locator('.run-editor .cm-content').fill("console.log('first');\nthrow new Error('second');");
    await block.run();
    await block.waitFor('Failed');
    expect(await output.innerText()).toMatch(/^first\nError: second\n +at line 2/);
  });

  it('lets a block call nothing but the site itself', async () => {
    const page = await open('index.html', {}, /Content Security Policy|Fetch API cannot load/);
    const block = new ExampleBlock(page, 0);
    await block.edit("console.log('calls');\nawait fetch('https://example.com/');");
    await block.run();
    await block.waitFor('Failed');
    expect(await block.root.getByRole('log').innerText()).toContain('Failed to fetch');
  });

  it('runs no event handler in what a block might make it draw', async () => {
    const page = await open('index.html', {}, /Content Security Policy|404/);
    const title = await page.title();
    await page.evaluate(`new Promise(resolve => {
      document.body.insertAdjacentHTML('beforeend', '<img src="none.png" onerror="document.title = 1">');
      document.body.lastChild.addEventListener('error', resolve);
    })`);
    expect(await page.title()).toBe(title);
  });

  it('draws the marbles of a pipeline while it runs, and its timeline', async () => {
    const page = await open('first-pipeline.html');
    const block = new ExampleBlock(page, 1);
    await block.run();
    const marbles = block.root.locator('.marbles');
    await marbles.getByText('timer 1 min').first().waitFor();
    await block.waitFor('Running…');
    expect(await marbles.getByText('timer 1 d').count()).toBe(0);
    await marbles.getByText('timer 1 d').waitFor();
    await block.waitFor('Done');
    await block.root.scrollIntoViewIfNeeded();
    await screenshot(page, 'site-marbles');
    await block.root.getByRole('button', { name: 'Timeline' }).click();
    await block.root.locator('svg text.title', { hasText: 'Album@1 album-2, completed' }).waitFor();
    await screenshot(page, 'site-timeline');
  });

  it('has a dark theme, which the timeline follows', async () => {
    const page = await open('first-pipeline.html', { colorScheme: 'light' });
    const block = new ExampleBlock(page, 0);
    await block.runToEnd();
    await block.root.getByRole('button', { name: 'Timeline' }).click();
    await block.root.locator('svg text.title').waitFor();
    const drawing = "document.querySelector('.timeline-drawing').shadowRoot.querySelector('.title')";
    const colors = async () => ({
      page: await page.evaluate("getComputedStyle(document.querySelector('h1')).color"),
      timeline: await page.evaluate(`getComputedStyle(${drawing}).fill`),
    });
    const light = await colors();
    await page.getByRole('switch').first().click();
    await page.locator('html.dark').waitFor();
    const dark = await colors();
    expect(dark.page).not.toBe(light.page);
    expect(dark.timeline).not.toBe(light.timeline);
    await screenshot(page, 'site-dark');
  });

  it('fits a phone', async () => {
    const page = await open('first-pipeline.html', { viewport: { width: 390, height: 844 } });
    const block = new ExampleBlock(page, 1);
    await block.runToEnd();
    await block.root.locator('.marbles').scrollIntoViewIfNeeded();
    await screenshot(page, 'site-phone');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  });

  it.each([
    ['index.html', 'light'],
    ['first-pipeline.html', 'light'],
    ['first-pipeline.html', 'dark'],
    ['api/rx-swf/local/classes/LocalSwf.html', 'dark'],
  ] as const)('has no serious fault of accessibility on %s in %s', async (path, colorScheme) => {
    const page = await open(path, { colorScheme });
    const block = new ExampleBlock(page, 0);
    if ((await block.root.count()) > 0) {
      await block.runToEnd();
      await block.root.getByRole('button', { name: 'Edit' }).click();
      await page.locator('.cm-content').waitFor();
    }
    const faults = (await axeFindings(page)).filter(finding => /\((serious|critical)\)/.test(finding));
    expect(faults).toEqual([]);
  });
});
