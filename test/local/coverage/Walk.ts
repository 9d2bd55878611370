import type { Decision } from '@aws-sdk/client-swf';
import { LocalSwf, type LocalSwfOptions, type ManualClock, manualClock } from 'rx-swf/local';
import { callRaw } from '../../harness/callRaw.js';
import { decision } from '../../harness/sdkDecisions.js';
import type { Coverage } from './Coverage.js';

export const domain = 'media';
export const taskList = { name: 'decisions' };
export const activityList = { name: 'activities' };
export const encode = { name: 'Encode', version: '1' };
export const resize = { name: 'Resize', version: '1' };
/** A workflow type and an activity type without defaults. */
export const bare = { name: 'Bare', version: '1' };
/** A workflow type and an activity type that are deprecated. */
export const gone = { name: 'Gone', version: '1' };
export const startTimeFilter = { oldestDate: 0 };

const workflowDefaults = {
  defaultTaskList: taskList,
  defaultChildPolicy: 'TERMINATE',
  defaultExecutionStartToCloseTimeout: '1000',
  defaultTaskStartToCloseTimeout: '100',
};
const activityDefaults = {
  defaultTaskList: activityList,
  defaultTaskHeartbeatTimeout: 'NONE',
  defaultTaskScheduleToCloseTimeout: 'NONE',
  defaultTaskScheduleToStartTimeout: 'NONE',
  defaultTaskStartToCloseTimeout: 'NONE',
};

/** One run of a workflow. */
export interface Run {
  readonly workflowId: string;
  readonly runId: string;
}

/** Calls a service and records every answer for the coverage. */
export class Walk {
  readonly clock: ManualClock = manualClock();
  readonly #swf: LocalSwf;
  readonly #coverage: Coverage;

  constructor(coverage: Coverage, options: LocalSwfOptions = {}) {
    this.#coverage = coverage;
    this.#swf = new LocalSwf({ clock: this.clock, longPoll: 0, ...options });
  }

  /** With a domain and with types of every kind in it. */
  static async prepared(coverage: Coverage, options: LocalSwfOptions = {}): Promise<Walk> {
    const walk = new Walk(coverage, options);
    await walk.call('RegisterDomain', { name: domain, workflowExecutionRetentionPeriodInDays: '90' });
    for (const [kind, type, defaults] of [
      ['Workflow', encode, workflowDefaults],
      ['Activity', resize, activityDefaults],
    ] as const) {
      await walk.call(`Register${kind}Type`, { domain, ...type, ...defaults });
      await walk.call(`Register${kind}Type`, { domain, ...bare });
      await walk.call(`Register${kind}Type`, { domain, ...gone });
      await walk.call(`Deprecate${kind}Type`, { domain, [`${kind.toLowerCase()}Type`]: gone });
    }
    return walk;
  }

  async #send(operation: string, input: object): Promise<{ fault?: string; answer?: unknown }> {
    const { status, body: answer } = await callRaw(this.#swf, operation, input);
    if (status === 200) {
      this.#coverage.answered(operation, answer);
      return { answer };
    }
    const fault = String(answer.__type).replace(/^.*#/, '');
    this.#coverage.refused(operation, fault);
    return { fault };
  }

  /** The answer to a call; a poll waits until there is a task. */
  async await(operation: string, input: object): Promise<Record<string, unknown>> {
    const { fault, answer } = await this.#send(operation, input);
    if (fault !== undefined) throw new Error(`${operation} ${JSON.stringify(input)} is refused: ${fault}`);
    return isRecord(answer) ? answer : {};
  }

  /** The answer to a call; a poll waits for nothing. */
  call(operation: string, input: object): Promise<Record<string, unknown>> {
    const answered = this.await(operation, input);
    this.clock.advance(0);
    return answered;
  }

  /** The fault that a call ends in. */
  async fault(operation: string, input: object): Promise<string> {
    const { fault = 'none' } = await this.#send(operation, input);
    return fault;
  }

  async start(workflowId: string, given: object = {}): Promise<Run> {
    const input = { domain, workflowId, workflowType: encode, ...given };
    const { runId } = await this.call('StartWorkflowExecution', input);
    return { workflowId, runId: `${runId}` };
  }

  pollDecision(given: object = {}): Promise<Record<string, unknown>> {
    return this.call('PollForDecisionTask', { domain, taskList, ...given });
  }

  async respond(taskToken: unknown, ...decisions: Decision[]): Promise<void> {
    await this.call('RespondDecisionTaskCompleted', { taskToken, decisions });
  }

  /** Takes the next decision task and answers it. */
  async decide(...decisions: Decision[]): Promise<void> {
    await this.decideOn(taskList.name, ...decisions);
  }

  /** The same on a task list of that name. */
  async decideOn(name: string, ...decisions: Decision[]): Promise<void> {
    const { taskToken } = await this.pollDecision({ taskList: { name } });
    await this.respond(taskToken, ...decisions);
  }

  /** Schedules an activity task, and takes it. */
  async work(activityId: string, given: object = {}): Promise<unknown> {
    await this.wake();
    await this.decide(decision('ScheduleActivityTask', { activityId, activityType: resize, ...given }));
    return this.take();
  }

  /** Takes an activity task. */
  async take(): Promise<unknown> {
    const { taskToken } = await this.call('PollForActivityTask', {
      domain,
      taskList: activityList,
      identity: 'worker',
    });
    return taskToken;
  }

  /** Sees to it that there is a decision task. */
  async wake(workflowId = 'w'): Promise<void> {
    await this.call('SignalWorkflowExecution', { domain, workflowId, signalName: 'wake', input: 'up' });
  }

  pass(seconds: number): void {
    this.clock.advance(1000 * seconds);
  }

  /** Looks at the whole history of an execution. */
  async history(execution: Run): Promise<void> {
    let nextPageToken: unknown;
    do {
      const page = await this.call('GetWorkflowExecutionHistory', { domain, execution, nextPageToken });
      nextPageToken = page['nextPageToken'];
    } while (nextPageToken !== undefined);
  }

  /** Lets every execution show all that has happened in it, to its decider and in its history. */
  async finish(): Promise<void> {
    const lists = ['ListOpenWorkflowExecutions', 'ListClosedWorkflowExecutions'];
    const [open, closed] = await Promise.all(lists.map(list => this.#runs(list)));
    for (const { workflowId } of open ?? []) await this.wake(workflowId);
    for (const name of [taskList.name, 'children', 'other']) await this.drain(name);
    for (const execution of [...(open ?? []), ...(closed ?? [])]) {
      await this.history(execution);
      await this.call('DescribeWorkflowExecution', { domain, execution });
    }
    await this.#swf.close();
  }

  async #runs(list: string): Promise<Run[]> {
    const { executionInfos } = await this.call(list, { domain, startTimeFilter });
    return Array.isArray(executionInfos) ? executionInfos.map(({ execution }) => execution) : [];
  }

  /** Takes all decision tasks of a list, looks at them page by page, and answers nothing. */
  async drain(name: string): Promise<void> {
    for (;;) {
      const { taskToken, nextPageToken } = await this.pollDecision({ taskList: { name } });
      if (taskToken === undefined) return;
      let next = nextPageToken;
      while (next !== undefined) {
        const page = await this.pollDecision({ taskList: { name }, nextPageToken: next });
        next = page['nextPageToken'];
      }
      await this.respond(taskToken);
    }
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
