import type { SWFClient } from '@aws-sdk/client-swf';
import { ActivityType, Decider, Domain, scheduleActivityTask, WorkflowType } from 'rx-swf';
import { firstValueFrom, forkJoin, lastValueFrom } from 'rxjs';

/** SWF takes so many decisions in an answer. */
const activitiesPerExecution = 100;

/** Where the actors that are measured work. */
export interface Media {
  readonly domain: Domain;
  /** Its executions are decided on the list `decisions`. */
  readonly album: WorkflowType;
  readonly resize: ActivityType;
}

/** Registers the domain and its types. Nothing of theirs times out while it is measured. */
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

/** Puts that many tasks into a list, before anything is measured. The input of each is its number. */
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
