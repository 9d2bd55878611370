import { createServer } from 'node:http';
import type { Domain } from 'rx-swf';
import { type ConsoleOptions, webConsole } from 'rx-swf/console';
import { toNodeListener } from 'rx-swf/gateway';
import { onTestFinished } from 'vitest';
import { listen } from '../listen.js';

/** Serves the console of a domain until the end of the test, and resolves to its address. */
export const serveConsole = (domain: Domain, options: Partial<ConsoleOptions> = {}): Promise<string> =>
  listen(
    createServer(toNodeListener(webConsole({ domain, authorize: () => true, ...options }))),
    onTestFinished,
  );
