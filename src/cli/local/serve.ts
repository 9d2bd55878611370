import { concatMap, EMPTY, firstValueFrom, from, lastValueFrom, merge, toArray } from 'rxjs';
import { toUrlHost } from '../../local/fronts/HostCheck.js';
import { isLoopbackHost } from '../../local/fronts/origins.js';
import { LocalSwf } from '../../local/index.js';
import { InvalidArgumentError } from '../../requests/index.js';
import { isRegion } from '../../settings/region.js';
import { processSignals } from '../../streams/index.js';
import { describeImported, importInto } from '../import/importInto.js';
import { callLine } from './callLine.js';
import { readCredentials } from './credentials.js';
import { instructions } from './instructions.js';
import { postNotices } from './postNotices.js';
import { type Seeded, seeding } from './seed/seeding.js';
import { showConsole } from './showConsole.js';

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
  /** Origins of pages that may call it from a browser. */
  readonly allowOrigin?: readonly string[];
  readonly region: string;
  /** Files of domains and types to register. */
  readonly seed?: readonly string[];
  /** Files of executions to add. */
  readonly import?: readonly string[];
  /** Domain of the definitions of a module. */
  readonly seedDomain?: string;
  /** True to print each call. */
  readonly verbose?: boolean;
  readonly data?: string;
  readonly throttle?: boolean;
  readonly time: 'real' | 'skip';
  /** URL that the notices are posted to. */
  readonly notices?: string;
  /** True to serve the console, too. */
  readonly console?: boolean;
  readonly consolePort: number;
  /** Domain that the console shows. */
  readonly consoleDomain?: string;
}

/** Requires explicit consent to an open service: anyone who can reach it has full control of it. */
function checkOpenness({ host, credentials, allowAnyone = false }: ServeOptions): void {
  if (credentials !== undefined || allowAnyone || isLoopbackHost(toUrlHost(host))) return;
  throw new Error(
    `Other machines can reach --host ${host}, and no credentials are required. Add --credentials KEY:SECRET ` +
      '(or a file with one such pair per line), or --allow-anyone to accept all requests.',
  );
}

function checkRegion(region: string): void {
  if (!isRegion(region))
    throw new InvalidArgumentError(`"${region}" is not a valid region (for example, us-east-1)`);
}

/** Returns lines on what seeding has done. */
function* seedLines({ domain, steps, manual }: Seeded): Generator<string> {
  yield steps.length === 0
    ? `Domain ${domain}: nothing to register.`
    : `Domain ${domain}: registered ${steps.length === 1 ? '1 item' : `${steps.length} items`}.`;
  for (const { model, diff, advice } of manual)
    yield `Warning: ${model} of ${domain} is registered with other attributes (${diff.attrs.join(', ')}). ${advice}.`;
}

/** Runs an SWF until the process is asked to stop. */
export async function serve(options: ServeOptions): Promise<void> {
  checkOpenness(options);
  const { port, host, region, data, throttle = false, time, notices } = options;
  const {
    allowHost = [],
    allowOrigin = [],
    seed = [],
    import: imports = [],
    seedDomain,
    verbose = false,
  } = options;
  checkRegion(region);
  const credentials = options.credentials && readCredentials(options.credentials);
  const swf = new LocalSwf({
    region,
    throttle,
    clock: time,
    ...(credentials === undefined ? {} : { credentials }),
    ...(data === undefined ? {} : { data }),
  });
  const stopped = lastValueFrom(processSignals());
  const posts$ = notices === undefined ? EMPTY : postNotices(swf.notices$, notices, console.error);
  const posting = posts$.subscribe();
  try {
    const seeds$ = from(seed).pipe(concatMap(file => seeding(file, swf.client(), seedDomain)));
    const seeded = await lastValueFrom(seeds$.pipe(toArray()));
    for (const line of seeded.flatMap(one => [...seedLines(one)])) console.error(line);
    for (const file of imports) console.error(describeImported(await importInto(swf, file)));
    // From here on: the calls of clients, and none of those that seed.
    if (verbose) swf.calls$.subscribe(call => console.error(callLine(call)));
    const console$ =
      options.console === true ? showConsole(swf, options, seeded[0]?.domain, console.log) : EMPTY;
    const { url } = await swf.listen({ port, host, hosts: allowHost, origins: allowOrigin });
    console.log(
      instructions({ url, region, data, throttle, time, notices, isOpen: credentials === undefined }),
    );
    // A second signal during shutdown ends the process immediately.
    await firstValueFrom(merge(stopped, console$));
    console.log('Stopping.');
  } finally {
    posting.unsubscribe();
    await swf.close();
  }
}
