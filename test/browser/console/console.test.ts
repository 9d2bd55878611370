import { expect, it } from 'vitest';
import { inChromium } from '../../harness/chromium/inChromium.js';
import { DomainHarness } from '../../harness/DomainHarness.js';
import { serveConsole } from './serveConsole.js';

inChromium('the console', ({ newPage, screenshot }) => {
  it('lists the executions of its domain, and shows one', async () => {
    const swf = await DomainHarness.open();
    await swf.start();
    const page = await newPage();
    await page.goto(await serveConsole(swf.domain));
    await page.getByRole('link', { name: 'album-7' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('album-7');
    await screenshot(page, 'console');
  });

  it('opens with its token only', async () => {
    const { domain } = await DomainHarness.open();
    const url = await serveConsole(domain, { token: 'a-long-secret-token' });
    expect((await fetch(url)).status).toBe(401);
    expect((await fetch(`${url}v1/executions`)).status).toBe(401);
    const page = await newPage();
    await page.goto(`${url}?token=a-long-secret-token`);
    await page.getByRole('columnheader', { name: 'Workflow id' }).waitFor();
    expect(page.url()).toBe(url);
  });
});
