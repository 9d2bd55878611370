import type { InProcessHandler } from 'rx-swf/local';
import { call } from './direct.js';
import { activityType, domain, workflowType } from './setup.js';

/** Maximum number of markers per response that grows a history. A response takes 100 decisions. */
const mostMarkers = 98;

let runs = 0;

/** An open execution with task lists of its own, so that a poll only gets its tasks. */
export class Run {
  readonly handler: InProcessHandler;
  readonly workflowId: string;
  readonly runId: string;
  readonly taskList: { readonly name: string };

  private constructor(handler: InProcessHandler, workflowId: string, runId: string) {
    this.handler = handler;
    this.workflowId = workflowId;
    this.runId = runId;
    this.taskList = { name: workflowId };
  }

  /** Starts an execution that has a history of `events` events and waits for a signal. */
  static async start(handler: InProcessHandler, events: number): Promise<Run> {
    runs += 1;
    const workflowId = `run-${runs}`;
    const input = { domain, workflowId, workflowType, taskList: { name: workflowId }, tagList: ['all'] };
    const { runId } = await call(handler, 'StartWorkflowExecution', input);
    const run = new Run(handler, workflowId, runId);
    await run.#grow(events);
    return run;
  }

  get execution() {
    return { workflowId: this.workflowId, runId: this.runId };
  }

  call(operation: string, input: object) {
    return call(this.handler, operation, { domain, ...input });
  }

  /** Ensures that a decision task is pending. */
  async wake(): Promise<void> {
    await this.call('SignalWorkflowExecution', { ...this.execution, signalName: 'wake' });
  }

  /** Takes the pending decision task. */
  async poll(): Promise<string> {
    const input = { taskList: this.taskList, maximumPageSize: 1 };
    return (await this.call('PollForDecisionTask', input)).taskToken;
  }

  /** Schedules an activity task on the list. */
  async schedule(activityId: string): Promise<void> {
    await this.wake();
    await this.#respond([scheduling(activityId, this.taskList)]);
  }

  /** Schedules an activity task and takes it. */
  async perform(activityId: string): Promise<string> {
    await this.schedule(activityId);
    return (await this.call('PollForActivityTask', { taskList: this.taskList })).taskToken;
  }

  async end(): Promise<void> {
    await this.call('TerminateWorkflowExecution', { workflowId: this.workflowId });
  }

  async #respond(decisions: readonly object[]): Promise<void> {
    await call(this.handler, 'RespondDecisionTaskCompleted', { taskToken: await this.poll(), decisions });
  }

  async #grow(events: number): Promise<void> {
    let missing = events - 2;
    while (missing > 0) {
      const count = Math.min(Math.max(missing - 2, 0), mostMarkers);
      await this.#respond(Array.from({ length: count }, () => marker));
      missing -= count + 2;
      if (missing <= 0) return;
      await this.wake();
      missing -= 2;
    }
  }
}

const marker = {
  decisionType: 'RecordMarker',
  recordMarkerDecisionAttributes: { markerName: 'step', details: 'of a long history' },
};

/** Returns the decision to schedule an activity. */
export const scheduling = (activityId: string, taskList: { readonly name: string }) => ({
  decisionType: 'ScheduleActivityTask' as const,
  scheduleActivityTaskDecisionAttributes: { activityType, activityId, taskList },
});
