import fc from 'fast-check';
import {
  completeWorkflowExecution,
  Decider,
  type DeciderOptions,
  type DecisionTask,
  decide,
  startTimer,
  type WorkflowExecution,
} from 'rx-swf';
import { concatMap, EMPTY, firstValueFrom, lastValueFrom, mergeMap, range } from 'rxjs';
import { beforeEach, describe, expect, it } from 'vitest';
import { connectionReset } from '../../../harness/connectionReset.js';
import { DomainHarness } from '../../../harness/DomainHarness.js';
import { stateOf } from '../../../harness/stateOf.js';

let harness: DomainHarness;
/** Names of the calls for events, each with the number of events it returned. */
let calls: string[];
let execution: WorkflowExecution;

beforeEach(async () => {
  harness = await DomainHarness.open();
  calls = [];
  harness.client.middlewareStack.add(
    (next, context) => async args => {
      const reply = await next(args);
      const { output } = reply;
      if ('events' in output && output.events !== undefined)
        calls.push(`${context['commandName']} ${output.events.length}`.replace('Command', ''));
      return reply;
    },
    { step: 'initialize' },
  );
  execution = await lastValueFrom(harness.type.startExecution({ workflowId: 'album-7' }));
});

const decider = (options?: DeciderOptions) =>
  new Decider(harness.domain, 'decisions', { backoff: { initial: 1 }, ...options });
const signal = (count: number, to = execution) =>
  lastValueFrom(range(count).pipe(mergeMap(n => to.signal('ping', n), 20)));

/** Takes a task, and answers it without decisions. */
async function turn(by: Decider): Promise<DecisionTask> {
  const task = await firstValueFrom(by);
  await lastValueFrom(task.complete());
  return task;
}

/** Reads the history directly, up to a task. */
async function read(task: DecisionTask) {
  const whole = await lastValueFrom(execution.history());
  calls.pop();
  return whole.slice(0, task.startedEventId);
}

async function expectWhole(task: DecisionTask): Promise<void> {
  const whole = await read(task);
  expect(task.history.toJSON()).toEqual(whole.toJSON());
  expect(stateOf(task.history)).toEqual(stateOf(whole));
}

describe('a decider', () => {
  it('receives only the new events of a cached execution', async () => {
    const by = decider();
    await signal(50);
    await turn(by);
    await signal(2);
    const task = await turn(by);
    expect(calls).toEqual(['PollForDecisionTask 53', 'PollForDecisionTask 6']);
    expect(task).toMatchObject({ startedEventId: 58, previousStartedEventId: 53 });
    await expectWhole(task);
  });

  it('receives all events each time without a cache', async () => {
    const by = decider({ cache: false });
    await turn(by);
    await signal(1);
    await expectWhole(await turn(by));
    expect(calls).toEqual(['PollForDecisionTask 3', 'PollForDecisionTask 7']);
  });

  it('does not change a history that was emitted before', async () => {
    const by = decider();
    const held = await turn(by);
    const { activities, signals } = held.history;
    await signal(3);
    await turn(by);
    expect([held.history.length, held.history.last?.id, signals.length, activities.length]).toEqual([
      3, 3, 0, 0,
    ]);
    await expectWhole(held);
  });

  it('reads the beginning of an execution that is not cached, one page ahead', async () => {
    await signal(2_500);
    await turn(decider());
    await signal(1);
    calls = [];
    const task = await turn(decider());
    expect(calls).toEqual([
      'PollForDecisionTask 5',
      'GetWorkflowExecutionHistory 1000',
      'GetWorkflowExecutionHistory 1000',
      'GetWorkflowExecutionHistory 507',
    ]);
    await expectWhole(task);
  });

  it('reads backward what another decider has seen in between', async () => {
    const [by, other] = [decider(), decider()];
    await signal(1_200);
    await turn(by);
    await signal(5);
    await turn(other);
    await signal(5);
    calls = [];
    const task = await turn(by);
    expect(calls).toEqual(['PollForDecisionTask 9', 'GetWorkflowExecutionHistory 26']);
    await expectWhole(task);
  });

  it('reads backward in pages if there are many new events', async () => {
    const [by, other] = [decider(), decider()];
    await turn(by);
    await signal(1_500);
    await turn(other);
    await signal(1_500);
    calls = [];
    const task = await turn(by);
    expect(calls).toEqual([
      'PollForDecisionTask 1000',
      'PollForDecisionTask 504',
      'GetWorkflowExecutionHistory 1000',
      'GetWorkflowExecutionHistory 1000',
      'GetWorkflowExecutionHistory 1000',
      'GetWorkflowExecutionHistory 9',
    ]);
    await expectWhole(task);
  });

  it('uses the cached history after a task timed out', async () => {
    const by = decider();
    const late = await firstValueFrom(by);
    harness.clock.advance(30_000);
    const task = await turn(by);
    expect(task.previousStartedEventId).toBe(0);
    await expectWhole(task);
    await expectWhole(late);
    harness.clock.advance(0);
    await signal(1);
    await expectWhole(await turn(by));
  });

  it('uses the cached history after an answer was lost', async () => {
    const by = decider();
    harness.fail('RespondDecisionTaskCompleted', 1, connectionReset(), 'after');
    const decided$ = by.pipe(
      decide(() => [startTimer({ timerId: 't', startToFireTimeout: 1 })], { backoff: { initial: 1 } }),
    );
    expect((await firstValueFrom(decided$)).task.presumed).toBe(true);
    harness.clock.advance(1_000);
    await expectWhole(await turn(by));
    expect(calls).toEqual(['PollForDecisionTask 3', 'PollForDecisionTask 6']);
  });

  it('reads events again that were not to be seen before', async () => {
    await turn(decider());
    await signal(1);
    let hidden = true;
    harness.client.middlewareStack.add(
      (next, context) => async args => {
        const reply = await next(args);
        if (context['commandName'] !== 'GetWorkflowExecutionHistoryCommand' || !hidden) return reply;
        hidden = false;
        return { ...reply, output: { ...reply.output, events: [] } };
      },
      { step: 'initialize' },
    );
    const task = await turn(decider());
    expect(hidden).toBe(false);
    await expectWhole(task);
  });

  it('continues with the next task if the history of one is gone', async () => {
    await turn(decider());
    await signal(1);
    const error = Object.assign(new Error('Unknown execution'), { name: 'UnknownResourceFault' });
    harness.fail('GetWorkflowExecutionHistory', 1, error);
    const task = firstValueFrom(decider());
    await new Promise(resolve => setImmediate(resolve));
    harness.clock.advance(30_000);
    await expectWhole(await task);
  });

  it('drops the history of an execution that it has closed', async () => {
    const by = decider();
    await firstValueFrom(by.pipe(concatMap(task => task.complete([completeWorkflowExecution()]))));
    const again = await lastValueFrom(harness.type.startExecution({ workflowId: 'album-7' }));
    expect((await turn(by)).workflowExecution.runId).toBe(again.runId);
  });

  it('refuses invalid cache limits', () => {
    expect(() => decider({ cache: { executions: 0 } })).toThrow(
      'cache.executions must be a whole number of at least 1',
    );
  });
});

