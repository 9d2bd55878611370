import {
  type ActivityTask,
  ActivityWorker,
  type PerformContext,
  type PerformOptions,
  perform,
  requestCancelActivityTask,
  type WorkflowExecution,
} from 'rx-swf';
import { filter, firstValueFrom, lastValueFrom, Subject, take, toArray } from 'rxjs';
import { onTestFinished } from 'vitest';
import { DomainHarness } from '../harness/DomainHarness.js';
import { intercept } from '../harness/intercept.js';
import type { Teardown } from '../harness/Teardown.js';

/** An execution with activities to perform, whose heartbeat timeout is 60 s. */
export class PerformHarness {
  /** Details of the heartbeats that SWF has received. */
  readonly beats$ = new Subject<unknown>();
  readonly worker: ActivityWorker<unknown>;
  readonly #domain: DomainHarness;
  readonly #execution: WorkflowExecution;

  private constructor(domain: DomainHarness, execution: WorkflowExecution) {
    this.worker = new ActivityWorker<unknown>(domain.domain, 'thumbnails');
    this.#domain = domain;
    this.#execution = execution;
    intercept(domain.client, 'RecordActivityTaskHeartbeat', async ({ input, send }) => {
      const answer = await send();
      const { details } = input as { details?: string };
      this.beats$.next(details === undefined ? undefined : JSON.parse(details));
      return answer;
    });
  }

  /** Schedules an activity for each input. */
  static async open(
    inputs: readonly unknown[],
    teardown: Teardown = onTestFinished,
  ): Promise<PerformHarness> {
    const domain = await DomainHarness.open(teardown);
    return new PerformHarness(domain, await domain.resizing(...inputs));
  }

  /** Advances SWF's clock by milliseconds. */
  advance(milliseconds: number): void {
    this.#domain.clock.advance(milliseconds);
  }

  /** Performs the first tasks. */
  perform(
    handler: (task: ActivityTask<unknown>, context: PerformContext) => Promise<unknown>,
    { count = 1, ...options }: PerformOptions & { count?: number } = {},
  ) {
    return lastValueFrom(this.worker.pipe(perform(handler, options), take(count), toArray()));
  }

  /** Resolves when SWF has received a heartbeat with these details. */
  async beat(details: unknown): Promise<void> {
    await firstValueFrom(this.beats$.pipe(filter(beat => beat === details)));
  }

  /** Requests the cancellation of the first activity. */
  async cancel(): Promise<void> {
    await lastValueFrom(this.#execution.signal('enough'));
    await this.#domain.decide([requestCancelActivityTask({ activityId: '0' })]);
  }

  /** Returns an activity of the history. */
  async activity(id = '0') {
    return (await lastValueFrom(this.#execution.history())).activities.get(id);
  }
}
