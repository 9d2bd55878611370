import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { connect, Domain } from 'rx-swf';
import { onTestFinished } from 'vitest';
import type { Teardown } from '../Teardown.js';
import { temporaryFolder } from '../temporaryFolder.js';

/** An example app in `examples/web`, which `.ci/web` installs and builds, and the domain of its demo. */
export interface ExampleName {
  readonly app: 'react' | 'angular';
  readonly domain: string;
}

/** The server of an example app, in a process of its own, which is killed at the end of the test. */
export class ExampleApp {
  /** Address of the page. */
  readonly url: string;
  /** Address of its SWF. */
  readonly endpoint: string;
  readonly #name: ExampleName;
  readonly #process: ChildProcess;

  private constructor(name: ExampleName, process: ChildProcess, url: string, endpoint: string) {
    this.#name = name;
    this.#process = process;
    this.url = url;
    this.endpoint = endpoint;
  }

  /** Starts an app with its demo: an SWF in its process, workers and traffic. */
  static async demo(name: ExampleName, teardown: Teardown = onTestFinished): Promise<ExampleApp> {
    const { process, printed } = await serve(name, ['--demo', '--port', '0'], {}, teardown);
    return new ExampleApp(name, process, addressIn(printed, 'dashboard'), addressIn(printed, 'SWF'));
  }

  /** Starts another server of the app for the same SWF. */
  async another(port = 0): Promise<ExampleApp> {
    const settings = { AWS_ENDPOINT_URL_SWF: this.endpoint };
    const { process, printed } = await serve(this.#name, ['--port', `${port}`], settings, onTestFinished);
    return new ExampleApp(this.#name, process, addressIn(printed, 'dashboard'), this.endpoint);
  }

  /** The domain, as another program has it. */
  domain(): Domain {
    const { endpoint } = this;
    const client = connect({ endpoint, region: 'us-east-1', accessKeyId: 'test', secretAccessKey: 'test' });
    return new Domain({ name: this.#name.domain, client });
  }

  async stop(): Promise<void> {
    this.#process.kill('SIGKILL');
    if (this.#process.exitCode === null && this.#process.signalCode === null)
      await once(this.#process, 'exit');
  }
}

async function serve(
  { app }: ExampleName,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  teardown: Teardown,
) {
  const folder = fileURLToPath(new URL(`../../../examples/web/${app}/`, import.meta.url));
  if (!existsSync(`${folder}dist/index.html`)) throw new Error(`${folder} is not built. Run .ci/web`);
  const server = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts', ...args], {
    cwd: folder,
    // Settings of the user who runs the tests would lead to another SWF.
    env: {
      PATH: process.env['PATH'],
      HOME: temporaryFolder(teardown),
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      NODE_NO_WARNINGS: '1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  teardown(() => void server.kill('SIGKILL'));
  let printed = '';
  server.stdout.setEncoding('utf8').on('data', (part: string) => {
    printed += part;
  });
  while (!printed.includes('The dashboard:')) {
    await Promise.race([once(server.stdout, 'data'), once(server, 'exit')]);
    if (server.exitCode !== null || server.signalCode !== null)
      throw new Error(`The server of ${app} has ended: ${printed}`);
  }
  return { process: server, printed };
}

function addressIn(printed: string, subject: string): string {
  const line = printed.split('\n').find(line => line.includes(subject));
  const [address] = /http:\/\/[\w.:]+/.exec(line ?? '') ?? [];
  if (address === undefined)
    throw new Error(`The server has printed no address of its ${subject}: ${printed}`);
  return address;
}
