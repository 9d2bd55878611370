// Records the moving picture of the README from the real console: `npx tsx build/picture/record.ts`. It needs Chromium
// and ffmpeg, so that it is run by hand when the console looks different, and the picture is committed.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../test/harness/chromium/findChromium.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const picture = join(root, 'docs/images/console.webp');
const viewport = { width: 960, height: 700 };

/** Frames of a page with the times at which they were painted. */
class Film {
  readonly #session: CDPSession;
  readonly #folder = mkdtempSync(join(tmpdir(), 'rx-swf-picture-'));
  readonly #frames: { readonly file: string; readonly time: number }[] = [];

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async start(page: Page): Promise<Film> {
    const session = await page.context().newCDPSession(page);
    const film = new Film(session);
    await film.#begin();
    return film;
  }

  async #begin(): Promise<void> {
    const session = this.#session;
    session.on('Page.screencastFrame', ({ data, sessionId, metadata: { timestamp = 0 } }) => {
      const file = join(this.#folder, `${this.#frames.length}.png`);
      writeFileSync(file, Buffer.from(data, 'base64'));
      this.#frames.push({ file, time: timestamp });
      void session.send('Page.screencastFrameAck', { sessionId });
    });
    await session.send('Page.startScreencast', { format: 'png' });
  }

  /** Ends the recording, and writes it as an animation of eight pictures a second. */
  async save(path: string): Promise<void> {
    await this.#session.send('Page.stopScreencast');
    await this.#session.detach();
    const list = this.#frames.flatMap(({ file, time }, i) => {
      const next = this.#frames[i + 1]?.time ?? time + 2;
      return [`file '${file}'`, `duration ${(next - time).toFixed(3)}`];
    });
    const script = join(this.#folder, 'frames.txt');
    writeFileSync(script, `${list.join('\n')}\n`);
    const input = ['-f', 'concat', '-safe', '0', '-i', script, '-vf', 'fps=8'];
    const output = [
      '-c:v',
      'libwebp_anim',
      '-lossless',
      '0',
      '-q:v',
      '60',
      '-compression_level',
      '6',
      '-loop',
      '0',
    ];
    const { status, stderr } = spawnSync('ffmpeg', ['-y', ...input, ...output, path], { encoding: 'utf8' });
    rmSync(this.#folder, { recursive: true });
    if (status !== 0) throw new Error(`ffmpeg failed: ${stderr.slice(-500)}`);
  }
}

const example = spawn('npx', ['tsx', 'examples/main.ts', 'console', '--port', '0'], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
  detached: true,
});
let browser: Browser | undefined;
try {
  const [url] = await once(createInterface(example.stdout), 'line');
  browser = await chromium.launch({
    executablePath: findChromium() ?? 'chromium',
    args: ['--no-sandbox'],
  });
  const page = await browser.newPage({ viewport, colorScheme: 'light' });
  const see = (milliseconds: number) => page.waitForTimeout(milliseconds);
  // The list fills while the page loads.
  await page.goto(url);
  await page.getByRole('link', { name: 'kyoto-1' }).waitFor();
  await see(6_000);
  const film = await Film.start(page);
  await see(3_000);
  await page.getByRole('link', { name: 'nairobi-1' }).click();
  await see(3_500);
  await page.getByRole('link', { name: 'Time travel' }).click();
  await see(2_500);
  await page.getByRole('button', { name: /Signal/ }).click();
  await page.getByLabel('Signal name').pressSequentially('approve', { delay: 90 });
  await see(600);
  await page.getByRole('dialog').getByRole('button', { name: 'Signal' }).click();
  await see(6_000);
  await film.save(picture);
} finally {
  await browser?.close();
  if (example.pid !== undefined) process.kill(-example.pid);
}
