import type { CDPSession, Page } from 'playwright-core';

/** Measurements by Chromium of the main thread of a page, in milliseconds. */
export interface PageCost {
  readonly cpu: number;
  readonly script: number;
  /** Style and layout. */
  readonly layout: number;
}

/** Measures the main thread of a page. */
export class PageMeter {
  readonly #session: CDPSession;
  #before: ReadonlyMap<string, number> = new Map();

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async of(page: Page): Promise<PageMeter> {
    const session = await page.context().newCDPSession(page);
    // CPU time: on a busy machine, the time by the clock says little.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new PageMeter(session);
  }

  /** Begins to measure. */
  async begin(): Promise<void> {
    this.#before = await this.#metrics();
  }

  /** Returns the cost since the beginning. */
  async end(): Promise<PageCost> {
    const after = await this.#metrics();
    const since = (name: string) => ((after.get(name) ?? 0) - (this.#before.get(name) ?? 0)) * 1_000;
    return {
      cpu: since('TaskDuration'),
      script: since('ScriptDuration'),
      layout: since('LayoutDuration') + since('RecalcStyleDuration'),
    };
  }

  /** Returns the number of nodes of the document, and the heap of its scripts in bytes. */
  async size(): Promise<{ readonly nodes: number; readonly heap: number }> {
    await this.#session.send('HeapProfiler.collectGarbage');
    const metrics = await this.#metrics();
    return { nodes: metrics.get('Nodes') ?? 0, heap: metrics.get('JSHeapUsedSize') ?? 0 };
  }

  async #metrics(): Promise<ReadonlyMap<string, number>> {
    const { metrics } = await this.#session.send('Performance.getMetrics');
    return new Map(metrics.map(({ name, value }) => [name, value]));
  }
}
