import { createServer } from 'node:http';
import { type ConsoleOptions, webConsole } from 'rx-swf/console';
import { toNodeListener } from 'rx-swf/gateway';
import { onTestFinished } from 'vitest';
import { DomainHarness } from '../../harness/DomainHarness.js';
import { listen } from '../listen.js';

/** The console of a domain of the embedded service, over HTTP. */
export class ConsoleHarness {
  readonly swf: DomainHarness;
  /** Address of the console. */
  readonly url: string;

  private constructor(swf: DomainHarness, url: string) {
    this.swf = swf;
    this.url = url;
  }

  static async open(options: Partial<ConsoleOptions> = {}): Promise<ConsoleHarness> {
    const swf = await DomainHarness.open();
    const handler = webConsole({ domain: swf.domain, authorize: () => true, ...options });
    return new ConsoleHarness(swf, await listen(createServer(toNodeListener(handler)), onTestFinished));
  }
}
