import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { inChromium } from '../../harness/chromium/inChromium.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';
import { ExampleApp } from '../../harness/web/ExampleApp.js';

const app = fileURLToPath(new URL('../../../examples/web/react/', import.meta.url));

inChromium('the dashboard in React, built for development', ({ newPage }) => {
  it('has one connection for each stream, although StrictMode subscribes twice', async () => {
    const folder = temporaryFolder();
    await promisify(execFile)(
      process.execPath,
      [join(app, 'node_modules/vite/bin/vite.js'), 'build', '--mode', 'development', '--outDir', folder],
      { cwd: app, env: { ...process.env, NODE_ENV: 'development' } },
    );
    const demo = await ExampleApp.demo({ app: 'react', domain: 'media' });
    const page = await newPage();
    await page.route(
      url => !url.pathname.startsWith('/v1/'),
      (route, request) => {
        const { pathname } = new URL(request.url());
        return route.fulfill({ path: join(folder, pathname === '/' ? 'index.html' : pathname) });
      },
    );
    const lists = { opened: 0, closed: 0 };
    const isList = (url: string) => new URL(url).pathname === '/v1/executions';
    page.on('request', request => {
      if (isList(request.url())) lists.opened += 1;
    });
    page.on('requestfailed', request => {
      if (isList(request.url())) lists.closed += 1;
    });
    await page.goto(demo.url);
    await page.getByRole('row').nth(1).waitFor();
    expect(lists).toEqual({ opened: 2, closed: 1 });
  });
});
