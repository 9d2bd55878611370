import {
  GetWorkflowExecutionHistoryCommand,
  type HistoryEvent,
  PollForActivityTaskCommand,
  PollForDecisionTaskCommand,
  RecordActivityTaskHeartbeatCommand,
  RegisterActivityTypeCommand,
  RegisterDomainCommand,
  RegisterWorkflowTypeCommand,
  RespondActivityTaskCompletedCommand,
  RespondDecisionTaskCompletedCommand,
  SignalWorkflowExecutionCommand,
  StartWorkflowExecutionCommand,
  SWFClient,
  type WorkflowExecution,
} from '@aws-sdk/client-swf';
import {
  activityList,
  decisionList,
  domain,
  registrations,
  workflowType,
} from '../../../harness/registrations.js';
import { complete, schedule } from '../../../harness/sdkDecisions.js';

/** Event of an acknowledged call in a history. */
interface Trace {
  readonly eventType: string;
  readonly matches: (event: HistoryEvent) => boolean;
}

/** An execution as its clients know it. */
export interface Known {
  readonly execution: WorkflowExecution;
  /** Events that must be in its history. */
  readonly traces: Trace[];
  /** The longest history returned so far. */
  seen: readonly HistoryEvent[];
  isComplete: boolean;
}

const activities = 3;

/** Clients of a service that dies again and again. They remember what it has acknowledged. */
export class Load {
  readonly known = new Map<string, Known>();
  acknowledged = 0;
  #started = 0;
  #client = new SWFClient({});
  #leave = new AbortController();
  #onAcknowledged: () => void = () => {};

  /** Turns to a service that has just begun. */
  connect(url: string): void {
    this.#client.destroy();
    this.#leave = new AbortController();
    this.#client = new SWFClient({
      region: 'us-east-1',
      endpoint: url,
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      maxAttempts: 1,
    });
  }

  async register(): Promise<void> {
    await this.#client.send(new RegisterDomainCommand(registrations.domain));
    // A task whose answer was lost in a crash times out soon.
    const workflow = { ...registrations.workflowType, defaultTaskStartToCloseTimeout: '1' };
    await this.#client.send(new RegisterWorkflowTypeCommand(workflow));
    const activity = { ...registrations.activityType, defaultTaskStartToCloseTimeout: '1' };
    await this.#client.send(new RegisterActivityTypeCommand(activity));
  }

  /** Works until a number of calls have been acknowledged, and then calls `then`. */
  async run(calls: number, then: () => Promise<void>): Promise<void> {
    const end = this.acknowledged + calls;
    let ended: Promise<void> | undefined;
    this.#onAcknowledged = () => {
      if (this.acknowledged >= end) ended ??= then();
    };
    await Promise.all([
      this.#forever(() => this.#start()),
      this.#forever(() => this.#start()),
      ...this.#workers(),
    ]);
    await ended;
  }

  /** Works until all executions have completed. */
  async finish(): Promise<void> {
    this.#onAcknowledged = () => {
      if ([...this.known.values()].every(({ isComplete }) => isComplete)) this.#leave.abort();
    };
    this.#onAcknowledged();
    await Promise.all(this.#workers());
  }

  /** The history of an execution, in pages. */
  async history({ execution }: Known): Promise<HistoryEvent[]> {
    const { events = [] } = await this.#client.send(
      new GetWorkflowExecutionHistoryCommand({ domain, execution }),
    );
    return events;
  }

  #workers(): Promise<void>[] {
    const decide = () => this.#decide();
    const work = () => this.#work();
    return [decide, decide, decide, work, work, work].map(each => this.#forever(each));
  }

  /** Until the service is gone, or there is nothing left to do. */
  async #forever(act: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        await act();
      } catch (error) {
        // A fault is an answer: the task has timed out, or the execution has completed.
        if (!(error instanceof Error && error.name.endsWith('Fault'))) return;
      }
    }
  }

  #acknowledge(execution: WorkflowExecution | undefined, ...traces: Trace[]): void {
    this.acknowledged += 1;
    this.#know(execution).traces.push(...traces);
    this.#onAcknowledged();
  }

  #know({ workflowId, runId }: Partial<WorkflowExecution> = {}): Known {
    const known = this.known.get(`${runId}`) ?? {
      execution: { workflowId, runId },
      traces: [],
      seen: [],
      isComplete: false,
    };
    this.known.set(`${runId}`, known);
    return known;
  }

  async #start(): Promise<void> {
    this.#started += 1;
    const workflowId = `w${this.#started}`;
    const { runId } = await this.#client.send(
      new StartWorkflowExecutionCommand({ domain, workflowId, workflowType }),
    );
    const execution = { workflowId, runId };
    this.#acknowledge(execution);
    const signalName = `s${this.#started}`;
    await this.#client.send(new SignalWorkflowExecutionCommand({ domain, workflowId, signalName }));
    this.#acknowledge(execution, {
      eventType: 'WorkflowExecutionSignaled',
      matches: event => event.workflowExecutionSignaledEventAttributes?.signalName === signalName,
    });
  }

  async #decide(): Promise<void> {
    const abortSignal = this.#leave.signal;
    const task = await this.#client.send(new PollForDecisionTaskCommand({ domain, taskList: decisionList }), {
      abortSignal,
    });
    const { taskToken, startedEventId, workflowExecution, events = [] } = task;
    if (taskToken === undefined) return;
    const known = this.#know(workflowExecution);
    if (events.length > known.seen.length) known.seen = events;
    this.#acknowledge(workflowExecution, {
      eventType: 'DecisionTaskStarted',
      matches: event => event.eventId === startedEventId,
    });
    const count = (type: string) => events.filter(({ eventType }) => eventType === type).length;
    const done = count('ActivityTaskCompleted');
    const open = count('ActivityTaskScheduled') - done - count('ActivityTaskTimedOut');
    const isLast = done >= activities;
    const next = open > 0 ? [] : [schedule(`a${startedEventId}`)];
    await this.#client.send(
      new RespondDecisionTaskCompletedCommand({ taskToken, decisions: isLast ? [complete()] : next }),
    );
    const trace: Trace = {
      eventType: 'DecisionTaskCompleted',
      matches: event => event.decisionTaskCompletedEventAttributes?.startedEventId === startedEventId,
    };
    // Something may have come in between, and the decision to complete is asked for again.
    if (isLast)
      known.isComplete = (await this.history(known)).at(-1)?.eventType === 'WorkflowExecutionCompleted';
    this.#acknowledge(workflowExecution, trace);
  }

  async #work(): Promise<void> {
    const abortSignal = this.#leave.signal;
    const task = await this.#client.send(new PollForActivityTaskCommand({ domain, taskList: activityList }), {
      abortSignal,
    });
    const { taskToken, startedEventId, workflowExecution } = task;
    if (taskToken === undefined) return;
    this.#acknowledge(workflowExecution, {
      eventType: 'ActivityTaskStarted',
      matches: event => event.eventId === startedEventId,
    });
    await this.#client.send(new RecordActivityTaskHeartbeatCommand({ taskToken, details: 'half' }));
    await this.#client.send(
      new RespondActivityTaskCompletedCommand({ taskToken, result: `r${startedEventId}` }),
    );
    this.#acknowledge(workflowExecution, {
      eventType: 'ActivityTaskCompleted',
      matches: event => event.activityTaskCompletedEventAttributes?.startedEventId === startedEventId,
    });
  }
}
