import { lastValueFrom } from 'rxjs';
import { toUrlHost } from '../../local/fronts/hosts.js';
import { isLoopbackHost } from '../../local/fronts/origins.js';
import { LocalSwf } from '../../local/index.js';
import { processSignals } from '../../streams/index.js';
import { readCredentials } from './credentials.js';
import { instructions } from './instructions.js';

/** What `rx-swf local` is asked for. */
export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  /** Each `KEY:SECRET`, or a file of these. */
  readonly credentials?: readonly string[];
  /** Whether anyone may call it who can reach it. */
  readonly allowAnyone?: boolean;
  /** Names by which it may be called. */
  readonly allowHost?: readonly string[];
  readonly region: string;
  readonly data?: string;
  readonly throttle?: boolean;
  readonly time: 'real' | 'skip';
}

/** Anyone who can reach a service without credentials can do anything with it: that must be wanted. */
function checkOpenness({ host, credentials, allowAnyone = false }: ServeOptions): void {
  if (credentials !== undefined || allowAnyone || isLoopbackHost(toUrlHost(host))) return;
  throw new Error(
    `with --host ${host} others may reach it, and nobody is asked for credentials: give --credentials KEY:SECRET ` +
      '(or the name of a file with such lines), or --allow-anyone if anyone may call it',
  );
}

/** Runs an SWF until the process is told to stop. */
export async function serve(options: ServeOptions): Promise<void> {
  checkOpenness(options);
  const { port, host, region, data, throttle = false, time, allowHost = [] } = options;
  const credentials = options.credentials && readCredentials(options.credentials);
  const swf = new LocalSwf({
    region,
    throttle,
    clock: time,
    ...(credentials === undefined ? {} : { credentials }),
    ...(data === undefined ? {} : { data }),
  });
  const stopped = lastValueFrom(processSignals());
  // Whoever reads no further, as with "| head", has read enough: it goes on serving.
  process.stdout.on('error', () => {});
  try {
    const { url } = await swf.listen({ port, host, hosts: allowHost });
    console.log(instructions({ url, region, data, throttle, time, isOpen: credentials === undefined }));
    // A further signal, while it stops, ends the process at once.
    await stopped;
    console.log('Stopping.');
  } finally {
    await swf.close();
  }
}
