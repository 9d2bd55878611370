import { Observable } from 'rxjs';
import type { RunReport, RunRequest } from '../../../runtime/messages.js';

/** Milliseconds for which a block is heard after its module has run to its end. */
const grace = 5_000;

/**
 * Runs a block in a worker of its own, and emits what it reports. Unsubscribing ends the worker, whatever it is doing.
 *
 * @param base - where the bundles are, such as `/runtime/`
 */
export function runReports(
  base: string,
  { code, isSlow }: Pick<RunRequest, 'code' | 'isSlow'>,
): Observable<RunReport> {
  return new Observable(subscriber => {
    let worker: Worker | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const start = async () => {
      const folder = new URL(base, location.href);
      const response = await fetch(new URL('manifest.json', folder), { signal: aborter.signal });
      const files: Record<string, string> = await response.json();
      const { worker: main = '', ...packages } = Object.fromEntries(
        Object.entries(files).map(([name, file]) => [name, new URL(file, folder).href]),
      );
      // A worker from a blob inherits the policy of the page, so that the block can call nothing but this site.
      const blob = new Blob([`import ${JSON.stringify(main)};`], { type: 'text/javascript' });
      const url = URL.createObjectURL(blob);
      worker = new Worker(url, { type: 'module', name: 'rx-swf example' });
      worker.onerror = ({ message }) =>
        subscriber.error(new Error(message || 'The example could not be loaded'));
      worker.onmessage = ({ data }: MessageEvent<RunReport>) => {
        if (data.kind === 'ready') {
          URL.revokeObjectURL(url);
          worker?.postMessage({ code, packages, isSlow } satisfies RunRequest);
          return;
        }
        subscriber.next(data);
        if (data.kind === 'end') timer = setTimeout(() => subscriber.complete(), grace);
      };
    };
    const aborter = new AbortController();
    start().catch(error => subscriber.error(error));
    return () => {
      aborter.abort();
      clearTimeout(timer);
      worker?.terminate();
    };
  });
}
