import { describe, expect, it, vi } from 'vitest';
import { CliHarness } from '../../harness/cli/CliHarness.js';
import { startRxSwf } from '../../harness/cli/rxSwf.js';

const album = { name: 'Album', version: '1' };

/** Logs in at an address in a text, and returns a function that posts with the cookie. */
async function login(text: string): Promise<(path: string, body: object) => Promise<Response>> {
  const address = /http:\S+\?token=\S+/.exec(text)?.[0] ?? '';
  const { headers } = await fetch(address, { redirect: 'manual' });
  const cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
  return (path, body) =>
    fetch(new URL(path, address), {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
}

describe('rx-swf console', () => {
  it('serves until Ctrl-C, and writes nothing but actions to standard output', async () => {
    const harness = await CliHarness.open();
    await harness.registerWorkflowType(album);
    await harness.start('album-1', album);
    const program = await harness.program(['console', '--port', '0', '--allow-actions', '-o', 'json']);
    await vi.waitFor(() => expect(program.printed.error).toContain('?token='), 20_000);
    expect(program.printed.error).toContain('Console of the domain media (actions are allowed)');
    const post = await login(program.printed.error);
    await post('/v1/executions/album-1/terminate', { reason: 'stuck' });
    expect(JSON.parse(await program.line())).toMatchObject({ name: 'terminate', reason: 'stuck' });
    program.process.kill('SIGINT');
    expect(await program.ended).toMatchObject({ code: 130 });
  });
});

describe('rx-swf local --console', () => {
  it('serves the console of a domain beside the service', async () => {
    const program = await startRxSwf([
      'local',
      ...['--port', '0', '--console', '--console-port', '0', '--console-domain', 'media'],
    ]);
    const post = await login(await program.prints('?token='));
    expect((await post('/v1/executions/album-1/cancel', {})).status).toBe(404);
    await program.prints('cancel  album-1  failed');
    program.process.kill('SIGINT');
    expect(await program.ended).toMatchObject({ code: 0 });
  });

  it('needs to know which domain', async () => {
    const program = await startRxSwf(['local', '--port', '0', '--console']);
    const { code, error } = await program.ended;
    expect([code, error]).toEqual([
      2,
      'error: --console shows one domain. Choose it with --console-domain, or register one with --seed\n',
    ]);
  });
});
