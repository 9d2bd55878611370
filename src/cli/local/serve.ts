import { lastValueFrom } from 'rxjs';
import { LocalSwf } from '../../local/index.js';
import { processSignals } from '../../streams/index.js';
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
  const stopped = lastValueFrom(processSignals());
  // Whoever reads no further, as with "| head", has read enough: it goes on serving.
  process.stdout.on('error', () => {});
  try {
    const { url } = await swf.listen({ port, host });
    console.log(instructions({ url, region, data, throttle, time }));
    // A further signal, while it stops, ends the process at once.
    await stopped;
    console.log('Stopping.');
  } finally {
    await swf.close();
  }
}
