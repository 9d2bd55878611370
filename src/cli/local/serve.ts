import { EMPTY, lastValueFrom } from 'rxjs';
import { toUrlHost } from '../../local/fronts/HostCheck.js';
import { isLoopbackHost } from '../../local/fronts/origins.js';
import { LocalSwf } from '../../local/index.js';
import { processSignals } from '../../streams/index.js';
import { readCredentials } from './credentials.js';
import { instructions } from './instructions.js';
import { postNotices } from './postNotices.js';

/** Options of `rx-swf local`. */
export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  /** Each is `KEY:SECRET`, or a file with one of these on each line. */
  readonly credentials?: readonly string[];
  /** True to accept calls from any client that can reach the service. */
  readonly allowAnyone?: boolean;
  /** Additional host names under which it may be called. */
  readonly allowHost?: readonly string[];
  readonly region: string;
  readonly data?: string;
  readonly throttle?: boolean;
  readonly time: 'real' | 'skip';
  /** URL that the notices are posted to. */
  readonly notices?: string;
}

/** Requires explicit consent to an open service: anyone who can reach it has full control of it. */
function checkOpenness({ host, credentials, allowAnyone = false }: ServeOptions): void {
  if (credentials !== undefined || allowAnyone || isLoopbackHost(toUrlHost(host))) return;
  throw new Error(
    `Other machines can reach --host ${host}, and no credentials are required. Add --credentials KEY:SECRET ` +
      '(or a file with one such pair per line), or --allow-anyone to accept all requests.',
  );
}

/** Runs an SWF until the process is asked to stop. */
export async function serve(options: ServeOptions): Promise<void> {
  checkOpenness(options);
  const { port, host, region, data, throttle = false, time, notices, allowHost = [] } = options;
  const credentials = options.credentials && readCredentials(options.credentials);
  const swf = new LocalSwf({
    region,
    throttle,
    clock: time,
    ...(credentials === undefined ? {} : { credentials }),
    ...(data === undefined ? {} : { data }),
  });
  const stopped = lastValueFrom(processSignals());
  // The reader may close the pipe early, as with "| head". That must not stop the service.
  process.stdout.on('error', () => {});
  const posts$ = notices === undefined ? EMPTY : postNotices(swf.notices$, notices, console.error);
  const posting = posts$.subscribe();
  try {
    const { url } = await swf.listen({ port, host, hosts: allowHost });
    console.log(
      instructions({ url, region, data, throttle, time, notices, isOpen: credentials === undefined }),
    );
    // A second signal during shutdown ends the process immediately.
    await stopped;
    console.log('Stopping.');
  } finally {
    posting.unsubscribe();
    await swf.close();
  }
}
