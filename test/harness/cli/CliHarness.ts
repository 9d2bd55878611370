import type { SWFClient } from '@aws-sdk/client-swf';
import { Domain } from 'rx-swf';
import { type LocalSwf, type LocalSwfOptions, type ManualClock, manualClock } from 'rx-swf/local';
import { onTestFinished } from 'vitest';
import { callRaw } from '../callRaw.js';
import { openSwf } from '../openSwf.js';
import type { Ended, Program } from '../Program.js';
import type { Teardown } from '../Teardown.js';
import { CountingFront } from './CountingFront.js';
import { type RunOptions, rxSwf, shell, startRxSwf } from './rxSwf.js';
import { Terminal, type TerminalOptions } from './Terminal.js';

/** A workflow or activity type in a call. */
export interface Type {
  readonly name: string;
  readonly version: string;
}

/** Time at which a test looks at the service: 03:00 UTC. */
export const night = Date.UTC(2026, 10, 28, 3);

/**
 * An embedded service with the domain `media` on a clock that stands still, listening over HTTP, and the built command
 * with the settings to call it. Commands start at the time of the service, so that ages are the same at each run.
 */
export class CliHarness {
  readonly clock: ManualClock;
  readonly swf: LocalSwf;
  readonly client: SWFClient;
  readonly domain: Domain;
  readonly front: CountingFront;
  /** Settings of the command as environment variables. */
  readonly env: Readonly<Record<string, string>>;

  private constructor(swf: LocalSwf, clock: ManualClock, front: CountingFront, url: string) {
    this.swf = swf;
    this.clock = clock;
    this.front = front;
    this.client = swf.client({ maxAttempts: 1 });
    this.domain = new Domain({ name: 'media', client: this.client });
    this.env = {
      AWS_ENDPOINT_URL_SWF: url,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      SWF_DOMAIN: 'media',
    };
  }

  /** Starts the service some hours before {@link night}. It is closed at the end of the test. */
  static async open(
    hours = 0,
    options: LocalSwfOptions = {},
    teardown: Teardown = onTestFinished,
  ): Promise<CliHarness> {
    const clock = manualClock(night - hours * 3_600_000);
    const swf = openSwf({ clock, ...options }, teardown);
    const front = new CountingFront(swf, () => clock.now());
    const url = await front.listen();
    teardown(() => front.close());
    const harness = new CliHarness(swf, clock, front, url);
    await harness.call('RegisterDomain', { name: 'media', workflowExecutionRetentionPeriodInDays: '30' });
    return harness;
  }

  /** Calls an operation in process, uncounted. */
  async call<T = Record<string, unknown>>(operation: string, input: object): Promise<T> {
    const { status, body } = await callRaw(this.swf, operation, { domain: 'media', ...input });
    if (status !== 200) throw new Error(`${operation}: ${JSON.stringify(body)}`);
    return body;
  }

  /** Registers a workflow type whose decision tasks go to a list. */
  registerWorkflowType(type: Type, taskList = 'decisions', given: object = {}): Promise<unknown> {
    return this.call('RegisterWorkflowType', {
      ...type,
      defaultTaskList: { name: taskList },
      defaultChildPolicy: 'TERMINATE',
      defaultExecutionStartToCloseTimeout: '604800',
      defaultTaskStartToCloseTimeout: '60',
      ...given,
    });
  }

  /** Registers an activity type whose tasks go to a list, and wait there without a timeout. */
  registerActivityType(type: Type, taskList = 'thumbnails', given: object = {}): Promise<unknown> {
    return this.call('RegisterActivityType', {
      ...type,
      defaultTaskList: { name: taskList },
      defaultTaskHeartbeatTimeout: 'NONE',
      defaultTaskScheduleToCloseTimeout: 'NONE',
      defaultTaskScheduleToStartTimeout: 'NONE',
      defaultTaskStartToCloseTimeout: '3600',
      ...given,
    });
  }

  /** Resolves to the run id of a new execution. */
  async start(workflowId: string, workflowType: Type, given: object = {}): Promise<string> {
    const input = { workflowId, workflowType, ...given };
    const { runId } = await this.call<{ runId: string }>('StartWorkflowExecution', input);
    return runId;
  }

  /** Answers the next decision task of a list. Rejects if there is none. */
  async decide(taskList: string, ...decisions: readonly object[]): Promise<void> {
    const { taskToken } = await this.poll('PollForDecisionTask', taskList, 'decider-1');
    await this.call('RespondDecisionTaskCompleted', { taskToken, decisions, domain: undefined });
  }

  /** Takes the next task of a list and doesn't answer it. Rejects if there is none. */
  async poll(
    operation: 'PollForDecisionTask' | 'PollForActivityTask',
    taskList: string,
    identity: string,
  ): Promise<{ readonly taskToken: string }> {
    const pending =
      operation === 'PollForDecisionTask' ? 'CountPendingDecisionTasks' : 'CountPendingActivityTasks';
    const list = { taskList: { name: taskList } };
    // A poll would wait for as long as the clock stands still.
    const { count } = await this.call<{ count: number }>(pending, list);
    if (count === 0) throw new Error(`No task waits on the list ${taskList}`);
    return this.call(operation, { ...list, identity });
  }

  /** How the command is run. */
  options(given: RunOptions = {}): RunOptions {
    return { now: this.clock.now(), ...given, env: { ...this.env, ...given.env } };
  }

  /** Runs the command to its end, at the time of the service. */
  run(args: readonly string[], given: RunOptions & { readonly input?: string } = {}): Promise<Ended> {
    return rxSwf(args, { isFrozen: true, ...given, ...this.options(given) });
  }

  /** Starts the command. Its standard input stays open. */
  program(args: readonly string[], given: RunOptions = {}): Promise<Program> {
    return startRxSwf(args, this.options(given));
  }

  /** Runs a line of shell, such as `rx-swf list | head -2`, at the time of the service. */
  shell(line: string, given: RunOptions = {}): Promise<Ended> {
    return shell(line, { isFrozen: true, ...this.options(given) });
  }

  /** Starts a line of shell on a pseudo-terminal. */
  terminal(line: string, given: TerminalOptions = {}): Promise<Terminal> {
    return Terminal.start(line, { ...given, ...this.options(given) });
  }
}
