import { setImmediate } from 'node:timers/promises';
import { Domain, type Notice, WorkflowExecution, WorkflowType } from 'rx-swf';
import { noticeFrom } from 'rx-swf/eventbridge';
import { LocalSwf, type ManualClock, manualClock } from 'rx-swf/local';
import { DurableExecution } from 'rx-swf/workflows';
import { lastValueFrom, map, type Observable } from 'rxjs';
import { onTestFinished } from 'vitest';
import { intercept } from '../harness/intercept.js';

/** Returns the notices as a source delivers them. */
export type Delivery = (notices$: Observable<Notice>, clock: ManualClock) => Observable<Notice>;

/** An embedded service on virtual time whose executions are watched by a client with a source of notices. */
export class PushHarness {
  readonly clock: ManualClock = manualClock();
  readonly swf = new LocalSwf({ clock: this.clock, throttle: true });
  /** Domain of the watches, whose calls are counted. */
  readonly domain: Domain;
  /** The operations that the watches have called. */
  readonly calls: string[] = [];
  /** The times at which the watched results came, by workflow id. */
  readonly arrivals = new Map<string, number>();
  readonly #type = new WorkflowType({
    domain: new Domain({ name: 'media', client: this.swf.client() }),
    name: 'Album',
    version: '1',
    taskList: 'decisions',
    childPolicy: 'TERMINATE',
    executionStartToCloseTimeout: 31_536_000,
    taskStartToCloseTimeout: 30,
  });
  #open = 0;

  static async start(deliver: Delivery): Promise<PushHarness> {
    const harness = new PushHarness(deliver);
    onTestFinished(() => harness.swf.close());
    await lastValueFrom(harness.#type.domain.save());
    await lastValueFrom(harness.#type.save());
    return harness;
  }

  constructor(deliver: Delivery) {
    const client = this.swf.client({ maxAttempts: 1 });
    intercept(client, /./, async ({ operation, send }) => {
      this.calls.push(operation);
      this.#open += 1;
      try {
        return await send();
      } finally {
        this.#open -= 1;
      }
    });
    const notices = deliver(this.swf.notices$.pipe(map(noticeFrom)), this.clock);
    this.domain = new Domain({ name: 'media', client, notices });
  }

  /** Starts an execution, and returns it as the watching client knows it. */
  async execution(workflowId: string): Promise<WorkflowExecution> {
    const { runId } = await lastValueFrom(this.#type.startExecution({ workflowId }));
    return new WorkflowExecution({ domain: this.domain, workflowId, runId });
  }

  /** Starts executions whose results are watched, and forgets the calls that this takes. */
  async watchResults(count: number): Promise<WorkflowExecution[]> {
    const executions: WorkflowExecution[] = [];
    for (let n = 0; n < count; n++) executions.push(await this.execution(`album-${n}`));
    for (const execution of executions) {
      const arrive = () => this.arrivals.set(execution.workflowId, this.clock.now());
      const result$ = new DurableExecution(execution).result({ scheduler: this.clock });
      const watch = result$.subscribe({ complete: arrive, error: arrive });
      onTestFinished(() => watch.unsubscribe());
    }
    await this.pass(10_000);
    this.calls.length = 0;
    return executions;
  }

  /** Closes an execution, and returns the time. */
  async terminate({ workflowId }: WorkflowExecution): Promise<number> {
    const execution = new WorkflowExecution({ domain: this.#type.domain, workflowId });
    await lastValueFrom(execution.terminate());
    return this.clock.now();
  }

  /** Lets time pass in steps of 100 ms, each of which ends when all calls have been answered. */
  async pass(milliseconds: number): Promise<void> {
    await this.settle();
    for (let passed = 0; passed < milliseconds; passed += 100) {
      this.clock.advance(100);
      await this.settle();
    }
  }

  /** Lets everything happen that is due now, without letting time pass. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet++) {
      this.clock.advance(0);
      await setImmediate();
      if (this.#open > 0) quiet = 0;
    }
  }
}
