import { ActivityWorker, connect, Domain, perform } from 'rx-swf';
import { delay, lastValueFrom, map, of, Subject, tap } from 'rxjs';
import { resultOf } from './album.js';

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

interface Running {
  readonly drain$: Subject<void>;
  /** Resolves when it has drained. */
  readonly ended: Promise<unknown>;
}

/** Workers that are restarted while they work, each with a client of its own. */
export class WorkerPool {
  /** Effects of the work, in order. */
  readonly effects: string[] = [];
  /** Number of tasks that were unfinished when their worker had drained. */
  unfinished = 0;
  readonly #url: string;
  readonly #workers: Running[];

  constructor(url: string, size: number) {
    this.#url = url;
    this.#workers = Array.from({ length: size }, () => this.#start());
  }

  /** Replaces all workers, one after the other. */
  async restart(): Promise<void> {
    for (const [index, worker] of this.#workers.entries()) {
      this.#workers[index] = this.#start();
      await this.#drain(worker);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.splice(0).map(worker => this.#drain(worker)));
  }

  async #drain({ drain$, ended }: Running): Promise<void> {
    drain$.next();
    await ended;
  }

  #start(): Running {
    // Limits as in production: on a busy machine, shorter ones would end polls that receive a task.
    const client = connect({ ...credentials, region: 'us-east-1', endpoint: this.#url });
    const drainOn = new Subject<void>();
    const domain = new Domain({ name: 'media', client });
    const worker = new ActivityWorker<string>(domain, 'steps', { concurrency: 1, drainOn });
    const watching = worker.events$.subscribe(event => {
      if (event.type === 'drained') this.unfinished += event.unfinished;
    });
    const work = perform<string, string>(({ workflowExecution, input }) =>
      of(resultOf(workflowExecution.workflowId, input)).pipe(
        delay(20),
        tap(effect => this.effects.push(effect)),
      ),
    );
    const ended = lastValueFrom(
      worker.pipe(
        work,
        map(() => undefined),
      ),
      { defaultValue: undefined },
    );
    const left = ended.finally(() => {
      watching.unsubscribe();
      client.destroy();
    });
    return { drain$: drainOn, ended: left };
  }
}
