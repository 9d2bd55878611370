import type { SWFClient } from '@aws-sdk/client-swf';
import { ActivityType, Decider, Domain, scheduleActivityTask, WorkflowType } from 'rx-swf';
import { firstValueFrom, forkJoin, lastValueFrom } from 'rxjs';

/** Maximum number of decisions that SWF accepts in a response. */
const activitiesPerExecution = 100;

/** Domain and types that the measured actors work with. */
export interface Media {
  readonly domain: Domain;
  /** Workflow type whose executions are decided on the list `decisions`. */
  readonly album: WorkflowType;
  readonly resize: ActivityType;
}

/** Registers the domain and its types, without timeouts that could expire during a measurement. */
export async function registerMedia(client: SWFClient): Promise<Media> {
  const domain = new Domain({ name: 'media', client });
  const album = new WorkflowType({
    domain,
    name: 'Album',
    version: '1',
    taskList: 'decisions',
    childPolicy: 'TERMINATE',
    executionStartToCloseTimeout: 86_400,
    taskStartToCloseTimeout: 'NONE',
  });
  const resize = new ActivityType({
    domain,
    name: 'Resize',
    version: '1',
    heartbeatTimeout: 'NONE',
    scheduleToStartTimeout: 'NONE',
    scheduleToCloseTimeout: 'NONE',
    startToCloseTimeout: 'NONE',
  });
  await lastValueFrom(domain.save());
  await lastValueFrom(forkJoin([album.save(), resize.save()]));
  return { domain, album, resize };
}

/** Schedules `tasks` tasks on a list before the measurement. The input of each is its number. */
export async function scheduleTasks(media: Media, taskList: string, tasks: number): Promise<void> {
  const decider = new Decider(media.domain, 'decisions');
  for (let left = tasks; left > 0; left -= activitiesPerExecution) {
    const count = Math.min(left, activitiesPerExecution);
    await lastValueFrom(media.album.startExecution());
    const decisions = Array.from({ length: count }, (_, n) =>
      scheduleActivityTask({ activityType: media.resize, activityId: String(n), input: n, taskList }),
    );
    await lastValueFrom((await firstValueFrom(decider)).complete(decisions));
  }
}
