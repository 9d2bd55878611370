import type {
  ActivityType,
  Decision,
  HistoryEvent,
  PollForActivityTaskCommandOutput,
  PollForDecisionTaskCommandInput,
  PollForDecisionTaskCommandOutput,
  ScheduleActivityTaskDecisionAttributes,
  StartWorkflowExecutionCommandInput,
  SWF,
  TaskList,
  WorkflowExecution,
  WorkflowType,
} from '@aws-sdk/client-swf';
import { decision } from '../test/harness/sdkDecisions.js';
import { attributesOf } from '../test/harness/sdkEvents.js';
import { eventually } from './eventually.js';
import type { Target } from './Target.js';

type Partially<T> = { [K in keyof T]?: T[K] };

/** Identity of an execution that a check has started. */
export interface Run {
  readonly workflowId: string;
  readonly runId: string;
}

/**
 * The service as one check sees it: a workflow type, an activity type and task lists that no other check uses, so that
 * checks run at the same time.
 *
 * Polls are repeated until there is a task, so that a service without long polls fails only the checks of these.
 */
export class Scene {
  readonly swf: SWF;
  readonly domain: string;
  /** Prefix of all names of the check. */
  readonly id: string;
  readonly workflowType: WorkflowType;
  readonly activityType: ActivityType;
  readonly decisions: TaskList;
  readonly activities: TaskList;
  readonly #target: Target;

  private constructor(target: Target, id: string) {
    this.#target = target;
    this.swf = target.swf;
    this.domain = target.domain;
    this.id = id;
    this.workflowType = { name: `${id}-Encode`, version: '1' };
    this.activityType = { name: `${id}-Resize`, version: '1' };
    this.decisions = { name: `${id}-decisions` };
    this.activities = { name: `${id}-activities` };
  }

  /** Registers the types of a check. */
  static async open(target: Target, id: string): Promise<Scene> {
    const scene = new Scene(target, id);
    await scene.registerWorkflowType();
    await scene.registerActivityType();
    return scene;
  }

  /** Registers a workflow type with all defaults, and the same as those of the scene. */
  async registerWorkflowType({ name, version }: WorkflowType = this.workflowType): Promise<void> {
    await this.swf.registerWorkflowType({
      domain: this.domain,
      name,
      version,
      defaultTaskList: this.decisions,
      defaultChildPolicy: 'TERMINATE',
      defaultExecutionStartToCloseTimeout: '300',
      defaultTaskStartToCloseTimeout: '60',
    });
  }

  /** Registers an activity type with all defaults, and without any timeout. */
  async registerActivityType({ name, version }: ActivityType = this.activityType): Promise<void> {
    await this.swf.registerActivityType({
      domain: this.domain,
      name,
      version,
      defaultTaskList: this.activities,
      defaultTaskHeartbeatTimeout: 'NONE',
      defaultTaskScheduleToCloseTimeout: 'NONE',
      defaultTaskScheduleToStartTimeout: 'NONE',
      defaultTaskStartToCloseTimeout: 'NONE',
    });
  }

  /** Starts an execution. Its id begins with the id of the scene. */
  async start(name = 'w', given: Partially<StartWorkflowExecutionCommandInput> = {}): Promise<Run> {
    const workflowId = `${this.id}-${name}`;
    const { runId = '' } = await this.swf.startWorkflowExecution({
      domain: this.domain,
      workflowId,
      workflowType: this.workflowType,
      ...given,
    });
    return { workflowId, runId };
  }

  /** Takes the next decision task. */
  pollDecision(
    given: Partially<PollForDecisionTaskCommandInput> = {},
  ): Promise<PollForDecisionTaskCommandOutput> {
    return this.until(async () => {
      const task = await this.swf.pollForDecisionTask({
        domain: this.domain,
        taskList: this.decisions,
        ...given,
      });
      return expectToken(task, 'decision task');
    });
  }

  /** Takes the next activity task. */
  pollActivity(taskList = this.activities): Promise<PollForActivityTaskCommandOutput> {
    return this.until(async () => {
      const task = await this.swf.pollForActivityTask({ domain: this.domain, taskList });
      return expectToken(task, 'activity task');
    });
  }

  /** Takes the next decision task, and answers it. */
  async decide(...decisions: Decision[]): Promise<PollForDecisionTaskCommandOutput> {
    const task = await this.pollDecision();
    await this.respond(task, ...decisions);
    return task;
  }

  /** Answers a decision task. */
  async respond({ taskToken }: { taskToken?: string | undefined }, ...decisions: Decision[]): Promise<void> {
    await this.swf.respondDecisionTaskCompleted({ taskToken, decisions });
  }

  /** Creates a decision that schedules an activity task. */
  schedule(activityId: string, given: Partially<ScheduleActivityTaskDecisionAttributes> = {}): Decision {
    return decision('ScheduleActivityTask', { activityId, activityType: this.activityType, ...given });
  }

  /** Starts an execution, schedules an activity task in it, and takes it. */
  async work(
    given: Partially<ScheduleActivityTaskDecisionAttributes> = {},
  ): Promise<{ execution: Run; task: PollForActivityTaskCommandOutput }> {
    const execution = await this.start();
    await this.decide(this.schedule('a', given));
    return { execution, task: await this.pollActivity() };
  }

  /** Signals an execution, which gives its decider a task. */
  async signal({ workflowId }: Run, signalName = 'wake'): Promise<void> {
    await this.swf.signalWorkflowExecution({ domain: this.domain, workflowId, signalName, input: 'up' });
  }

  /** Returns the history of an execution. */
  async events(execution: WorkflowExecution): Promise<HistoryEvent[]> {
    const { events = [] } = await this.swf.getWorkflowExecutionHistory({ domain: this.domain, execution });
    return events;
  }

  /** Returns the types of the events of an execution. */
  async types(execution: WorkflowExecution): Promise<string[]> {
    return (await this.events(execution)).map(({ eventType }) => `${eventType}`);
  }

  /** Returns the attributes of the last event of a type once there is one. */
  attributes(execution: WorkflowExecution, type: string): Promise<Record<string, unknown>> {
    return this.until(async () => {
      const events = await this.events(execution);
      const event = events.findLast(({ eventType }) => eventType === type);
      if (event !== undefined) return { ...Object(attributesOf(event)) };
      throw new Error(`No ${type} in the history: ${events.map(({ eventType }) => eventType).join(', ')}`);
    });
  }

  /** Repeats an attempt until it holds, because reads of SWF are eventually consistent. */
  until<T>(attempt: () => Promise<T>): Promise<T> {
    return eventually(attempt, this.#target);
  }
}

function expectToken<T extends { taskToken?: string | undefined }>(task: T, kind: string): T {
  if (task.taskToken) return task;
  throw new Error(`No ${kind} comes`);
}