type Cache = NonNullable<DeciderOptions['cache']>;

/** Possible actions on two executions with two deciders on one list. */
type Step =
  | { readonly type: 'signal'; readonly execution: number; readonly count: number }
  | { readonly type: 'answered' | 'timed out' | 'lost' | 'late'; readonly decider: number };

const turnOf = <T extends Step['type']>(type: T) =>
  fc.record({ type: fc.constant(type), decider: fc.nat(1) });

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('signal' as const),
      execution: fc.nat(1),
      count: fc.integer({ min: 1, max: 5 }),
    }),
  },
  { weight: 4, arbitrary: turnOf('answered') },
  { weight: 1, arbitrary: turnOf('timed out') },
  { weight: 1, arbitrary: turnOf('lost') },
  { weight: 1, arbitrary: turnOf('late') },
);
const steps = fc.array(step, { minLength: 20, maxLength: 60, size: 'max' });

/** Model of two executions: which of them have a waiting or held task. */
class Pair {
  readonly #harness: DomainHarness;
  readonly #executions: readonly WorkflowExecution[];
  readonly #deciders: readonly Decider[];
  readonly #waiting = new Set(['0', '1']);
  readonly #held = new Set<string>();
  readonly tasks: DecisionTask[] = [];

  private constructor(harness: DomainHarness, executions: readonly WorkflowExecution[], cache: Cache) {
    this.#harness = harness;
    this.#executions = executions;
    this.#deciders = [cache, {}].map(cache => new Decider(harness.domain, 'decisions', { cache }));
  }

  static async create(cache: Cache): Promise<Pair> {
    const harness = await DomainHarness.open();
    const starts = ['0', '1'].map(workflowId => lastValueFrom(harness.type.startExecution({ workflowId })));
    return new Pair(harness, await Promise.all(starts), cache);
  }

  async take(given: Step): Promise<void> {
    if (given.type === 'signal') return this.#signal(given.execution, given.count);
    const available = [...this.#waiting].some(workflowId => !this.#held.has(workflowId));
    const task = available ? await lastValueFrom(this.#deciders[given.decider]?.poll() ?? EMPTY) : undefined;
    if (task === undefined) return;
    const { workflowId } = task.workflowExecution;
    expect(stateOf(task.history)).toEqual(stateOf(await this.wholeOf(task)));
    this.tasks.push(task);
    this.#waiting.delete(workflowId);
    this.#held.add(workflowId);
    if (given.type === 'timed out') this.#timeOut();
    if (given.type === 'lost')
      this.#harness.fail('RespondDecisionTaskCompleted', 1, connectionReset(), 'after');
    if (given.type === 'lost' || given.type === 'answered') {
      await lastValueFrom(task.complete()).catch(() => undefined);
      this.#held.delete(workflowId);
    }
  }

  async wholeOf({ workflowExecution: { workflowId }, startedEventId }: DecisionTask) {
    const history = await lastValueFrom(this.#executions[Number(workflowId)]?.history() ?? EMPTY);
    return history.slice(0, startedEventId);
  }

  close(): Promise<void> {
    return this.#harness.swf.close();
  }

  async #signal(execution: number, count: number): Promise<void> {
    const one = this.#executions[execution];
    await lastValueFrom(range(count).pipe(concatMap(n => one?.signal('ping', n) ?? EMPTY)));
    this.#waiting.add(String(execution));
  }

  #timeOut(): void {
    this.#harness.clock.advance(30_000);
    for (const workflowId of this.#held) this.#waiting.add(workflowId);
    this.#held.clear();
  }
}

describe('the history of a task', () => {
  const caches = fc.constantFrom<Cache>({}, { executions: 1 }, { events: 12 }, false);

  it('is always complete up to the task, whoever decided before and whatever was lost', () =>
    fc.assert(
      fc.asyncProperty(steps, caches, async (given, cache) => {
        const pair = await Pair.create(cache);
        for (const next of given) await pair.take(next);
        for (const task of pair.tasks)
          expect(task.history.toJSON()).toEqual((await pair.wholeOf(task)).toJSON());
        await pair.close();
      }),
      { numRuns: 30 },
    ));
});
