import { setImmediate } from 'node:timers/promises';
import type { WorkflowExecution } from '@aws-sdk/client-swf';
import { LocalSwf, type LocalSwfOptions, type ManualClock, manualClock } from 'rx-swf/local';
import { expect } from 'vitest';
import { callRaw } from '../harness/callRaw.js';
import { registrations } from '../harness/registrations.js';

/** An embedded service that is called without an SDK, so that thousands of calls cost little. */
export class RawHarness {
  readonly clock: ManualClock = manualClock();
  swf: LocalSwf;
  readonly runs: WorkflowExecution[] = [];
  readonly decisionTasks: string[] = [];
  readonly activityTasks: string[] = [];

  /** All answers, including errors. */
  readonly answers: unknown[] = [];
  readonly #options: LocalSwfOptions;

  constructor(options: LocalSwfOptions = {}) {
    this.#options = { clock: this.clock, longPoll: 0, lambda: { F: input => input }, ...options };
    this.swf = new LocalSwf(this.#options);
  }

  /** Continues with another service on the same clock and data. */
  async restart(): Promise<void> {
    await this.swf.close();
    this.swf = new LocalSwf(this.#options);
    await this.swf.ready();
  }

  /** Returns the answer, or `undefined` if the call failed, which must be with a fault. */
  async call(operation: string, input: object) {
    const { status, body = {} } = await this.#finish(callRaw(this.swf, operation, input));
    this.answers.push([operation, body]);
    if (status === 200) return body;
    expect(body.__type).toMatch(/Fault$|#ValidationException$/);
    return undefined;
  }

  /** Advances the clock until a call is answered, so that polls without a task return. */
  async #finish<T>(answered: Promise<T>): Promise<T> {
    let isWaiting = true;
    const done = answered.finally(() => {
      isWaiting = false;
    });
    while (isWaiting) {
      this.clock.advance(0);
      await setImmediate();
    }
    return done;
  }

  async prepare(retention = '90'): Promise<this> {
    await this.call('RegisterDomain', {
      ...registrations.domain,
      workflowExecutionRetentionPeriodInDays: retention,
    });
    await this.call('RegisterWorkflowType', {
      ...registrations.workflowType,
      defaultExecutionStartToCloseTimeout: '500',
      defaultTaskStartToCloseTimeout: '20',
    });
    await this.call('RegisterActivityType', {
      ...registrations.activityType,
      defaultTaskHeartbeatTimeout: '30',
      defaultTaskScheduleToCloseTimeout: '90',
      defaultTaskScheduleToStartTimeout: '40',
      defaultTaskStartToCloseTimeout: '60',
    });
    return this;
  }
}
