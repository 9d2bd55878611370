import { once } from 'node:events';
import { LocalSwf } from '../../local/index.js';
import { instructions } from './instructions.js';

/** What `rx-swf local` is asked for. */
export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly region: string;
  readonly data?: string;
  readonly throttle?: boolean;
  readonly time: 'real' | 'skip';
}

/** Runs an SWF until the process is told to stop. */
export async function serve({
  port,
  host,
  region,
  data,
  throttle = false,
  time,
}: ServeOptions): Promise<void> {
  const swf = new LocalSwf({ region, throttle, clock: time, ...(data === undefined ? {} : { data }) });
  // A second Ctrl-C, while it stops, ends the process at once.
  const stopped = Promise.race(['SIGINT', 'SIGTERM'].map(signal => once(process, signal)));
  try {
    const { url } = await swf.listen({ port, host });
    console.log(instructions({ url, region, data, throttle, time }));
    await stopped;
    console.log('Stopping.');
  } finally {
    await swf.close();
  }
}
