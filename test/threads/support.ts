import type { SWFClient } from '@aws-sdk/client-swf';
import {
  type ActivityTask,
  ActivityWorker,
  type PerformContext,
  type PerformOptions,
  perform,
  requestCancelActivityTask,
  type WorkflowExecution,
} from 'rx-swf';
import { inThread, type ThreadOptions } from 'rx-swf/threads';
import { filter, firstValueFrom, lastValueFrom, type Observable, Subject, take, toArray } from 'rxjs';
import { World } from '../world.js';

/** Options of Node.js for threads that can read TypeScript. */
export const execArgv = ['--import', new URL('typescript/register.js', import.meta.url).href];

/** A handler of this folder, in a thread. */
export const threadOf = (name: string, options?: ThreadOptions) =>
  inThread<unknown, unknown>(new URL(`handlers/${name}.ts`, import.meta.url), {
    execArgv,
    ...options,
  });

/** A world with one execution of which the activities are to be performed. */
export class Album {
  /** Details of the heartbeats that SWF has. */
  readonly beats$: Observable<unknown>;
  readonly worker: ActivityWorker<unknown>;
  readonly #world: World;
  readonly #execution: WorkflowExecution;

  private constructor(world: World, execution: WorkflowExecution) {
    this.beats$ = beatsOf(world.client);
    this.worker = new ActivityWorker<unknown>(world.domain, 'thumbnails');
    this.#world = world;
    this.#execution = execution;
  }

  /** One with an activity for each input; their heartbeat timeout is 60 s. */
  static async of(...inputs: unknown[]): Promise<Album> {
    const world = await World.create();
    return new Album(world, await world.resizing(...inputs));
  }

  close(): Promise<void> {
    return this.#world.close();
  }

  /** Lets milliseconds of SWF's time pass. */
  advance(milliseconds: number): void {
    this.#world.clock.advance(milliseconds);
  }

  /** What becomes of the first tasks. */
  perform(
    handler: (task: ActivityTask<unknown>, context: PerformContext) => Promise<unknown>,
    { count = 1, ...options }: PerformOptions & { count?: number } = {},
  ) {
    return lastValueFrom(this.worker.pipe(perform(handler, options), take(count), toArray()));
  }

  /** Resolves when SWF has a heartbeat with these details. */
  async beat(details: unknown): Promise<void> {
    await firstValueFrom(this.beats$.pipe(filter(beat => beat === details)));
  }

  /** Has the decider ask for the cancel of the first activity. */
  async cancel(): Promise<void> {
    await lastValueFrom(this.#execution.signal('enough'));
    await this.#world.decide([requestCancelActivityTask({ activityId: '0' })]);
  }

  /** An activity as the history tells of it. */
  async activity(id = '0') {
    return (await lastValueFrom(this.#execution.history())).activities.get(id);
  }
}

function beatsOf(client: SWFClient): Observable<unknown> {
  const beats$ = new Subject<unknown>();
  client.middlewareStack.add(
    (next, context) => async args => {
      const answer = await next(args);
      if (context['commandName'] === 'RecordActivityTaskHeartbeatCommand') {
        const { details } = args.input as { details?: string };
        beats$.next(details === undefined ? undefined : JSON.parse(details));
      }
      return answer;
    },
    { step: 'initialize' },
  );
  return beats$;
}
