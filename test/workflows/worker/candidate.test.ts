import { type ActorEvent, type DecisionTask, InvalidArgumentError, type Logger } from 'rx-swf';
import {
  activity,
  type CandidateOptions,
  type WorkflowContext,
  type WorkflowWorkerOptions,
  workflow,
  workflowWorker,
} from 'rx-swf/workflows';
import { concat, lastValueFrom, map, type Observable, of, Subject, take, timer, toArray } from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isSampled } from '../../../src/workflows/candidate/isSampled.js';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

type Code = (context: WorkflowContext) => Observable<unknown>;

const code = (run: Code, version = '1', name = 'Chat') =>
  workflow({ name, version }, (_: unknown, context) => run(context));

/** Two decisions: a timer, and the end. */
const chat: Code = () => timer(60_000);

/**
 * Runs executions of a workflow to their end with a candidate, and drains the worker. Returns the results and the events
 * of the candidate.
 */
async function followed(
  current: Code,
  candidate: WorkflowWorkerOptions['candidate'] | Code,
  { count = 1, ...options }: WorkflowWorkerOptions & { readonly count?: number } = {},
) {
  const harness = await WorkflowHarness.open();
  const drainOn = new Subject<void>();
  const definition = code(current);
  const worker = await harness.startWorker([definition], {
    shadow: 0,
    drainOn,
    drain: { pollGrace: 0 },
    concurrency: 50,
    ...(candidate !== undefined && {
      candidate: typeof candidate === 'function' ? { workflows: [code(candidate)], budget: 1 } : candidate,
    }),
    ...options,
  });
  const results: unknown[] = [];
  for (let n = 0; n < count; n += 1) {
    const execution = await harness.start(definition, undefined);
    results.push(await lastValueFrom(execution.result$));
  }
  drainOn.next();
  await lastValueFrom(worker.outcomes$);
  const events: ActorEvent<DecisionTask>[] = [];
  worker.events$.subscribe(event => events.push(event)).unsubscribe();
  return {
    results,
    answered: events.filter(event => event.type === 'answered'),
    diverged: events.filter(event => event.type === 'candidateDiverged'),
    agreed: events.filter(event => event.type === 'candidateAgreed'),
    skipped: events.filter(event => event.type === 'candidateSkipped'),
    failed: events.filter(event => event.type === 'decisionFailed' || event.type === 'error'),
  };
}

/** Collects unhandled rejections and exceptions until the end of the test. */
function unhandled(): unknown[] {
  const seen: unknown[] = [];
  const listener = (error: unknown) => seen.push(error);
  process.on('unhandledRejection', listener);
  onTestFinished(() => void process.off('unhandledRejection', listener));
  return seen;
}

