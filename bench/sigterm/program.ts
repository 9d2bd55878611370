import { ActivityWorker, Domain, type DrainOptions, perform, processSignals } from 'rx-swf';
import { timer } from 'rxjs';
import { clientOf } from '../transports.js';

/** Options of the program that is stopped. */
export interface Program {
  readonly url: string;
  readonly taskList: string;
  readonly concurrency: number;
  /** Duration of a task, in milliseconds. */
  readonly work: number;
  readonly drain: DrainOptions;
}

/** Works until it is asked to stop, and reports its events to the parent process. */
function run({ url, taskList, concurrency, work, drain }: Program): void {
  const domain = new Domain({ name: 'media', client: clientOf(url) });
  const worker = new ActivityWorker(domain, taskList, { concurrency, drainOn: processSignals(), drain });
  worker.events$.subscribe(({ type }) => process.send?.(type));
  worker.pipe(perform(() => timer(work))).subscribe();
}

run(JSON.parse(process.argv[2] ?? '{}'));
