import {
  type Decision,
  GetWorkflowExecutionHistoryCommand,
  type HistoryEvent,
  PollForActivityTaskCommand,
  type PollForActivityTaskCommandOutput,
  PollForDecisionTaskCommand,
  type PollForDecisionTaskCommandInput,
  type PollForDecisionTaskCommandOutput,
  RegisterActivityTypeCommand,
  type RegisterActivityTypeCommandInput,
  RegisterDomainCommand,
  RegisterWorkflowTypeCommand,
  type RegisterWorkflowTypeCommandInput,
  RespondActivityTaskCompletedCommand,
  RespondDecisionTaskCompletedCommand,
  StartWorkflowExecutionCommand,
  type StartWorkflowExecutionCommandInput,
  SWFClient,
  type WorkflowExecution,
} from '@aws-sdk/client-swf';
import { type LocalSwf, type LocalSwfOptions, type ManualClock, manualClock } from 'rx-swf/local';
import { onTestFinished } from 'vitest';
import { openSwf } from './openSwf.js';
import { activityList, decisionList, domain, registrations, workflowType } from './registrations.js';
import { attributesOf } from './sdkEvents.js';
import type { Teardown } from './Teardown.js';

type Partially<T> = { [K in keyof T]?: T[K] };

/** An embedded service on a manual clock, driven by commands of the plain SDK, without the library. */
export class SdkHarness {
  readonly clock: ManualClock;
  readonly swf: LocalSwf;
  readonly client: SWFClient;
  #watchers: (() => void)[] = [];

  private constructor(swf: LocalSwf, clock: ManualClock, region?: string) {
    this.clock = clock;
    this.swf = swf;
    const { requestHandler } = swf;
    this.client = new SWFClient({
      region: region ?? 'us-east-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      ...(region === undefined ? { signer: { sign: async request => request } } : {}),
      maxAttempts: 1,
      requestHandler: {
        ...requestHandler,
        handle: (request, handlerOptions) => {
          const reply = requestHandler.handle(request, handlerOptions);
          for (const watcher of this.#watchers.splice(0)) watcher();
          return reply;
        },
      } satisfies typeof requestHandler,
    });
  }

  /** A service with nothing registered. It is closed at the end of the test. */
  static empty(options: LocalSwfOptions = {}, teardown: Teardown = onTestFinished): SdkHarness {
    const clock = manualClock();
    const swf = openSwf({ clock, ...options }, teardown);
    return new SdkHarness(swf, clock);
  }

  /** A service with a domain, a workflow type and an activity type. */
  static open(options: LocalSwfOptions = {}, teardown: Teardown = onTestFinished): Promise<SdkHarness> {
    return SdkHarness.empty(options, teardown).prepare();
  }

  /** The same service in another region, where nothing is registered yet. */
  in(region: string): SdkHarness {
    return new SdkHarness(this.swf, this.clock, region);
  }

  /** Registers the domain and the types. */
  async prepare(): Promise<this> {
    await this.client.send(new RegisterDomainCommand(registrations.domain));
    await this.registerWorkflowType();
    await this.registerActivityType();
    return this;
  }

  async registerWorkflowType(given: Partially<RegisterWorkflowTypeCommandInput> = {}): Promise<void> {
    await this.client.send(new RegisterWorkflowTypeCommand({ ...registrations.workflowType, ...given }));
  }

  async registerActivityType(given: Partially<RegisterActivityTypeCommandInput> = {}): Promise<void> {
    await this.client.send(new RegisterActivityTypeCommand({ ...registrations.activityType, ...given }));
  }

  async start(
    workflowId = 'w1',
    given: Partially<StartWorkflowExecutionCommandInput> = {},
  ): Promise<WorkflowExecution> {
    const { runId } = await this.client.send(
      new StartWorkflowExecutionCommand({ domain, workflowId, workflowType, ...given }),
    );
    return { workflowId, runId };
  }

  /** Resolves once the service has received a call that waits. `answer` is the promise of its answer. */
  async waiting<T>(call: Promise<T>): Promise<{ answer: Promise<T> }> {
    await new Promise<void>(resolve => this.#watchers.push(resolve));
    return { answer: call };
  }

  pollDecision(
    given: Partially<PollForDecisionTaskCommandInput> = {},
  ): Promise<PollForDecisionTaskCommandOutput> {
    return this.client.send(new PollForDecisionTaskCommand({ domain, taskList: decisionList, ...given }));
  }

  pollActivity(taskList = activityList): Promise<PollForActivityTaskCommandOutput> {
    return this.client.send(new PollForActivityTaskCommand({ domain, taskList }));
  }

  async respond({ taskToken }: { taskToken?: string | undefined }, ...decisions: Decision[]): Promise<void> {
    await this.client.send(new RespondDecisionTaskCompletedCommand({ taskToken, decisions }));
  }

  async completeActivity({ taskToken }: { taskToken?: string | undefined }, result?: string): Promise<void> {
    await this.client.send(new RespondActivityTaskCompletedCommand({ taskToken, result }));
  }

  /** Answers the next decision task. */
  async decide(...decisions: Decision[]): Promise<PollForDecisionTaskCommandOutput> {
    const task = await this.pollDecision();
    await this.respond(task, ...decisions);
    return task;
  }

  async events(execution: WorkflowExecution): Promise<HistoryEvent[]> {
    const { events = [] } = await this.client.send(
      new GetWorkflowExecutionHistoryCommand({ domain, execution }),
    );
    return events;
  }

  /** Returns the types of the events, from an id on. */
  async types(execution: WorkflowExecution, from = 1): Promise<string[]> {
    return (await this.events(execution)).slice(from - 1).map(({ eventType }) => `${eventType}`);
  }

  /** Returns the attributes of the latest event of a type. */
  async attributes(execution: WorkflowExecution, type: string): Promise<unknown> {
    return attributesOf((await this.events(execution)).findLast(({ eventType }) => eventType === type));
  }
}
