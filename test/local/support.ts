import {
  type Decision,
  type DecisionType,
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
import { LocalSwf, type LocalSwfOptions, type ManualClock, manualClock } from 'rx-swf/local';
import { expect, onTestFinished } from 'vitest';

export const domain = 'media';
export const workflowType = { name: 'Encode', version: '1' };
export const activityType = { name: 'Resize', version: '1' };
export const decisionList = { name: 'decisions' };
export const activityList = { name: 'activities' };

type Partially<T> = { [K in keyof T]?: T[K] };

/** An embedded SWF on a manual clock, with a domain, a workflow type and an activity type. */
export class World {
  readonly clock: ManualClock;
  readonly swf: LocalSwf;
  readonly client: SWFClient;
  #calls = 0;
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
          this.#calls += 1;
          for (const watcher of this.#watchers.splice(0)) watcher();
          return reply;
        },
      } satisfies typeof requestHandler,
    });
  }

  /** Without anything registered. */
  static empty(options: LocalSwfOptions = {}): World {
    const world = World.#of(options);
    onTestFinished(() => world.swf.close());
    return world;
  }

  static create(options: LocalSwfOptions = {}): Promise<World> {
    return World.empty(options).prepare();
  }

  /** One that outlives a test, for several tests that only look at it. */
  static shared(): Promise<World> {
    return World.#of({}).prepare();
  }

  static #of(options: LocalSwfOptions): World {
    const clock = manualClock();
    return new World(new LocalSwf({ clock, ...options }), clock);
  }

  /** The same service in another region, where nothing is registered yet. */
  in(region: string): World {
    return new World(this.swf, this.clock, region);
  }

  async prepare(): Promise<this> {
    await this.client.send(
      new RegisterDomainCommand({ name: domain, workflowExecutionRetentionPeriodInDays: '30' }),
    );
    await this.registerWorkflowType();
    await this.registerActivityType();
    return this;
  }

  async registerWorkflowType(given: Partially<RegisterWorkflowTypeCommandInput> = {}): Promise<void> {
    await this.client.send(
      new RegisterWorkflowTypeCommand({
        domain,
        ...workflowType,
        defaultTaskList: decisionList,
        defaultChildPolicy: 'TERMINATE',
        defaultExecutionStartToCloseTimeout: '86400',
        defaultTaskStartToCloseTimeout: '60',
        ...given,
      }),
    );
  }

  async registerActivityType(given: Partially<RegisterActivityTypeCommandInput> = {}): Promise<void> {
    await this.client.send(
      new RegisterActivityTypeCommand({
        domain,
        ...activityType,
        defaultTaskList: activityList,
        defaultTaskHeartbeatTimeout: 'NONE',
        defaultTaskScheduleToCloseTimeout: 'NONE',
        defaultTaskScheduleToStartTimeout: 'NONE',
        defaultTaskStartToCloseTimeout: 'NONE',
        ...given,
      }),
    );
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

  /** Something that is expected to wait: resolves once it waits, with the promise of what it waits for. */
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

  /** Polls for a decision task and answers it. */
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

  /** The types of the events from one id on. */
  async types(execution: WorkflowExecution, from = 1): Promise<string[]> {
    return (await this.events(execution)).slice(from - 1).map(({ eventType }) => `${eventType}`);
  }

  /** The attributes of the latest event of that type. */
  async attributes(execution: WorkflowExecution, type: string): Promise<unknown> {
    return attributesOf((await this.events(execution)).findLast(({ eventType }) => eventType === type));
  }
}

/** The attributes of an event, whatever its type. */
export function attributesOf(event: HistoryEvent | undefined): unknown {
  return Object.entries(event ?? {}).find(([member]) => member.endsWith('EventAttributes'))?.[1];
}

/** An event as id, seconds since the clock began, type and attributes. */
export function row(event: HistoryEvent): unknown[] {
  const seconds = ((event.eventTimestamp?.getTime() ?? 0) - Date.UTC(2020, 0, 1)) / 1000;
  return [event.eventId, seconds, event.eventType, attributesOf(event)];
}

const member = (type: DecisionType) => `${type.charAt(0).toLowerCase()}${type.slice(1)}DecisionAttributes`;

/** A decision of that type. */
export function decision<T extends DecisionType>(
  decisionType: T,
  attributes?: Decision[`${Uncapitalize<T>}DecisionAttributes` & keyof Decision],
): Decision {
  return { decisionType, ...(attributes === undefined ? {} : { [member(decisionType)]: attributes }) };
}

export const schedule = (activityId: string, given: Record<string, unknown> = {}): Decision =>
  decision('ScheduleActivityTask', { activityId, activityType, ...given });

export const complete = (result?: string): Decision =>
  decision('CompleteWorkflowExecution', result === undefined ? undefined : { result });

/** Expects a fault of that name and message. */
export async function expectFault(
  call: Promise<unknown>,
  name: string,
  message: string | RegExp,
): Promise<void> {
  const error: unknown = await call.then(
    answer => ({ name: `no fault but ${JSON.stringify(answer)}` }),
    caught => caught,
  );
  expect(error).toMatchObject({ name });
  expect(error).toMatchObject({
    message: typeof message === 'string' ? message : expect.stringMatching(message),
  });
}
