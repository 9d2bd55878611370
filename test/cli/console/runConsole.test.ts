import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { settings } from 'rx-swf';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ConsoleCommandOptions } from '../../../src/cli/console/command.js';
import { runConsole } from '../../../src/cli/console/runConsole.js';
import type { Output } from '../../../src/cli/frame/CommandContext.js';
import { CapturedTerminal } from '../../harness/CapturedTerminal.js';
import { DomainHarness, resize } from '../../harness/DomainHarness.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';

/** The command on a captured terminal. */
class Console {
  readonly terminal = new CapturedTerminal();
  error: unknown;

  constructor(given: Partial<ConsoleCommandOptions> = {}, output: Output = 'table') {
    const options = { port: 0, host: '127.0.0.1', ...given };
    const subscription = runConsole(this.terminal.context({}, output), options).subscribe({
      error: error => {
        this.error = error;
      },
    });
    onTestFinished(() => subscription.unsubscribe());
  }

  /** Resolves to the address that it prints. */
  address(): Promise<URL> {
    return vi.waitFor(() => {
      if (this.error !== undefined) throw this.error;
      return new URL(/http:\S+/.exec(this.terminal.error)?.[0] ?? '');
    });
  }

  /** Resolves to a function that sends requests with the cookie of a login. */
  async login(): Promise<(path: string, body?: object) => Promise<Response>> {
    const address = await this.address();
    const { headers } = await fetch(address, { redirect: 'manual' });
    const cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
    return (path, body) =>
      fetch(new URL(path, address), {
        headers: { cookie, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { method: 'POST', body: JSON.stringify(body) }),
      });
  }
}

/** Writes a module, and returns its path. */
function moduleWith(code: string): string {
  const file = join(temporaryFolder(), 'workflows.mjs');
  writeFileSync(file, code);
  return file;
}

async function openDomain(): Promise<DomainHarness> {
  const harness = await DomainHarness.open();
  settings.set({ client: harness.client, domain: 'media' });
  onTestFinished(() => settings.clear());
  return harness;
}

describe('runConsole()', () => {
  it('serves the page and the executions to whoever has the token', async () => {
    await openDomain();
    const served = new Console();
    const address = await served.address();
    expect(address.searchParams.get('token')).toHaveLength(32);
    expect((await fetch(new URL('/v1/executions', address))).status).toBe(401);
    const call = await served.login();
    expect((await call('/v1/executions')).status).toBe(200);
    expect(await (await call('/')).text()).toContain('<div id="console">');
  });

  it('refuses actions unless they are allowed', async () => {
    const harness = await openDomain();
    await harness.start();
    const call = await new Console().login();
    expect((await call('/v1/executions/album-7/terminate', {})).status).toBe(403);
  });

  it('prints a line of JSON for each action', async () => {
    const harness = await openDomain();
    await harness.start();
    const served = new Console({ allowActions: true }, 'json');
    const call = await served.login();
    expect((await call('/v1/executions/album-7/terminate', { reason: 'stuck' })).status).toBe(204);
    expect((await call('/v1/executions/album-7/cancel', {})).status).toBe(404);
    const lines = served.terminal.out.trimEnd().split('\n');
    expect(lines.map(line => JSON.parse(line))).toMatchObject([
      { name: 'terminate', workflowId: 'album-7', reason: 'stuck', outcome: 'ok' },
      { name: 'cancel', workflowId: 'album-7', outcome: 'failed' },
    ]);
  });

  it('takes the token of the environment, and does not print it', async () => {
    vi.stubEnv('RX_SWF_CONSOLE_TOKEN', 'a-secret-of-the-team');
    onTestFinished(() => void vi.unstubAllEnvs());
    await openDomain();
    const served = new Console();
    const { origin } = await served.address();
    expect(served.terminal.error).toContain(`${origin}/?token=$RX_SWF_CONSOLE_TOKEN\n`);
    expect(served.terminal.error).not.toContain('a-secret');
    const { status } = await fetch(`${origin}/?token=a-secret-of-the-team`, { redirect: 'manual' });
    expect(status).toBe(303);
  });

  it('refuses a token that is too short', async () => {
    vi.stubEnv('RX_SWF_CONSOLE_TOKEN', 'short');
    onTestFinished(() => void vi.unstubAllEnvs());
    await openDomain();
    const served = new Console();
    await vi.waitFor(() =>
      expect(`${served.error}`).toContain('RX_SWF_CONSOLE_TOKEN must have 16 to 256 characters, got 5'),
    );
  });

  it('says what to do if its port is in use', async () => {
    await openDomain();
    const other = createServer();
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    const served = new Console({ port });
    await vi.waitFor(() =>
      expect(`${served.error}`).toContain(`Port ${port} of 127.0.0.1 is in use. Choose another with --port`),
    );
  });

  it('goes on without access to SWF, and notes each problem once', async () => {
    const harness = await openDomain();
    const denied = Object.assign(new Error('Not authorized'), { name: 'AccessDeniedException' });
    harness.fail('DescribeDomain', 3, denied);
    const served = new Console();
    const call = await served.login();
    await vi.waitFor(() => expect(served.terminal.error).toContain('error: '));
    expect((await call('/v1/domain')).status).toBe(502);
    expect(served.terminal.error.match(/error: /g)).toHaveLength(1);
  });

  it('reads workflows for time travel, and refuses a module without any', async () => {
    await openDomain();
    const file = fileURLToPath(new URL('../debug/shop.ts', import.meta.url));
    const call = await new Console({ workflows: [file] }).login();
    const { workflows } = (await (await call('/v1')).json()) as { workflows: object };
    expect(workflows).toEqual([{ name: 'Shop', version: '1' }]);
    const contracts = moduleWith(
      `export const resize = { ...${JSON.stringify(resize)}, options: {}, type() {} };`,
    );
    const served = new Console({ workflows: [contracts] });
    await vi.waitFor(() => expect(`${served.error}`).toContain('exports no workflow with code'));
  });
});
