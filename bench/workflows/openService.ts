import { Domain } from 'rx-swf';
import { LocalSwf } from 'rx-swf/local';
import { lastValueFrom } from 'rxjs';

const unlimited = Number.POSITIVE_INFINITY;

/** Creates a service in this process, without SWF's limits. */
export async function openService(): Promise<{ readonly swf: LocalSwf; readonly domain: Domain }> {
  const swf = new LocalSwf({
    quotas: {
      eventsPerExecution: unlimited,
      openActivityTasksPerExecution: unlimited,
      pollersPerTaskList: unlimited,
    },
  });
  const domain = new Domain({ name: 'media', client: swf.client() });
  await lastValueFrom(domain.save());
  return { swf, domain };
}
