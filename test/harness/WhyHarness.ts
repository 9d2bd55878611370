import type { Decision } from '@aws-sdk/client-swf';
import {
  type ActivityTask,
  ActivityWorker,
  type AnyExecutionId,
  Decider,
  type DecisionTask,
  WorkflowExecution,
  WorkflowExecutionQuerySet,
} from 'rx-swf';
import { type Explanation, type Wait, type WhyOptions, why } from 'rx-swf/why';
import { type AnyWorkflow, type WorkflowWorkerOptions, workflowWorker } from 'rx-swf/workflows';
import { firstValueFrom, lastValueFrom } from 'rxjs';
import { onTestFinished } from 'vitest';
import { DomainHarness } from './DomainHarness.js';
import { RunningWorker } from './RunningWorker.js';

/** The embedded service on a manual clock, and questions why its execution `album-7` waits. */
export class WhyHarness extends DomainHarness {
  static override async open(): Promise<WhyHarness> {
    const harness = new WhyHarness();
    onTestFinished(() => harness.swf.close());
    await harness.register();
    return harness;
  }

  /** Opens a harness with an execution that has made these decisions. */
  static async deciding(...decisions: readonly Decision[]): Promise<WhyHarness> {
    const harness = await WhyHarness.open();
    await harness.start();
    await harness.decide(decisions);
    return harness;
  }

  /** Lets seconds pass. */
  pass(seconds: number): void {
    this.clock.advance(seconds * 1_000);
  }

  why(options?: WhyOptions, workflowId = 'album-7'): Promise<Explanation> {
    return lastValueFrom(why(this.domain, { workflowId }, options));
  }

  whyRun(run: AnyExecutionId, options?: WhyOptions): Promise<Explanation> {
    return lastValueFrom(why(this.domain, run, options));
  }

  /** Resolves to the newest run with a workflow id. */
  find(workflowId: string): Promise<WorkflowExecution> {
    return lastValueFrom(new WorkflowExecutionQuerySet(this.domain).get(workflowId));
  }

  /** Resolves to the only wait of a kind. */
  async waitOf<K extends Wait['kind']>(
    kind: K,
    options?: WhyOptions,
  ): Promise<Extract<Wait, { readonly kind: K }>> {
    const { waits } = await this.why(options);
    const found = waits.filter((wait): wait is Extract<Wait, { readonly kind: K }> => wait.kind === kind);
    const [only] = found;
    if (only === undefined || found.length > 1)
      throw new Error(`${found.length} waits are ${kind}: ${waits.map(wait => wait.kind)}`);
    return only;
  }

  /** Takes the next decision task, and doesn't answer it. */
  takeDecisionTask(identity = 'decider-1', taskList = 'decisions'): Promise<DecisionTask> {
    return firstValueFrom(new Decider(this.domain, taskList, { identity }));
  }

  /** Takes the next activity task, and doesn't answer it. */
  takeActivityTask(identity = 'worker-1', taskList = 'thumbnails'): Promise<ActivityTask> {
    return firstValueFrom(new ActivityWorker(this.domain, taskList, { identity }));
  }

  /** Signals an execution. */
  signal(signalName: string, workflowId = 'album-7'): Promise<void> {
    const execution = new WorkflowExecution({ domain: this.domain, workflowId });
    return lastValueFrom(execution.signal(signalName));
  }

  /** Starts another execution of the type. */
  startOther(workflowId: string, taskList = 'decisions'): Promise<WorkflowExecution> {
    return lastValueFrom(this.type.startExecution({ workflowId, taskList }));
  }

  /** Starts a worker for durable workflows. Resolves once it polls. */
  async startWorker(
    workflows: readonly AnyWorkflow[],
    options: WorkflowWorkerOptions = {},
  ): Promise<RunningWorker> {
    const settings = { register: true, sticky: false, ...options } as const;
    const worker = workflowWorker(this.domain, 'durable', workflows, settings);
    const running = await RunningWorker.start(worker, this.client, options.sticky === undefined ? 1 : 2);
    onTestFinished(running.stop);
    return running;
  }
}
