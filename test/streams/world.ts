import type { SWFClient } from '@aws-sdk/client-swf';
import {
  ActivityType,
  Decider,
  Domain,
  scheduleActivityTask,
  type WorkflowExecution,
  WorkflowType,
} from 'rx-swf';
import { LocalSwf, type ManualClock, manualClock } from 'rx-swf/local';
import { firstValueFrom, forkJoin, lastValueFrom } from 'rxjs';
import { onTestFinished } from 'vitest';

export const resize = { name: 'Resize', version: '1' };

/** An embedded SWF with a domain, a workflow type and an activity type, until the end of the test. */
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
    onTestFinished(() => world.swf.close());
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

  /** An execution with these activities scheduled, whose inputs count from 0. */
  async scheduled(...types: { name: string; version: string }[]): Promise<WorkflowExecution> {
    const execution = await lastValueFrom(this.type.startExecution());
    const task = await firstValueFrom(new Decider(this.domain, 'decisions'));
    const decisions = types.map((activityType, n) =>
      scheduleActivityTask({ activityType, activityId: String(n), input: n }),
    );
    await lastValueFrom(task.complete(decisions));
    return execution;
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
}

export const reset = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
