import { SignalWorkflowExecutionCommand } from '@aws-sdk/client-swf';
import { completeWorkflowExecution, Decider, decide, scheduleActivityTask } from 'rx-swf';
import { why } from 'rx-swf/why';
import { firstValueFrom, lastValueFrom } from 'rxjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inChromium } from '../../harness/chromium/inChromium.js';
import type { CliHarness } from '../../harness/cli/CliHarness.js';
import { openScene } from '../../harness/cli/openScene.js';
import { DomainHarness, resize } from '../../harness/DomainHarness.js';
import { serveConsole } from './serveConsole.js';

inChromium('one execution in the console', ({ newPage, screenshot }) => {
  let scene: CliHarness;
  beforeAll(async () => {
    scene = await openScene(afterAll);
  });

  it('says that it is stuck, and why, as rx-swf why does', async () => {
    const { domain } = scene;
    const page = await newPage();
    await page.goto(await serveConsole(domain));
    await page.getByRole('link', { name: 'album-101', exact: true }).click();
    const reasons = page.getByRole('region', { name: 'Why it is stuck' });
    await reasons.waitFor();
    const { waits } = await lastValueFrom(why(domain, { workflowId: 'album-101' }));
    expect(waits).toHaveLength(2);
    expect(await reasons.textContent()).toContain(
      '2 activities (Resize@1) have waited in task list "thumbnails"',
    );
    // Its address has the run, so that it means the same tomorrow.
    expect(page.url()).toMatch(/#\/executions\/album-101\/\w+/);
    await page.getByRole('link', { name: 'Pending work' }).click();
    const lists = page.getByRole('table', { name: 'Task lists' });
    expect(await lists.getByRole('row', { name: 'thumbnails' }).textContent()).toBe('thumbnails30');
    await screenshot(page, 'execution-pending');
  });

  it('is terminated with a reason, after which it is closed', async () => {
    const { domain } = scene;
    const page = await newPage();
    await page.goto(`${await serveConsole(domain)}#/executions/album-103`);
    await page.getByRole('button', { name: 'Terminate…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Terminate album-103' });
    const button = dialog.getByRole('button', { name: 'Terminate' });
    expect(await button.isDisabled()).toBe(true);
    await dialog.getByLabel('Reason').fill('Duplicate of album-2');
    await screenshot(page, 'execution-terminate');
    await button.click();
    await page.getByRole('log', { name: 'Actions' }).getByText('Terminated album-103').waitFor();
    await page.locator('h1 ~ .outcome.terminated').waitFor();
    await page.getByRole('button', { name: 'Rerun…' }).waitFor();
    await page.getByRole('link', { name: /^Failures/ }).click();
    await page.getByText('Duplicate of album-2').first().waitFor();
  });

  it('tells why an action was not done, and offers only what is allowed', async () => {
    const { domain } = scene;
    const url = await serveConsole(domain, {
      authorize: (_, { name, isRead, workflowId }) =>
        isRead || (name === 'cancel' && workflowId === undefined),
    });
    const page = await newPage({}, /40[13]|ERR_/);
    await page.goto(`${url}#/executions/album-101`);
    await page.getByRole('button', { name: 'Request cancel…' }).click();
    expect(await page.getByRole('button', { name: 'Terminate…' }).count()).toBe(0);
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('No longer needed');
    await dialog.getByRole('button', { name: 'Request cancel' }).click();
    await dialog.getByRole('alert').getByText('This was not done.').waitFor();
    // Without an answer, nobody knows.
    await page.route(`${url}v1/**`, route => route.abort());
    await dialog.getByRole('button', { name: 'Request cancel' }).click();
    await dialog.getByRole('alert').getByText('It is not known whether this was done.').waitFor();
  });

  it('shows what is under the pointer, and all of it at a click', async () => {
    const { domain } = scene;
    const page = await newPage();
    await page.goto(`${await serveConsole(domain)}#/executions/album-3`);
    const chart = page.getByRole('application', { name: 'Timeline' });
    await chart.locator('svg').waitFor();
    const row = page.getByRole('listitem').filter({ hasText: 'Resize resize-broken.png' });
    const label = await row.boundingBox();
    const bars = await chart.boundingBox();
    const x = (bars?.x ?? 0) + (bars?.width ?? 0) / 2;
    const y = (label?.y ?? 0) + (label?.height ?? 0) / 2;
    await page.mouse.move(x, y);
    await page.getByText('reason: UnsupportedFormat').waitFor();
    await page.mouse.click(x, y);
    const detail = page.getByRole('complementary', { name: 'Details of Resize resize-broken.png' });
    await detail.getByText('broken.png is not an image').waitFor();
    await detail.getByRole('link', { name: '5 ActivityTaskScheduled' }).click();
    await page.getByRole('complementary', { name: 'Details of 5 ActivityTaskScheduled' }).waitFor();
    await page.getByRole('link', { name: '7 ActivityTaskFailed' }).click();
    await page.getByRole('complementary', { name: 'Details of 7 ActivityTaskFailed' }).waitFor();
  });

  it('opens a child in place', async () => {
    const { domain } = scene;
    const page = await newPage();
    await page.goto(`${await serveConsole(domain)}#/executions/album-104`);
    await page.getByRole('button', { name: 'Open Cover album-104-cover' }).click();
    await page.getByRole('listitem').filter({ hasText: 'Resize resize-cover.png' }).waitFor();
    await page.getByRole('button', { name: 'Close Cover album-104-cover' }).click();
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Resize resize-cover.png' })
      .waitFor({ state: 'detached' });
  });

  it('grows while it is open', async () => {
    const swf = await DomainHarness.open();
    const execution = await swf.resizing({ file: 'a.png' });
    const page = await newPage();
    await page.goto(`${await serveConsole(swf.domain)}#/executions/album-7`);
    await page.getByRole('link', { name: 'Events 5' }).click();
    await lastValueFrom(execution.signal('stop'));
    await page.getByRole('gridcell', { name: 'WorkflowExecutionSignaled' }).waitFor();
    const decider = new Decider(swf.domain, 'decisions').pipe(decide(() => [completeWorkflowExecution()]));
    await firstValueFrom(decider);
    await page.locator('h1 ~ .outcome.completed').waitFor();
    await page.getByRole('region', { name: 'How it ended' }).waitFor();
  });

  it('shows hostile payloads as text', async () => {
    const swf = await DomainHarness.open();
    const evil = `<img src=x onerror="document.title='owned'"></script><script>document.title='owned'</script>`;
    const name = "<img src=x onerror=document.title='owned'>";
    const execution = await swf.start({ [evil]: evil, '\u202egnp.exe': '\u001b[31mred\u0007' });
    await swf.decide([
      scheduleActivityTask({ activityType: resize, activityId: name, input: { deep: evil } }),
    ]);
    const client = swf.client;
    const signal = (signalName: string, input: string) =>
      client.send(
        new SignalWorkflowExecutionCommand({ domain: 'media', workflowId: 'album-7', signalName, input }),
      );
    await signal(name, '{"half":');
    await signal('big', `{"rows":[${'"row",'.repeat(5_000)}"last"]}`);
    const page = await newPage();
    const url = await serveConsole(swf.domain);
    const shown = `${url}#/executions/album-7/${encodeURIComponent(execution.runId ?? '')}`;
    await page.goto(`${shown}?view=payloads&event=1-input`);
    const tree = page.getByRole('tree', { name: 'input' });
    await tree.getByText('\\u202egnp.exe').waitFor();
    expect(await tree.textContent()).toContain(`${evil}: ${JSON.stringify(evil)}`);
    expect(await tree.textContent()).toContain('\\u001b[31mred\\u0007');
    for (const view of ['timeline', 'events', 'payloads', 'failures', 'pending']) {
      await page.goto(`${shown}?view=${view}`);
      await page.getByRole('region', { name: /Why/ }).waitFor();
      expect(await page.locator('main img, main script').count()).toBe(0);
    }
    await page.goto(`${shown}?view=payloads`);
    await page.getByRole('row', { name: 'big' }).click();
    await page.getByRole('tree').getByText('[5,001]').waitFor();
    expect(await page.getByRole('treeitem').count()).toBeLessThan(120);
    await page.getByRole('searchbox', { name: 'Search input' }).fill('last');
    await page.getByText('1 found').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('treeitem').filter({ hasText: 'last' }).waitFor();
    await page.getByRole('row', { name: 'half' }).click();
    await page.getByText('Not valid JSON').waitFor();
    expect(await page.title()).toBe('album-7 · rx-swf');
    await screenshot(page, 'execution-payloads');
  });
});
