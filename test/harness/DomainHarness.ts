import type { Decision, SWFClient } from '@aws-sdk/client-swf';
import {
  ActivityType,
  Decider,
  Domain,
  scheduleActivityTask,
  type TypeId,
  type WorkflowExecution,
  WorkflowType,
} from 'rx-swf';
import { LocalSwf, type ManualClock, manualClock } from 'rx-swf/local';
import { firstValueFrom, forkJoin, lastValueFrom } from 'rxjs';
import { onTestFinished } from 'vitest';
import { failCalls } from './failCalls.js';
import type { Teardown } from './Teardown.js';

/** The activity type of the harness. */
export const resize = { name: 'Resize', version: '1' };

/** An embedded service on a manual clock, with a domain, a workflow type and an activity type as models. */
export class DomainHarness {
  readonly clock: ManualClock = manualClock();
  readonly swf = new LocalSwf({ clock: this.clock });
  readonly client: SWFClient = this.swf.client();
  readonly domain = new Domain({ name: 'media', client: this.client });
  readonly type = new WorkflowType({
    domain: this.domain,
    name: 'Album',
    version: '1',
    taskList: 'decisions',
    childPolicy: 'TERMINATE',
    executionStartToCloseTimeout: 3600,
    taskStartToCloseTimeout: 30,
  });

  /** Registers the domain and the types. The service is closed at the end of the test. */
  static async open(teardown: Teardown = onTestFinished): Promise<DomainHarness> {
    const harness = new DomainHarness();
    teardown(() => harness.swf.close());
    await harness.register();
    return harness;
  }

  /** Registers the domain and the types. */
  async register(): Promise<void> {
    await lastValueFrom(this.domain.save());
    await lastValueFrom(forkJoin([this.type.save(), this.activityType(resize).save()]));
  }

  activityType(type: TypeId): ActivityType {
    return new ActivityType({
      domain: this.domain,
      ...type,
      taskList: 'thumbnails',
      heartbeatTimeout: 60,
      scheduleToStartTimeout: 'NONE',
      scheduleToCloseTimeout: 'NONE',
      startToCloseTimeout: 300,
    });
  }

  start(input?: unknown): Promise<WorkflowExecution> {
    return lastValueFrom(this.type.startExecution({ workflowId: 'album-7', input }));
  }

  /** Starts an execution with a `Resize` scheduled for each of these inputs. */
  resizing(...inputs: readonly unknown[]): Promise<WorkflowExecution> {
    return this.#schedule(inputs.map(input => ({ activityType: resize, input })));
  }

  /** Starts an execution with these activities scheduled. Their inputs count from 0. */
  scheduled(...types: readonly TypeId[]): Promise<WorkflowExecution> {
    return this.#schedule(types.map((activityType, input) => ({ activityType, input })));
  }

  /** Answers the next decision task. */
  async decide(decisions: readonly Decision[]): Promise<void> {
    const task = await firstValueFrom(new Decider(this.domain, 'decisions'));
    await lastValueFrom(task.complete(decisions));
  }

  /** Makes the next calls of an operation fail, either before they are sent or after the service has answered. */
  fail(operation: string, times: number, error: Error, when: 'before' | 'after' = 'before'): void {
    failCalls(this.client, operation, times, error, when);
  }

  async #schedule(
    activities: readonly { readonly activityType: TypeId; readonly input: unknown }[],
  ): Promise<WorkflowExecution> {
    const execution = await this.start();
    await this.decide(
      activities.map((activity, n) => scheduleActivityTask({ ...activity, activityId: String(n) })),
    );
    return execution;
  }
}
