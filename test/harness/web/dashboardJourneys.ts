import type { Page } from 'playwright-core';
import { WorkflowType } from 'rx-swf';
import { lastValueFrom } from 'rxjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeFindings } from '../chromium/axeFindings.js';
import type { Chromium } from '../chromium/inChromium.js';
import { ExampleApp, type ExampleName } from './ExampleApp.js';

/** Differences between the example apps. */
export interface Dashboard extends ExampleName {
  /** Name of the workflow type whose executions wait for a signal. */
  readonly workflow: string;
  /** Input of an execution that waits, and of one that fails. */
  readonly input: unknown;
  readonly failing: unknown;
  readonly signal: string;
  /** Name of another workflow type. */
  readonly other: string;
}

/**
 * Defines the journeys of every dashboard as tests.
 *
 * @returns the address of the dashboard, for further tests
 */
export function dashboardJourneys(
  dashboard: Dashboard,
  { newPage, screenshot }: Chromium,
): { readonly url: () => string } {
  const { app, workflow, other, input, failing, signal } = dashboard;
  let demo: ExampleApp;
  const closings: (() => Promise<void> | void)[] = [];
  beforeAll(async () => {
    demo = await ExampleApp.demo(dashboard, close => closings.push(close));
  }, 60_000);
  afterAll(async () => {
    for (const close of closings.reverse()) await close();
  });

  const start = (workflowId: string, input: unknown) =>
    lastValueFrom(
      new WorkflowType({ domain: demo.domain(), name: workflow, version: '1' }).startExecution({
        workflowId,
        input,
      }),
    );
  const rowOf = (page: Page, workflowId: string) => page.getByRole('row').filter({ hasText: workflowId });
  const open = async (page: Page, workflowId: string) => {
    await page.getByRole('button', { name: workflowId, exact: true }).click();
    return page.getByRole('region', { name: workflowId, exact: true });
  };

  const focused = (page: Page) =>
    page.evaluate('[document.activeElement.tagName, document.activeElement.textContent.trim()]');

  it('lists executions, and shows a new one as soon as it starts', async () => {
    const page = await newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(demo.url);
    await page.getByRole('row').nth(1).waitFor();
    await page.getByText('Live', { exact: true }).last().waitFor();
    await start('appears-1', input);
    await rowOf(page, 'appears-1').getByText('Open').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await screenshot(page, `${app}-list`);
  });

  it('filters by state and by type', async () => {
    await start('waits-1', input);
    await start('fails-1', failing);
    const page = await newPage();
    await page.goto(demo.url);
    await rowOf(page, 'fails-1').getByText('Failed').waitFor();
    await page.getByRole('radio', { name: 'Open' }).check({ force: true });
    await rowOf(page, 'fails-1').waitFor({ state: 'detached' });
    await rowOf(page, 'waits-1').waitFor();
    await page.getByRole('radio', { name: 'Failed' }).check({ force: true });
    await rowOf(page, 'waits-1').waitFor({ state: 'detached' });
    await rowOf(page, 'fails-1').waitFor();
    await page.getByRole('radio', { name: 'All' }).check({ force: true });
    await page.getByRole('combobox', { name: 'Type' }).selectOption(workflow);
    await rowOf(page, 'waits-1').waitFor();
    const types = page.getByRole('row').getByRole('cell').nth(2);
    expect(new Set(await types.allTextContents())).toEqual(new Set([workflow]));
  });

  it('signals an execution, and shows that it completes', async () => {
    await start('signaled-1', input);
    const page = await newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(demo.url);
    const details = await open(page, 'signaled-1');
    const send = details.getByRole('button', { name: `Send “${signal}”` });
    await send.waitFor();
    await screenshot(page, `${app}-details`);
    await send.click();
    await details.getByText('Completed').waitFor();
    await rowOf(page, 'signaled-1').getByText('Completed').waitFor();
    await details.getByText('received').waitFor();
    expect(await details.getByRole('listitem').last().textContent()).toContain(signal);
    await details.getByRole('button', { name: 'Close' }).click();
    await details.waitFor({ state: 'detached' });
  });

  it('opens and closes an execution by keyboard, which goes on where it was', async () => {
    await start('focused-1', input);
    const page = await newPage();
    await page.goto(demo.url);
    const details = page.getByRole('region', { name: 'focused-1', exact: true });
    await page.getByRole('button', { name: 'focused-1', exact: true }).press('Enter');
    await details.getByRole('button', { name: 'Terminate…' }).waitFor();
    expect(await focused(page)).toEqual(['H2', 'focused-1']);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await details.waitFor({ state: 'detached' });
    expect(await focused(page)).toEqual(['BUTTON', 'focused-1']);
  });

  it('terminates an execution after a confirmation with a reason, by keyboard', async () => {
    const run = await start('terminated-1', input);
    const page = await newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(demo.url);
    const details = await open(page, 'terminated-1');
    await details.getByRole('button', { name: 'Terminate…' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Terminate terminated-1?' });
    await dialog.waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await screenshot(page, `${app}-terminate`);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect((await lastValueFrom(run.upstream())).status).toBe('OPEN');
    await details.getByRole('button', { name: 'Terminate…' }).click();
    await dialog.getByLabel('Reason').fill('ordered twice');
    await page.keyboard.press('Enter');
    await details.getByText(/Terminated\s*$/).waitFor();
    expect((await lastValueFrom(run.history())).execution.reason).toBe('ordered twice');
  });

  it('notifies of a type that another program deprecates, and takes back', async () => {
    const page = await newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(demo.url);
    const notices = page.getByRole('region', { name: 'Drift' });
    const type = new WorkflowType({ domain: demo.domain(), name: other, version: '1' });
    await page.getByRole('row').nth(1).waitFor();
    await lastValueFrom(type.deprecate());
    const notice = notices.getByRole('listitem').filter({ hasText: `'${other}'` });
    await notice.filter({ hasText: 'is deprecated' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await screenshot(page, `${app}-drift`);
    await lastValueFrom(type.undeprecate());
    await notice.filter({ hasText: 'as the code defines it' }).waitFor();
    await notice.last().getByRole('button', { name: 'Dismiss' }).click();
  });

  it('tells that it is out of date while the gateway is down, and resumes', async () => {
    const gateway = await demo.another();
    const page = await newPage({ viewport: { width: 1280, height: 800 } }, /Failed to load resource/);
    await page.goto(gateway.url);
    await page.getByRole('row').nth(1).waitFor();
    await gateway.stop();
    await page.getByRole('alert').getByText('No connection').waitFor();
    await screenshot(page, `${app}-stale`);
    await start('meanwhile-1', input);
    await demo.another(Number(new URL(gateway.url).port));
    await rowOf(page, 'meanwhile-1').waitFor();
    await page.getByText('Live', { exact: true }).last().waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('closes its connections while its tab is hidden', async () => {
    const page = await newPage();
    await page.goto(demo.url);
    await page.getByText('Live', { exact: true }).last().waitFor();
    const show = (state: string) =>
      page.evaluate(
        `Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true });
        document.dispatchEvent(new Event('visibilitychange'))`,
      );
    await show('hidden');
    await page.getByRole('status').getByText('Idle').waitFor();
    await start('unseen-1', input);
    await show('visible');
    await rowOf(page, 'unseen-1').waitFor();
  });

  it('tells whom the gateway denies the list', async () => {
    const page = await newPage({}, /status of 401/);
    const error = { kind: 'NotAuthenticated', message: 'Log in to readExecutions here', status: 401 };
    await page.route(/\/v1\/executions/, route => route.fulfill({ status: 401, json: { error } }));
    await page.goto(demo.url);
    await page.getByRole('alert').getByText('Log in to see this.').waitFor();
  });

  it('fits a phone, in the dark', async () => {
    const page = await newPage({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
    await page.goto(demo.url);
    await page.getByRole('row').nth(1).waitFor();
    await screenshot(page, `${app}-phone-list`);
    await start('small-1', input);
    const details = await open(page, 'small-1');
    await details.getByRole('button', { name: `Send “${signal}”` }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await screenshot(page, `${app}-phone-details`);
  });

  return { url: () => demo.url };
}
