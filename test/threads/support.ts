import type { SWFClient } from '@aws-sdk/client-swf';
import {
  type ActivityTask,
  ActivityType,
  ActivityWorker,
  Decider,
  Domain,
  type PerformContext,
  type PerformOptions,
  perform,
  requestCancelActivityTask,
  scheduleActivityTask,
  type WorkflowExecution,
  WorkflowType,
} from 'rx-swf';
import { LocalSwf, type ManualClock, manualClock } from 'rx-swf/local';
import { inThread, type ThreadOptions } from 'rx-swf/threads';
import { filter, firstValueFrom, lastValueFrom, type Observable, Subject, take, toArray } from 'rxjs';

const resize = { name: 'Resize', version: '1' };

/** Options of Node.js for threads that can read TypeScript. */
export const execArgv = ['--import', new URL('typescript/register.js', import.meta.url).href];

/** A handler of this folder, in a thread. */
export const threadOf = (name: string, options?: ThreadOptions) =>
  inThread<unknown, unknown>(new URL(`handlers/${name}.ts`, import.meta.url), {
    execArgv,
    ...options,
  });

/** An embedded SWF on a manual clock, with one execution of which the activities are to be performed. */
export class Album {
  readonly clock: ManualClock;
  /** Details of the heartbeats that SWF has. */
  readonly beats$: Observable<unknown>;
  readonly worker: ActivityWorker<unknown>;
  readonly #swf: LocalSwf;
  readonly #domain: Domain;
  readonly #execution: WorkflowExecution;

  private constructor(
    swf: LocalSwf,
    clock: ManualClock,
    domain: Domain,
    client: SWFClient,
    execution: WorkflowExecution,
  ) {
    this.#swf = swf;
    this.clock = clock;
    this.beats$ = beatsOf(client);
    this.worker = new ActivityWorker<unknown>(domain, 'thumbnails');
    this.#domain = domain;
    this.#execution = execution;
  }

  /** One with an activity for each input; their heartbeat timeout is 60 s. */
  static async of(...inputs: unknown[]): Promise<Album> {
    const clock = manualClock();
    const swf = new LocalSwf({ clock });
    const client = swf.client();
    const domain = await lastValueFrom(new Domain({ name: 'media', client }).save());
    const timeouts = { scheduleToStartTimeout: 'NONE', scheduleToCloseTimeout: 'NONE' } as const;
    await lastValueFrom(
      new ActivityType({
        domain,
        ...resize,
        taskList: 'thumbnails',
        heartbeatTimeout: 60,
        startToCloseTimeout: 3600,
        ...timeouts,
      }).save(),
    );
    const type = new WorkflowType({
      domain,
      name: 'Album',
      version: '1',
      taskList: 'decisions',
      childPolicy: 'TERMINATE',
      executionStartToCloseTimeout: 3600,
      taskStartToCloseTimeout: 3600,
    });
    await lastValueFrom(type.save());
    const execution = await lastValueFrom(type.startExecution({ workflowId: 'album-7' }));
    const turn = await firstValueFrom(new Decider(domain, 'decisions'));
    await lastValueFrom(
      turn.complete(
        inputs.map((input, n) =>
          scheduleActivityTask({ activityType: resize, activityId: String(n), input }),
        ),
      ),
    );
    return new Album(swf, clock, domain, client, execution);
  }

  close(): Promise<void> {
    return this.#swf.close();
  }

  /** What becomes of the first tasks. */
  perform(
    handler: (task: ActivityTask<unknown>, context: PerformContext) => Promise<unknown>,
    options?: PerformOptions & { count?: number },
  ) {
    return lastValueFrom(this.worker.pipe(perform(handler, options), take(options?.count ?? 1), toArray()));
  }

  /** Resolves when SWF has a heartbeat with these details. */
  async beat(details: unknown): Promise<void> {
    await firstValueFrom(this.beats$.pipe(filter(beat => beat === details)));
  }

  /** Has the decider ask for the cancel of the first activity. */
  async cancel(): Promise<void> {
    await lastValueFrom(this.#execution.signal('enough'));
    const turn = await firstValueFrom(new Decider(this.#domain, 'decisions'));
    await lastValueFrom(turn.complete([requestCancelActivityTask({ activityId: '0' })]));
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
