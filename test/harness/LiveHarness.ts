import { setImmediate } from 'node:timers/promises';
import type { SWFClient } from '@aws-sdk/client-swf';
import { Domain, WorkflowExecution } from 'rx-swf';
import { LocalSwf, type LocalSwfOptions, type ManualClock, manualClock } from 'rx-swf/local';
import { onTestFinished } from 'vitest';
import type { Teardown } from './Teardown.js';

/** Calls of an operation. */
export interface CallCount {
  sent: number;
  throttled: number;
}

/** A service on virtual time that throttles at Amazon's documented rates, and counts of the calls of a client. */
export class LiveHarness {
  readonly clock: ManualClock = manualClock();
  readonly swf: LocalSwf;
  readonly client: SWFClient;
  readonly domain: Domain;
  readonly calls = new Map<string, CallCount>();
  /** Makes every call of the client fail while it returns an error. */
  fault: (operation: string) => Error | undefined = () => undefined;
  #open = 0;

  static async start(
    options: LocalSwfOptions = {},
    teardown: Teardown = onTestFinished,
  ): Promise<LiveHarness> {
    const harness = new LiveHarness(options);
    teardown(() => harness.swf.close());
    await harness.call('RegisterDomain', { name: 'media', workflowExecutionRetentionPeriodInDays: '30' });
    await harness.registerType('Album');
    return harness;
  }

  constructor(options: LocalSwfOptions) {
    this.swf = new LocalSwf({ clock: this.clock, throttle: true, ...options });
    // The SDK would wait in real time between its attempts.
    this.client = this.swf.client({ maxAttempts: 1 });
    this.domain = new Domain({ name: 'media', client: this.client });
    const send = this.client.send.bind(this.client);
    const counted: (command: object, ...rest: unknown[]) => Promise<unknown> = async (command, ...rest) => {
      const operation = operationOf(command);
      const count = this.calls.get(operation) ?? { sent: 0, throttled: 0 };
      this.calls.set(operation, count);
      count.sent += 1;
      this.#open += 1;
      try {
        const error = this.fault(operation);
        if (error !== undefined) throw error;
        return await Reflect.apply(send, undefined, [command, ...rest]);
      } catch (error) {
        if (error instanceof Error && error.name === 'ThrottlingException') count.throttled += 1;
        throw error;
      } finally {
        this.#open -= 1;
      }
    };
    Object.defineProperty(this.client, 'send', { value: counted });
  }

  /** Sends a request through the transport, uncounted, and returns its response. */
  async call(operation: string, input: object): Promise<Record<string, unknown>> {
    const handler: unknown = this.client.config.requestHandler;
    const { response } = await (handler as Transport).handle({
      headers: { 'x-amz-target': `SimpleWorkflowService.${operation}` },
      body: JSON.stringify(input),
    });
    const body = Buffer.from(response.body).toString();
    if (response.statusCode !== 200) throw new Error(`${operation}: ${body}`);
    return JSON.parse(body || '{}');
  }

  /** Lets time pass in steps, each of which ends when all calls have been answered. */
  async run(milliseconds: number, step = 100): Promise<void> {
    for (let passed = 0; passed < milliseconds; passed += step) {
      this.clock.advance(step);
      await this.settle();
    }
  }

  /** Waits until all calls have been answered. */
  async settle(): Promise<void> {
    do await setImmediate();
    while (this.#open > 0);
  }

  registerType(name: string): Promise<unknown> {
    return this.call('RegisterWorkflowType', {
      domain: 'media',
      name,
      version: '1',
      defaultTaskList: { name: 'decisions' },
      defaultChildPolicy: 'TERMINATE',
      defaultExecutionStartToCloseTimeout: '31536000',
      defaultTaskStartToCloseTimeout: '30',
    });
  }

  /** Starts executions at the rate that the service allows. */
  async startExecutions(count: number): Promise<WorkflowExecution[]> {
    const executions: WorkflowExecution[] = [];
    for (let n = 0; n < count; n += 1) {
      if (n % 1_000 === 999) this.clock.advance(5_000);
      const workflowId = `album-${n}`;
      const workflowType = { name: 'Album', version: '1' };
      const { runId } = await this.call('StartWorkflowExecution', {
        domain: 'media',
        workflowId,
        workflowType,
      });
      executions.push(new WorkflowExecution({ domain: this.domain, workflowId, runId: String(runId) }));
    }
    return executions;
  }

  terminate({ workflowId }: WorkflowExecution): Promise<unknown> {
    return this.call('TerminateWorkflowExecution', { domain: 'media', workflowId });
  }

  /** Sum of the calls of all operations. */
  get total(): CallCount {
    const total = { sent: 0, throttled: 0 };
    for (const { sent, throttled } of this.calls.values()) {
      total.sent += sent;
      total.throttled += throttled;
    }
    return total;
  }
}

interface Transport {
  handle(request: {
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  }): Promise<{ readonly response: { readonly statusCode: number; readonly body: Uint8Array } }>;
}

function operationOf(command: object): string {
  return command.constructor.name.replace(/Command$/, '');
}
