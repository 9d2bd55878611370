import { createServer } from 'node:http';
import { gateway, toNodeListener } from 'rx-swf/gateway';
import { lastValueFrom } from 'rxjs';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { bundleForPage } from '../../harness/chromium/bundleForPage.js';
import { inChromium } from '../../harness/chromium/inChromium.js';
import { loadProgram } from '../../harness/chromium/loadProgram.js';
import { openBlank } from '../../harness/chromium/openBlank.js';
import { DomainHarness } from '../../harness/DomainHarness.js';
import { listen } from '../listen.js';

inChromium('the streams of a gateway in a page of another origin', ({ newPage }) => {
  let program: string;
  beforeAll(async () => {
    program = await bundleForPage("export * from './test/browser/remote/scenarios.ts'");
  });

  /** Serves an execution to the pages of some origins. */
  async function serve(allowedOrigins: readonly string[]) {
    const { domain, ...harness } = await DomainHarness.open();
    const execution = await lastValueFrom(harness.type.startExecution({ workflowId: 'album-7' }));
    const server = createServer(toNodeListener(gateway({ domain, allowedOrigins, authorize: () => true })));
    return { execution, server, url: `${await listen(server, onTestFinished)}v1` };
  }

  it('go on after a lost connection, without a gap or a repetition', async () => {
    const page = await newPage({}, /ERR_INCOMPLETE_CHUNKED_ENCODING/);
    await openBlank(page);
    const { execution, server, url } = await serve([new URL(page.url()).origin]);
    const inPage = await loadProgram(page, program);
    await inPage('watch', url, 'album-7');
    expect(await inPage('firstIds', 2)).toEqual([1, 2]);
    server.closeAllConnections();
    await lastValueFrom(execution.signal('add', 'b.png'));
    expect(await inPage('firstIds', 3)).toEqual([1, 2, 3]);
    await lastValueFrom(execution.terminate());
    expect(await inPage('allIds')).toEqual([1, 2, 3, 4]);
    expect(await inPage('firstStates', 6)).toEqual([
      'idle',
      'connecting',
      'connected',
      'reconnecting',
      'connected',
      'idle',
    ]);
  });

  it('are refused to an origin that is not allowed', async () => {
    const page = await newPage({}, /CORS policy|Failed to load resource/);
    await openBlank(page);
    const { url } = await serve(['https://ops.example.com']);
    const inPage = await loadProgram(page, program);
    await inPage('watch', url, 'album-7');
    expect(await inPage('firstStates', 3)).toEqual(['idle', 'connecting', 'reconnecting']);
  });
});
