import { createServer } from 'node:http';
import type { Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { listen } from '../../browser/listen.js';

const contentType = 'text/html';
const body = '<!doctype html><link rel="icon" href="data:,"><title>rx-swf</title>';

/** Opens an empty page of a server on this machine: a secure context, which may call others on this machine. */
export async function openBlank(page: Page): Promise<void> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': contentType }).end(body);
  });
  await page.goto(await listen(server, onTestFinished));
}

/** Opens an empty page at an address of plain http. Nobody serves it: it is no secure context, and calls nothing. */
export async function openInsecure(page: Page, url: string): Promise<void> {
  await page.route(url, route => route.fulfill({ contentType, body }));
  await page.goto(url);
}
