import { type HistoryJson, LocalSwf, type ManualClock, manualClock } from 'rx-swf/local';
import { callRaw } from '../../harness/callRaw.js';
import { decisionsOf } from './decisionsOf.js';
import { eventAttributes, type RecordedWireEvent } from './recordedEvents.js';

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A fork that goes on with the recorded answers: each is given at the recorded time. */
export class Continuation {
  readonly #clock: ManualClock = manualClock();
  readonly #swf;
  readonly #recorded: readonly RecordedWireEvent[];
  readonly #began: number;
  readonly #start: number;
  /** Tokens by the ids of the events that scheduled their tasks. */
  readonly #tokens = new Map<number, string>();

  constructor(history: HistoryJson, recorded: readonly RecordedWireEvent[], at: number) {
    this.#recorded = recorded;
    this.#swf = LocalSwf.fork(history, {
      at,
      clock: this.#clock,
      longPoll: 0,
      domain: 'media',
      workflowId: 'w1',
    });
    this.#start = this.#clock.now();
    this.#began = recorded[this.#swf.execution.eventId - 1]?.eventTimestamp ?? 0;
  }

  /** Gives the recorded answers, and returns the history of the fork. */
  async finish(): Promise<RecordedWireEvent[]> {
    await this.#takeHeld();
    for (const event of this.#recorded) {
      this.#advanceTo(event.eventTimestamp);
      if (event.eventId > (await this.#length())) await this.#repeat(event);
    }
    const { events } = await this.#call('GetWorkflowExecutionHistory', this.#target());
    await this.#swf.close();
    return events;
  }

  #advanceTo(time: number): void {
    const passed = this.#clock.now() - this.#start;
    const wanted = Math.round((time - this.#began) * 1000);
    if (wanted > passed) this.#clock.advance(wanted - passed);
  }

  #target() {
    const { domain, workflowId, runId } = this.#swf.execution;
    return { domain, workflowId, runId, execution: { workflowId, runId } };
  }

  async #call(operation: string, input: object) {
    const { status, body = {} } = await callRaw(this.#swf, operation, input);
    if (status !== 200) throw new Error(`${operation} failed: ${JSON.stringify(body)}`);
    return body;
  }

  async #length(): Promise<number> {
    const page = { ...this.#target(), reverseOrder: true, maximumPageSize: 1 };
    const { events } = await this.#call('GetWorkflowExecutionHistory', page);
    return events[0].eventId;
  }

  /** Takes the tasks that were held when the fork began, which are offered again. */
  async #takeHeld(): Promise<void> {
    const taken = this.#recorded.slice(0, this.#swf.execution.eventId);
    const open = new Map<number, 'ActivityTask' | 'DecisionTask'>();
    for (const event of taken) {
      const id = numberOf(eventAttributes(event)['scheduledEventId']);
      if (event.eventType === 'ActivityTaskStarted') open.set(id, 'ActivityTask');
      else if (event.eventType === 'DecisionTaskStarted') open.set(id, 'DecisionTask');
      else open.delete(id);
    }
    if (/^WorkflowExecution(?!Started|Signaled|CancelReq)/.test(`${taken.at(-1)?.eventType}`)) return;
    for (const [id, kind] of open) await this.#poll(kind, id, 'again');
  }

  /** Polls until the task that this event scheduled arrives. Tasks of children are left alone. */
  async #poll(
    kind: 'ActivityTask' | 'DecisionTask',
    scheduledEventId: number,
    identity: unknown,
  ): Promise<void> {
    const { taskList } = eventAttributes(this.#recorded[scheduledEventId - 1]);
    for (;;) {
      const task = await this.#call(`PollFor${kind}`, { domain: 'media', taskList, identity });
      if (task.taskToken === undefined) throw new Error(`No task on ${JSON.stringify(taskList)}`);
      if (task.workflowExecution.runId !== this.#swf.execution.runId) continue;
      const started = task.startedEventId;
      const { events } = await this.#call('GetWorkflowExecutionHistory', this.#target());
      this.#tokens.set(numberOf(eventAttributes(events[started - 1])['scheduledEventId']), task.taskToken);
      if (this.#tokens.has(scheduledEventId)) return;
    }
  }

  async #repeat(event: RecordedWireEvent): Promise<void> {
    const attributes = eventAttributes(event);
    const { eventType: type } = event;
    const { result, reason, details, identity, signalName, input, childPolicy } = attributes;
    const scheduledEventId = numberOf(attributes['scheduledEventId']);
    const taskToken = this.#tokens.get(scheduledEventId);
    switch (type) {
      case 'DecisionTaskStarted':
        return this.#poll('DecisionTask', scheduledEventId, identity);
      case 'ActivityTaskStarted':
        return this.#poll('ActivityTask', scheduledEventId, identity);
      case 'DecisionTaskCompleted': {
        const { scheduledEventId: _, startedEventId: __, ...rest } = attributes;
        const decisions = decisionsOf(this.#recorded, event.eventId);
        const blockers = await this.#block(event.eventId);
        await this.#call('RespondDecisionTaskCompleted', { taskToken, decisions, ...rest });
        for (const blocker of blockers) await this.#call('TerminateWorkflowExecution', blocker);
        return;
      }
      case 'ActivityTaskCompleted':
      case 'ActivityTaskFailed':
      case 'ActivityTaskCanceled':
        return this.#call(`Respond${type}`, { taskToken, result, reason, details });
      case 'WorkflowExecutionSignaled':
        return this.#call('SignalWorkflowExecution', { ...this.#target(), signalName, input });
      case 'WorkflowExecutionCancelRequested':
        return this.#call('RequestCancelWorkflowExecution', this.#target());
      case 'WorkflowExecutionTerminated':
        return this.#call('TerminateWorkflowExecution', { ...this.#target(), childPolicy, reason, details });
      default:
        return this.#answer(type, attributes);
    }
  }

  /**
   * Starts executions whose workflow ids keep children of this answer from starting, as they did. They have to end
   * after it, because later children of these ids may have started.
   */
  async #block(completedEventId: number): Promise<readonly object[]> {
    const blockers: object[] = [];
    for (const event of this.#recorded) {
      const { decisionTaskCompletedEventId, cause, workflowId, workflowType } = eventAttributes(event);
      if (decisionTaskCompletedEventId !== completedEventId || cause !== 'WORKFLOW_ALREADY_RUNNING') continue;
      const input = { domain: 'media', workflowId, workflowType };
      const { status, body } = await callRaw(this.#swf, 'StartWorkflowExecution', input);
      if (status === 200) blockers.push({ domain: 'media', workflowId, runId: body?.runId });
    }
    return blockers;
  }

  /** Answers in place of executions and functions elsewhere. */
  async #answer(type: string, attributes: Record<string, unknown>): Promise<void> {
    const { result, reason, details, initiatedEventId } = attributes;
    const failure = {
      ...(reason ? { reason: textOf(reason) } : {}),
      ...(details ? { details: textOf(details) } : {}),
    };
    const { execution } = this.#swf;
    const given = result === undefined ? undefined : textOf(result);
    const child = (await execution.children()).find(each => each.initiatedEventId === initiatedEventId);
    const message = (await execution.messages()).find(each => each.initiatedEventId === initiatedEventId);
    const lambda = (await execution.lambdaFunctions()).find(
      each => each.scheduledEventId === attributes['scheduledEventId'],
    );
    const answers: Readonly<Record<string, (() => Promise<void>) | undefined>> = {
      ChildWorkflowExecutionCompleted: child && (() => child.complete(given)),
      ChildWorkflowExecutionFailed: child && (() => child.fail(failure)),
      ChildWorkflowExecutionCanceled: child && (() => child.cancel(failure.details)),
      ChildWorkflowExecutionTerminated: child && (() => child.terminate()),
      ChildWorkflowExecutionTimedOut: child && (() => child.timeOut()),
      ExternalWorkflowExecutionSignaled: message && (() => message.deliver()),
      ExternalWorkflowExecutionCancelRequested: message && (() => message.deliver()),
      SignalExternalWorkflowExecutionFailed: message && (() => message.refuse()),
      RequestCancelExternalWorkflowExecutionFailed: message && (() => message.refuse()),
      LambdaFunctionCompleted: lambda && (() => lambda.complete(given)),
      LambdaFunctionFailed: lambda && (() => lambda.fail(failure)),
    };
    const answer = answers[type];
    if (answer === undefined) throw new Error(`${type} did not happen, and nothing here causes it`);
    await answer();
  }
}
