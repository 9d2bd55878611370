import { ActivityWorker, connect, Domain, perform } from 'rx-swf';
import { delay, lastValueFrom, map, of, Subject, tap } from 'rxjs';
import { resultOf } from './album.js';

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

interface Member {
  readonly drain$: Subject<void>;
  /** Resolves when it has drained. */
  readonly ended: Promise<unknown>;
}

/** Workers that are restarted while they work, each with a client of its own. */
export class Fleet {
  /** What was done, in order. */
  readonly effects: string[] = [];
  /** Tasks that were not finished when their worker had drained. */
  unfinished = 0;
  readonly #url: string;
  readonly #members: Member[];

  constructor(url: string, size: number) {
    this.#url = url;
    this.#members = Array.from({ length: size }, () => this.#hire());
  }

  /** Replaces one after the other. */
  async restart(): Promise<void> {
    for (const [place, member] of this.#members.entries()) {
      this.#members[place] = this.#hire();
      await this.#dismiss(member);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#members.splice(0).map(member => this.#dismiss(member)));
  }

  async #dismiss({ drain$, ended }: Member): Promise<void> {
    drain$.next();
    await ended;
  }

  #hire(): Member {
    // With the limits of production: on a busy machine shorter ones would end polls that bring a task.
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
