import { SWFClient } from '@aws-sdk/client-swf';
import { Domain } from 'rx-swf';
import { LocalSwf } from 'rx-swf/local';
import { lastValueFrom } from 'rxjs';

const unlimited = Number.POSITIVE_INFINITY;

/**
 * Creates a service in this process, without SWF's limits, and a client of it as an application creates one:
 * with signed requests.
 */
export async function openService(): Promise<{ readonly swf: LocalSwf; readonly domain: Domain }> {
  const swf = new LocalSwf({
    quotas: {
      eventsPerExecution: unlimited,
      openActivityTasksPerExecution: unlimited,
      pollersPerTaskList: unlimited,
    },
  });
  const client = new SWFClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    requestHandler: swf.requestHandler,
  });
  const domain = new Domain({ name: 'media', client });
  await lastValueFrom(domain.save());
  return { swf, domain };
}
