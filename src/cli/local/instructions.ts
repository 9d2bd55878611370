import { isLoopbackOrigin } from '../../local/fronts/origins.js';
import { connections, connectionsText } from '../../local/fronts/page/connections.js';
import type { ServeOptions } from './serve.js';

interface Served extends Pick<ServeOptions, 'region' | 'time'> {
  readonly url: string;
  readonly throttle: boolean;
  readonly data: string | undefined;
  /** URL that the notices are posted to. */
  readonly notices: string | undefined;
  /** True if no credentials are required. */
  readonly isOpen: boolean;
}

function* traits({ region, data, throttle, time, notices, isOpen }: Served): Generator<string> {
  yield region;
  yield data === undefined ? 'in memory' : `stored in ${data}`;
  if (!isOpen) yield 'with credentials';
  if (throttle) yield 'throttled';
  if (time === 'skip') yield 'skipping time';
  if (notices !== undefined) yield `notices to ${notices}`;
}

/** Returns instructions for using a running service, ready to paste into programs and shells. */
export function instructions(served: Served): string {
  const { url, region, isOpen } = served;
  const open =
    isOpen && !isLoopbackOrigin(url)
      ? '\nWarning: all requests are accepted, from any machine that can reach this one.\n'
      : '';
  return `SWF is listening on ${url} (${[...traits(served)].join(', ')}). Press Ctrl-C to stop it.
${open}
${connectionsText(connections({ url, region, isSigned: !isOpen }))}`;
}
