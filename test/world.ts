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

export const resize = { name: 'Resize', version: '1' };

/** An embedded SWF on a manual clock, with a domain, a workflow type and an activity type. */
export class World {
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

  static async create(): Promise<World> {
    const world = new World();
    await lastValueFrom(world.domain.save());
    await lastValueFrom(
      forkJoin([world.type.save(), world.activityType(resize.name, resize.version).save()]),
    );
    return world;
  }

  activityType(name: string, version: string): ActivityType {
    return new ActivityType({
      domain: this.domain,
      name,
      version,
      taskList: 'thumbnails',
      heartbeatTimeout: 60,
      scheduleToStartTimeout: 'NONE',
      scheduleToCloseTimeout: 'NONE',
      startToCloseTimeout: 300,
    });
  }

  close(): Promise<void> {
    return this.swf.close();
  }

  start(input?: unknown): Promise<WorkflowExecution> {
    return lastValueFrom(this.type.startExecution({ workflowId: 'album-7', input }));
  }

  /** An execution with a `Resize` scheduled for each of these inputs. */
  resizing(...inputs: readonly unknown[]): Promise<WorkflowExecution> {
    return this.#schedule(inputs.map(input => ({ activityType: resize, input })));
  }

  /** An execution with these activities scheduled, whose inputs count from 0. */
  scheduled(...types: readonly TypeId[]): Promise<WorkflowExecution> {
    return this.#schedule(types.map((activityType, input) => ({ activityType, input })));
  }

  /** Answers the next decision task. */
  async decide(decisions: readonly Decision[]): Promise<void> {
    const task = await firstValueFrom(new Decider(this.domain, 'decisions'));
    await lastValueFrom(task.complete(decisions));
  }

  /** Makes the next calls of an operation fail: before the service sees them, or once it has carried them out. */
  fail(operation: string, times: number, error: Error, when: 'before' | 'after' = 'before'): void {
    let left = times;
    this.client.middlewareStack.add(
      (next, context) => async args => {
        if (context['commandName'] !== `${operation}Command` || left === 0) return next(args);
        left -= 1;
        if (when === 'after') await next(args);
        throw error;
      },
      { step: 'initialize' },
    );
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

/** A connection that breaks. */
export const reset = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
