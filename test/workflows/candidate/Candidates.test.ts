import { DecisionTask, Domain } from 'rx-swf';
import { type AnyWorkflow, activity, workflow } from 'rx-swf/workflows';
import { concat, NEVER, type Subscription, VirtualTimeScheduler } from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { TaskEvent } from '../../../src/streams/index.js';
import { candidateOptions } from '../../../src/workflows/candidate/CandidateOptions.js';
import { Candidates } from '../../../src/workflows/candidate/Candidates.js';
import { RunHarness } from '../../harness/RunHarness.js';

const work = activity<number, number>({ name: 'Work', version: '1' });
const chain = workflow({ name: 'Chain', version: '1' }, (_: unknown, { run }) =>
  concat(run(work, 1), run(work, 2), run(work, 3)),
);

/** Candidates of a worker that is a number of switches: the time, and whether it is busy. */
class Worker {
  readonly scheduler = new VirtualTimeScheduler();
  readonly harness = new RunHarness(chain);
  readonly told: TaskEvent[] = [];
  isBusy = false;
  readonly #candidates: Candidates;

  constructor(candidate: AnyWorkflow = chain) {
    this.#candidates = new Candidates({
      options: candidateOptions({ workflows: [candidate], budget: 1, interruptAfter: 50 }),
      workflows: [chain],
      isBusy: () => this.isBusy,
      scheduler: this.scheduler,
    });
    this.open();
  }

  /** Subscribes to the worker, as several may. */
  open(): Subscription {
    const subscription = this.#candidates.beside(NEVER).subscribe();
    onTestFinished(() => subscription.unsubscribe());
    return subscription;
  }

  /** Decides what is due. The task brings only new events. */
  decide(harness = this.harness): void {
    const known = harness.run.lastEventId;
    const result = harness.decide();
    const startedEventId = harness.run.decidedEventId ?? 0;
    const task = new DecisionTask(
      new Domain({ name: 'media' }),
      {
        taskToken: `${startedEventId}`,
        startedEventId,
        workflowExecution: harness.settings.execution,
        workflowType: chain,
        events: [],
      },
      harness.history.slice(known, startedEventId),
      (_, event) => this.told.push(event),
    );
    this.#candidates.accepted(task, harness.settings, result);
  }

  /** Lets the comparisons that are due be made. */
  async idle(): Promise<void> {
    this.scheduler.flush();
    await Promise.resolve();
    await Promise.resolve();
  }

  get types(): readonly string[] {
    return this.told.map(({ type }) => type);
  }
}

describe('Candidates', () => {
  it('make no comparison while a decision is answered, but once the worker is idle', async () => {
    const worker = new Worker();
    worker.decide();
    expect(worker.told).toEqual([]);
    await worker.idle();
    expect(worker.types).toEqual(['candidateAgreed']);
  });

  it('skip comparisons while the worker is busy, and catch up with the next one', async () => {
    const worker = new Worker();
    worker.isBusy = true;
    worker.decide();
    await worker.idle();
    worker.harness.builder.activityStarted('1').activityCompleted('1', { result: 1 });
    worker.decide();
    await worker.idle();
    expect(worker.told).toEqual([
      { type: 'candidateSkipped', reason: 'load' },
      { type: 'candidateSkipped', reason: 'load' },
    ]);
    worker.isBusy = false;
    worker.harness.builder.activityStarted('2').activityCompleted('2', { result: 2 });
    worker.decide();
    await worker.idle();
    expect(worker.types.slice(2)).toEqual(['candidateAgreed']);
  });

  it('compare decisions of an execution that are due together at once', async () => {
    const worker = new Worker();
    worker.decide();
    worker.harness.builder.activityStarted('1').activityCompleted('1', { result: 1 });
    worker.decide();
    await worker.idle();
    expect(worker.types).toEqual(['candidateAgreed']);
  });

  it("don't call a candidate again that was interrupted, even for comparisons that were due already", async () => {
    let calls = 0;
    const endless = workflow({ name: 'Chain', version: '1' }, () => {
      calls += 1;
      for (;;);
    });
    const worker = new Worker(endless);
    worker.decide();
    for (const runId of ['second', 'third'])
      worker.decide(new RunHarness(chain, { execution: { workflowId: 'play', runId } }));
    await worker.idle();
    await worker.idle();
    await worker.idle();
    expect([calls, worker.types]).toEqual([1, ['candidateDiverged']]);
  });

  it('are made for one subscription if another one ends', async () => {
    const worker = new Worker();
    const other = worker.open();
    worker.decide();
    other.unsubscribe();
    await worker.idle();
    expect(worker.types).toEqual(['candidateAgreed']);
  });
});
