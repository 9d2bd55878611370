import {
  type Decision,
  PollForActivityTaskCommand,
  PollForDecisionTaskCommand,
  RegisterActivityTypeCommand,
  RegisterDomainCommand,
  RegisterWorkflowTypeCommand,
  RespondActivityTaskCompletedCommand,
  RespondDecisionTaskCompletedCommand,
  StartWorkflowExecutionCommand,
  type SWFClient,
} from '@aws-sdk/client-swf';
import { activityType, domain, registrations, workflowType } from './setup.js';

export async function register(client: SWFClient): Promise<void> {
  const { RegisterDomain, RegisterWorkflowType, RegisterActivityType } = registrations('1');
  await client.send(new RegisterDomainCommand(RegisterDomain));
  await client.send(new RegisterWorkflowTypeCommand(RegisterWorkflowType));
  await client.send(new RegisterActivityTypeCommand(RegisterActivityType));
}

/** Runs one execution with one activity from start to end: seven calls. */
export async function live(client: SWFClient, workflowId: string, list: string): Promise<void> {
  const taskList = { name: list };
  const input = '{"file":"a.png"}';
  await client.send(new StartWorkflowExecutionCommand({ domain, workflowId, workflowType, taskList, input }));
  await decide(client, list, {
    decisionType: 'ScheduleActivityTask',
    scheduleActivityTaskDecisionAttributes: { activityType, activityId: '1', taskList, input },
  });
  const { taskToken } = await client.send(new PollForActivityTaskCommand({ domain, taskList }));
  await client.send(new RespondActivityTaskCompletedCommand({ taskToken, result: '{"url":"b.png"}' }));
  await decide(client, list, { decisionType: 'CompleteWorkflowExecution' });
}

async function decide(client: SWFClient, list: string, decision: Decision): Promise<void> {
  const { taskToken } = await client.send(
    new PollForDecisionTaskCommand({ domain, taskList: { name: list } }),
  );
  await client.send(new RespondDecisionTaskCompletedCommand({ taskToken, decisions: [decision] }));
}
