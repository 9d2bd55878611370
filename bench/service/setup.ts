import { LocalSwf } from 'rx-swf/local';
import { call } from './direct.js';

export const domain = 'media';
export const workflowType = { name: 'Album', version: '1' };
export const activityType = { name: 'Resize', version: '1' };

/** Registrations that every benchmark needs: inputs by operation, in order. */
export const registrations = (retentionPeriod: string) => ({
  RegisterDomain: { name: domain, workflowExecutionRetentionPeriodInDays: retentionPeriod },
  RegisterWorkflowType: {
    domain,
    ...workflowType,
    defaultTaskList: { name: 'decisions' },
    defaultChildPolicy: 'TERMINATE' as const,
    defaultExecutionStartToCloseTimeout: '86400',
    defaultTaskStartToCloseTimeout: 'NONE',
  },
  RegisterActivityType: {
    domain,
    ...activityType,
    defaultTaskList: { name: 'activities' },
    defaultTaskScheduleToStartTimeout: '3600',
    defaultTaskScheduleToCloseTimeout: '3600',
    defaultTaskStartToCloseTimeout: '3600',
    defaultTaskHeartbeatTimeout: '600',
  },
});

const unlimited = Number.POSITIVE_INFINITY;

/** Creates a service in this process, with the types registered and without limits. */
export async function makeService(retentionPeriod: string): Promise<LocalSwf> {
  const swf = new LocalSwf({
    quotas: {
      domains: unlimited,
      workflowTypesPerDomain: unlimited,
      activityTypesPerDomain: unlimited,
      openExecutionsPerDomain: unlimited,
      eventsPerExecution: unlimited,
      openActivityTasksPerExecution: unlimited,
      tagsPerResource: unlimited,
    },
  });
  for (const [operation, input] of Object.entries(registrations(retentionPeriod))) {
    await call(swf.requestHandler, operation, input);
  }
  return swf;
}
