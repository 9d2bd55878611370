import { setImmediate } from 'node:timers/promises';
import type { SWFClient } from '@aws-sdk/client-swf';
import { Domain, WorkflowExecution, WorkflowType } from 'rx-swf';
import { noticeFrom } from 'rx-swf/eventbridge';
import { type InProcessHandler, LocalSwf, type ManualClock, manualClock } from 'rx-swf/local';
import { map } from 'rxjs';
import { call } from '../service/direct.js';

/** A service on virtual time that throttles at Amazon's documented rates, and counts a client's calls. */
export class VirtualSwf {
  readonly clock: ManualClock = manualClock();
  readonly client: SWFClient;
  readonly domain: Domain;
  /** The same domain, whose watches get notices as from EventBridge. */
  readonly pushed: Domain;
  sent = 0;
  throttled = 0;
  readonly #swf = new LocalSwf({ clock: this.clock, throttle: true });
  readonly #handler: InProcessHandler;
  #open = 0;

  constructor() {
    // The SDK would wait in real time between its attempts.
    this.client = this.#swf.client({ maxAttempts: 1 });
    this.#handler = this.client.config.requestHandler as unknown as InProcessHandler;
    this.domain = new Domain({ name: 'media', client: this.client });
    const notices = this.#swf.notices$.pipe(map(noticeFrom));
    this.pushed = new Domain({ name: 'media', client: this.client, notices });
    const send = this.client.send.bind(this.client);
    const value = async (...args: unknown[]) => {
      this.sent += 1;
      this.#open += 1;
      try {
        return await Reflect.apply(send, undefined, args);
      } catch (error) {
        if (error instanceof Error && error.name === 'ThrottlingException') this.throttled += 1;
        throw error;
      } finally {
        this.#open -= 1;
      }
    };
    Object.defineProperty(this.client, 'send', { value });
  }

  close(): Promise<void> {
    return this.#swf.close();
  }

  /** Lets time pass in steps, each of which ends when all calls have been answered. */
  async run(milliseconds: number, step: number): Promise<void> {
    for (let passed = 0; passed < milliseconds; passed += step) {
      this.clock.advance(step);
      do await setImmediate();
      while (this.#open > 0);
    }
  }

  /** Registers the domain, and types at the rate that the service allows. */
  async registerTypes(count: number): Promise<WorkflowType[]> {
    await call(this.#handler, 'RegisterDomain', {
      name: 'media',
      workflowExecutionRetentionPeriodInDays: '1',
    });
    const types: WorkflowType[] = [];
    for (let n = 0; n < count; n += 1) {
      const type = {
        domain: 'media',
        name: `type ${n}`,
        version: '1',
        defaultTaskList: { name: 'decisions' },
        defaultChildPolicy: 'TERMINATE',
        defaultExecutionStartToCloseTimeout: '31536000',
        defaultTaskStartToCloseTimeout: '30',
      };
      await call(this.#handler, 'RegisterWorkflowType', type);
      types.push(new WorkflowType({ domain: this.domain, name: type.name, version: type.version }));
      if (n % 50 === 49) this.clock.advance(1_000);
    }
    return types;
  }

  /** Starts executions at the rate that the service allows. */
  async startExecutions(count: number): Promise<WorkflowExecution[]> {
    await this.registerTypes(1);
    const executions: WorkflowExecution[] = [];
    for (let n = 0; n < count; n += 1) {
      const input = {
        domain: 'media',
        workflowId: `album-${n}`,
        workflowType: { name: 'type 0', version: '1' },
      };
      const { runId } = await call(this.#handler, 'StartWorkflowExecution', input);
      executions.push(new WorkflowExecution({ domain: this.domain, workflowId: input.workflowId, runId }));
      if (n % 1_000 === 999) this.clock.advance(5_000);
    }
    return executions;
  }

  async terminate({ workflowId }: WorkflowExecution): Promise<void> {
    await call(this.#handler, 'TerminateWorkflowExecution', { domain: 'media', workflowId });
  }
}