describe('a candidate', () => {
  it('is compared to the last decision, even if the worker drains', async () => {
    const { results, agreed, diverged, skipped, answered } = await followed(chat, chat);
    expect([results, diverged, skipped]).toEqual([[0], [], []]);
    expect(agreed.at(-1)?.task.startedEventId).toBe(answered.at(-1)?.task.startedEventId);
  });

  it('may be the next version of the type', async () => {
    const next = code(() => timer(90_000), '2');
    const { diverged } = await followed(chat, [next]);
    expect(diverged).toMatchObject([
      {
        path: 'start',
        seen: 1,
        difference: { kind: 'decision', recorded: "StartTimer '1' (60 s)", issued: "StartTimer '1' (90 s)" },
      },
    ]);
  });

  it.each<[string, Code]>([
    [
      'throws',
      () => {
        throw new Error('a bug');
      },
    ],
    [
      'throws what throws in toString',
      () => {
        const hostile = () => {
          throw new Error('hostile');
        };
        throw { toString: hostile, toJSON: hostile, [Symbol.toPrimitive]: hostile };
      },
    ],
    [
      'rejects',
      () => {
        Promise.reject(new Error('nobody handles this'));
        (async () => {
          await null;
          throw new Error('nor this');
        })();
        return of(1);
      },
    ],
    [
      'leaks timers',
      () => {
        setInterval(() => {}, 1_000);
        return timer(60_000);
      },
    ],
    [
      'issues commands without end',
      ({ marker }) => concat(...Array.from({ length: 20_000 }, () => marker('more'))),
    ],
    ['calls what only the host has', () => of(setImmediate(() => {}))],
  ])('that %s does no harm', async (_, candidate) => {
    const errors = unhandled();
    const originals = [Date, setTimeout, setInterval, Math.random, Promise.prototype.then];
    const { results, diverged, failed } = await followed(chat, candidate);
    await new Promise(resolve => setImmediate(resolve));
    expect([results, diverged.length, failed]).toEqual([[0], 1, []]);
    expect(errors).toEqual([]);
    expect([Date, setTimeout, setInterval, Math.random, Promise.prototype.then]).toEqual(originals);
  });

  it('that loops forever is interrupted once, and no longer called', async () => {
    let calls = 0;
    const endless: Code = () => {
      calls += 1;
      for (;;) {
        try {
          while (Date.now() > 0);
        } finally {
          calls += 0;
        }
      }
    };
    const originals = [Date, setTimeout, Math.random, Promise.prototype.then];
    const candidate: CandidateOptions = { workflows: [code(endless)], budget: 1, interruptAfter: 50 };
    const { results, diverged, failed } = await followed(chat, candidate, { count: 3 });
    expect([results, calls, failed]).toEqual([[0, 0, 0], 1, []]);
    expect(diverged).toMatchObject([
      { difference: { kind: 'error', message: expect.stringContaining('interrupted after 50 ms') } },
    ]);
    expect([Date, setTimeout, Math.random, Promise.prototype.then]).toEqual(originals);
  });

  it('that is interrupted inside of a scheduler of RxJS leaves it usable', async () => {
    const endless: Code = () =>
      timer(0).pipe(
        map(() => {
          for (;;);
        }),
      );
    const candidate: CandidateOptions = { workflows: [code(endless)], budget: 1, interruptAfter: 50 };
    const { diverged } = await followed(chat, candidate);
    expect(diverged).toHaveLength(1);
    expect(await lastValueFrom(timer(1, 1).pipe(take(2), toArray()))).toEqual([0, 1]);
  });

  it('is not taken for an endless loop where the machine stands still', async () => {
    let calls = 0;
    const waits: Code = () => {
      calls += 1;
      // Blocks the thread without using a CPU, as a machine that is too busy does.
      if (calls === 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
      return timer(60_000);
    };
    const candidate: CandidateOptions = { workflows: [code(waits)], budget: 1, interruptAfter: 400 };
    const { diverged, skipped, agreed } = await followed(() => timer(60_000), candidate, { count: 2 });
    expect(diverged).toEqual([]);
    expect(skipped[0]).toMatchObject({ reason: 'load' });
    expect(agreed.length).toBeGreaterThan(0);
  });

  it('writes no logs of the workflow, and one line for each distinct difference', async () => {
    const lines: [string, string][] = [];
    const write = (level: string) => (_: object, message: string) => void lines.push([level, message]);
    const logger: Logger = {
      debug: write('debug'),
      info: write('info'),
      warn: write('warn'),
      error: write('error'),
    };
    const logged =
      (seconds: number): Code =>
      ({ log }) => {
        log.warn({}, 'from the workflow');
        return timer(seconds * 1_000);
      };
    const { diverged } = await followed(logged(60), logged(90), { logger, count: 3 });
    expect(diverged.map(({ seen }) => seen)).toEqual([1, 2, 3]);
    const of = (message: string) => lines.filter(line => line[1] === message).map(([level]) => level);
    expect(of('candidate diverged')).toEqual(['warn', 'debug', 'debug']);
    expect(of('from the workflow')).toEqual(['warn', 'warn', 'warn']);
  });

  it('follows the same sample of executions in all of their decisions', async () => {
    const { agreed, answered } = await followed(
      chat,
      { workflows: [code(chat)], share: 0.5, budget: 1 },
      { count: 12 },
    );
    const inSample = (events: readonly { readonly task: DecisionTask }[]) =>
      new Set(events.map(({ task }) => task.workflowExecution.runId).filter(runId => isSampled(runId, 0.5)));
    expect(new Set(agreed.map(({ task }) => task.workflowExecution.runId))).toEqual(inSample(answered));
    const none = await followed(chat, { workflows: [code(chat)], share: 0 });
    expect([...none.agreed, ...none.skipped]).toEqual([]);
  });

  it('is skipped if it has no budget', async () => {
    const { skipped, agreed, results } = await followed(chat, { workflows: [code(chat)], budget: 0 });
    expect([results, agreed]).toEqual([[0], []]);
    expect(new Set(skipped.map(({ reason }) => reason))).toEqual(new Set(['budget']));
  });

  it('is given up if its run was evicted', async () => {
    const candidate: CandidateOptions = { workflows: [code(chat)], budget: 1, weight: 1 };
    const { agreed, skipped } = await followed(chat, candidate);
    expect([agreed.length, skipped.map(({ reason }) => reason)]).toEqual([1, ['evicted']]);
  });

  it('ends with the subscription to the worker', async () => {
    const harness = await WorkflowHarness.open();
    let calls = 0;
    const candidate = code(() => {
      calls += 1;
      return timer(60_000);
    });
    const definition = code(chat);
    const worker = await harness.startWorker([definition], {
      shadow: 0,
      candidate: { workflows: [candidate], budget: 1 },
    });
    worker.outcomes$.pipe(take(1)).subscribe(() => worker.stop());
    await harness.start(definition, undefined);
    await worker.outcome(1);
    await new Promise(resolve => setTimeout(resolve, 5));
    expect(calls).toBe(0);
  });

  it('is refused unless it is one for a workflow of the worker', () => {
    const create = (candidate: unknown) =>
      workflowWorker('media', 'list', [code(chat)], { candidate: candidate as CandidateOptions });
    expect(() => create([code(chat, '2'), code(chat, '3')])).toThrow(/only one candidate for Chat@1/);
    expect(() => create([code(chat, '1', 'Other')])).toThrow(/a workflow that this worker has: Chat@1/);
    expect(() => create({ workflows: [code(chat)], shares: 1 })).toThrow(/Unknown option "shares"/);
    for (const option of [
      { share: 2 },
      { budget: -1 },
      { executions: 0 },
      { interruptAfter: 0 },
      { share: '1' as never },
    ])
      expect(() => create({ workflows: [code(chat)], ...option })).toThrow(InvalidArgumentError);
    expect(() => create([activity({ name: 'Chat', version: '1' })])).toThrow(/created by workflow\(\)/);
    expect(() => create([])).toThrow(InvalidArgumentError);
    expect(() => create({ share: 1 })).toThrow(InvalidArgumentError);
    expect(() => create(null)).toThrow(InvalidArgumentError);
    expect(() => create(undefined)).not.toThrow();
  });
});
