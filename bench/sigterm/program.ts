import { ActivityWorker, Domain, type DrainOptions, perform, processSignals } from 'rx-swf';
import { timer } from 'rxjs';
import { clientOf } from '../transports.js';

/** What the program that is to be stopped does. */
export interface Program {
  readonly url: string;
  readonly taskList: string;
  readonly concurrency: number;
  /** Milliseconds that a task takes. */
  readonly work: number;
  readonly drain: DrainOptions;
}

/** Works until it is told to end, and tells its parent what happens. */
function run({ url, taskList, concurrency, work, drain }: Program): void {
  const domain = new Domain({ name: 'media', client: clientOf(url) });
  const worker = new ActivityWorker(domain, taskList, { concurrency, drainOn: processSignals(), drain });
  worker.events$.subscribe(({ type }) => process.send?.(type));
  worker.pipe(perform(() => timer(work))).subscribe();
}

run(JSON.parse(process.argv[2] ?? '{}'));
