import type {
  RegisterActivityTypeCommandInput,
  RegisterDomainCommandInput,
  RegisterWorkflowTypeCommandInput,
} from '@aws-sdk/client-swf';

export const domain = 'media';
export const workflowType = { name: 'Encode', version: '1' };
export const activityType = { name: 'Resize', version: '1' };
export const decisionList = { name: 'decisions' };
export const activityList = { name: 'activities' };

/** Inputs that register the domain and the types. */
export const registrations = {
  domain: { name: domain, workflowExecutionRetentionPeriodInDays: '30' } satisfies RegisterDomainCommandInput,
  workflowType: {
    domain,
    ...workflowType,
    defaultTaskList: decisionList,
    defaultChildPolicy: 'TERMINATE',
    defaultExecutionStartToCloseTimeout: '86400',
    defaultTaskStartToCloseTimeout: '60',
  } satisfies RegisterWorkflowTypeCommandInput,
  activityType: {
    domain,
    ...activityType,
    defaultTaskList: activityList,
    defaultTaskHeartbeatTimeout: 'NONE',
    defaultTaskScheduleToCloseTimeout: 'NONE',
    defaultTaskScheduleToStartTimeout: 'NONE',
    defaultTaskStartToCloseTimeout: 'NONE',
  } satisfies RegisterActivityTypeCommandInput,
};
