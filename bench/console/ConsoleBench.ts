import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import type { WorkflowExecution } from 'rx-swf';
import { webConsole } from 'rx-swf/console';
import { toNodeListener } from 'rx-swf/gateway';
import { LocalSwf } from 'rx-swf/local';
import { lastValueFrom } from 'rxjs';
import { findChromium } from '../../test/harness/chromium/findChromium.js';
import { type Media, registerMedia } from '../media.js';

/** A page whose work is measured. */
export class MeasuredPage {
  readonly page: Page;
  readonly #session: CDPSession;

  constructor(page: Page, session: CDPSession) {
    this.page = page;
    this.#session = session;
  }

  /** Resolves to the CPU time in milliseconds that the main thread takes for some work, and what follows within two frames. */
  async busy(work: () => Promise<unknown>): Promise<number> {
    const before = await this.#metric('TaskDuration');
    await work();
    await this.page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))');
    return 1_000 * ((await this.#metric('TaskDuration')) - before);
  }

  /** Resolves to the number of elements, and the bytes of the heap after a collection. */
  async size(): Promise<{ readonly elements: number; readonly heap: number }> {
    await this.#session.send('HeapProfiler.collectGarbage');
    return { elements: await this.page.locator('*').count(), heap: await this.#metric('JSHeapUsedSize') };
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  async #metric(name: string): Promise<number> {
    const { metrics } = await this.#session.send('Performance.getMetrics');
    return metrics.find(metric => metric.name === name)?.value ?? Number.NaN;
  }
}

/** The console of an embedded service, and a Chromium. */
export class ConsoleBench {
  readonly #swf: LocalSwf;
  readonly #media: Media;
  readonly #server: Server;
  readonly #browser: Browser;

  private constructor(swf: LocalSwf, media: Media, server: Server, browser: Browser) {
    this.#swf = swf;
    this.#media = media;
    this.#server = server;
    this.#browser = browser;
  }

  /** Resolves to `undefined` if there is no Chromium. */
  static async open(): Promise<ConsoleBench | undefined> {
    const executablePath = findChromium();
    if (executablePath === undefined) return undefined;
    const swf = new LocalSwf();
    const media = await registerMedia(swf.client());
    const server = createServer(toNodeListener(webConsole({ domain: media.domain, authorize: () => true })));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const args = ['--no-sandbox', '--disable-gpu'];
    return new ConsoleBench(swf, media, server, await chromium.launch({ executablePath, args }));
  }

  /** Adds an open execution with so many events. */
  async addHistory(events: number): Promise<WorkflowExecution> {
    const execution = await lastValueFrom(this.#media.album.startExecution({ workflowId: `long-${events}` }));
    // The start and its decision task are the first two events.
    for (let n = 2; n < events; n += 1) await lastValueFrom(execution.signal('row', { row: n }));
    return execution;
  }

  /** Opens a page of the console, and measures it from its begin. */
  async open(fragment: string): Promise<MeasuredPage> {
    const context = await this.#browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const { port } = this.#server.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/${fragment}`, { waitUntil: 'commit' });
    return new MeasuredPage(page, session);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    this.#server.closeAllConnections();
    this.#server.close();
    await this.#swf.close();
  }
}
