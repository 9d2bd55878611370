import type * as swf from '@aws-sdk/client-swf';
import {
  CountClosedWorkflowExecutionsCommand,
  CountOpenWorkflowExecutionsCommand,
  CountPendingActivityTasksCommand,
  CountPendingDecisionTasksCommand,
  DeleteActivityTypeCommand,
  DeleteWorkflowTypeCommand,
  DeprecateActivityTypeCommand,
  DeprecateDomainCommand,
  DeprecateWorkflowTypeCommand,
  DescribeActivityTypeCommand,
  DescribeDomainCommand,
  DescribeWorkflowExecutionCommand,
  DescribeWorkflowTypeCommand,
  GetWorkflowExecutionHistoryCommand,
  ListActivityTypesCommand,
  ListClosedWorkflowExecutionsCommand,
  ListDomainsCommand,
  ListOpenWorkflowExecutionsCommand,
  ListTagsForResourceCommand,
  ListWorkflowTypesCommand,
  PollForActivityTaskCommand,
  PollForDecisionTaskCommand,
  RecordActivityTaskHeartbeatCommand,
  RegisterActivityTypeCommand,
  RegisterDomainCommand,
  RegisterWorkflowTypeCommand,
  RequestCancelWorkflowExecutionCommand,
  RespondActivityTaskCanceledCommand,
  RespondActivityTaskCompletedCommand,
  RespondActivityTaskFailedCommand,
  RespondDecisionTaskCompletedCommand,
  SignalWorkflowExecutionCommand,
  StartWorkflowExecutionCommand,
  type SWFClient,
  TagResourceCommand,
  TerminateWorkflowExecutionCommand,
  UndeprecateActivityTypeCommand,
  UndeprecateDomainCommand,
  UndeprecateWorkflowTypeCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-swf';
import type { CommandClass } from '../../../src/requests/index.js';

/** A call of one operation. */
export interface Call {
  readonly Command: CommandClass<swf.ServiceInputTypes, swf.ServiceOutputTypes>;
  readonly input: swf.ServiceInputTypes;
}

const domain = 'media';
const since = { oldestDate: new Date('2020-01-01T00:00:00.250Z'), latestDate: new Date('2100-01-01') };
const resize = { name: 'Resize', version: '1' };
const album = { name: 'Album', version: '1' };

/** Calls every operation of the API once, in an order in which each succeeds. Reports each call before it is made. */
export async function callEveryOperation(client: SWFClient, report: (call: Call) => void): Promise<void> {
  async function call<I extends swf.ServiceInputTypes, O extends swf.ServiceOutputTypes>(
    Command: CommandClass<I, O>,
    input: I,
  ): Promise<O> {
    report({ Command: Command as unknown as Call['Command'], input });
    return client.send(new Command(input));
  }
  const tags = [{ key: 'team', value: 'médïa' }];
  await call(RegisterDomainCommand, { name: domain, workflowExecutionRetentionPeriodInDays: '7', tags });
  const { domainInfo } = await call(DescribeDomainCommand, { name: domain });
  const resourceArn = domainInfo?.arn;
  await call(TagResourceCommand, { resourceArn, tags: [{ key: 'stage', value: 'test' }] });
  await call(ListTagsForResourceCommand, { resourceArn });
  await call(UntagResourceCommand, { resourceArn, tagKeys: ['stage', 'team'] });
  await call(ListDomainsCommand, { registrationStatus: 'REGISTERED', reverseOrder: true });
  await call(RegisterWorkflowTypeCommand, {
    domain,
    ...album,
    defaultTaskList: { name: 'decisions' },
    defaultChildPolicy: 'TERMINATE',
    defaultExecutionStartToCloseTimeout: '3600',
    defaultTaskStartToCloseTimeout: '60',
  });
  await call(RegisterActivityTypeCommand, { domain, ...resize, defaultTaskList: { name: 'thumbnails' } });
  await call(DescribeWorkflowTypeCommand, { domain, workflowType: album });
  await call(DescribeActivityTypeCommand, { domain, activityType: resize });
  await call(ListWorkflowTypesCommand, { domain, registrationStatus: 'REGISTERED', maximumPageSize: 10 });
  await call(ListActivityTypesCommand, { domain, registrationStatus: 'REGISTERED', name: 'Resize' });
  const { runId } = await call(StartWorkflowExecutionCommand, {
    domain,
    workflowId: 'album-1',
    workflowType: album,
    input: JSON.stringify({ text: 'line\nbreak "quoted" \\ \u0001 \ud800 😀', none: null }),
    tagList: ['a', 'b'],
  });
  const execution = { workflowId: 'album-1', runId };
  await call(SignalWorkflowExecutionCommand, {
    domain,
    ...execution,
    signalName: 'hurry',
    input: '{"a":null}',
  });
  await call(CountPendingDecisionTasksCommand, { domain, taskList: { name: 'decisions' } });
  const { taskToken: decision } = await call(PollForDecisionTaskCommand, {
    domain,
    taskList: { name: 'decisions' },
    maximumPageSize: 100,
  });
  await call(RespondDecisionTaskCompletedCommand, {
    taskToken: decision,
    executionContext: 'one',
    decisions: ['1', '2', '3'].map(activityId => ({
      decisionType: 'ScheduleActivityTask',
      scheduleActivityTaskDecisionAttributes: {
        activityId,
        activityType: resize,
        input: activityId,
        scheduleToCloseTimeout: '600',
        scheduleToStartTimeout: '600',
        startToCloseTimeout: '600',
        heartbeatTimeout: 'NONE',
      },
    })),
  });
  await call(CountPendingActivityTasksCommand, { domain, taskList: { name: 'thumbnails' } });
  const poll = { domain, taskList: { name: 'thumbnails' } };
  const { taskToken: first } = await call(PollForActivityTaskCommand, poll);
  await call(RecordActivityTaskHeartbeatCommand, { taskToken: first, details: '50 %' });
  await call(RespondActivityTaskCompletedCommand, { taskToken: first, result: '{"url":"a"}' });
  const { taskToken: second } = await client.send(new PollForActivityTaskCommand(poll));
  await call(RespondActivityTaskFailedCommand, {
    taskToken: second,
    reason: 'broken',
    details: 'x'.repeat(5_000),
  });
  const { taskToken: third } = await client.send(new PollForActivityTaskCommand(poll));
  await call(RequestCancelWorkflowExecutionCommand, { domain, ...execution });
  const { taskToken: cancel } = await client.send(
    new PollForDecisionTaskCommand({ domain, taskList: { name: 'decisions' } }),
  );
  await client.send(
    new RespondDecisionTaskCompletedCommand({
      taskToken: cancel,
      decisions: [
        {
          decisionType: 'RequestCancelActivityTask',
          requestCancelActivityTaskDecisionAttributes: { activityId: '3' },
        },
      ],
    }),
  );
  await call(RespondActivityTaskCanceledCommand, { taskToken: third, details: 'stopped' });
  await call(DescribeWorkflowExecutionCommand, { domain, execution });
  await call(GetWorkflowExecutionHistoryCommand, { domain, execution, reverseOrder: false });
  await call(CountOpenWorkflowExecutionsCommand, { domain, startTimeFilter: since });
  await call(ListOpenWorkflowExecutionsCommand, { domain, startTimeFilter: since, typeFilter: album });
  await call(TerminateWorkflowExecutionCommand, {
    domain,
    ...execution,
    reason: 'test',
    childPolicy: 'ABANDON',
  });
  await call(CountClosedWorkflowExecutionsCommand, { domain, closeTimeFilter: since });
  await call(ListClosedWorkflowExecutionsCommand, { domain, startTimeFilter: since });
  await call(DeprecateActivityTypeCommand, { domain, activityType: resize });
  await call(UndeprecateActivityTypeCommand, { domain, activityType: resize });
  await client.send(new DeprecateActivityTypeCommand({ domain, activityType: resize }));
  await call(DeleteActivityTypeCommand, { domain, activityType: resize });
  await call(DeprecateWorkflowTypeCommand, { domain, workflowType: album });
  await call(UndeprecateWorkflowTypeCommand, { domain, workflowType: album });
  await client.send(new DeprecateWorkflowTypeCommand({ domain, workflowType: album }));
  await call(DeleteWorkflowTypeCommand, { domain, workflowType: album });
  await call(DeprecateDomainCommand, { name: domain });
  await call(UndeprecateDomainCommand, { name: domain });
}
