import {
  completeWorkflowExecution,
  type DecideOptions,
  Decider,
  type DecisionHandler,
  type DecisionTask,
  decide,
  recordMarker,
  type WorkflowExecution,
} from 'rx-swf';
import { firstValueFrom, lastValueFrom } from 'rxjs';
import { beforeEach, describe, expect, it } from 'vitest';
import { connectionReset } from '../../../harness/connectionReset.js';
import { DomainHarness } from '../../../harness/DomainHarness.js';

let harness: DomainHarness;
let execution: WorkflowExecution;

beforeEach(async () => {
  harness = await DomainHarness.open();
  execution = await lastValueFrom(harness.type.startExecution({ workflowId: 'album-7' }));
});

/** One turn of a decider without memory, after the events of 0 s. */
async function turn(handler: DecisionHandler, options?: DecideOptions) {
  harness.clock.advance(0);
  return firstValueFrom(new Decider(harness.domain, 'decisions').pipe(decide(handler, options)));
}
const history = () => lastValueFrom(execution.history());
const pending = () => lastValueFrom(new Decider(harness.domain, 'decisions').pending());
const steps = (count: number, details?: unknown) =>
  Array.from({ length: count }, (_, n) => recordMarker({ markerName: `step ${n}`, details }));
const recorded = async () =>
  (await history()).markers.recorded.map(({ id }) => id).filter(id => id.startsWith('step '));
const names = (count: number) => Array.from({ length: count }, (_, n) => `step ${n}`);

/** Decides the steps once, and nothing afterwards. Records the events that it was shown. */
function once(count: number, seen: DecisionTask[] = []): DecisionHandler {
  return task => {
    seen.push(task);
    return task.history.markers.has('step 0') ? [] : steps(count);
  };
}

describe('decisions that do not fit into one answer', () => {
  it('are sent over several decision tasks, each once and in order, followed by one more task', async () => {
    const seen: DecisionTask[] = [];
    const handler = once(250, seen);
    const turns = [];
    for (let n = 0; n < 4; n += 1) turns.push(await turn(handler));
    expect(turns).toMatchObject([{ left: 152 }, { left: 54 }, { left: 0 }, { left: 0, decisions: [] }]);
    expect(await recorded()).toEqual(names(250));
    expect(await pending()).toMatchObject({ count: 0 });
    expect(seen.map(task => task.history.length)).toEqual([3, 3, 3, (await history()).length - 1]);
    expect(seen.map(task => task.startedEventId).slice(0, 3)).toEqual([3, 3, 3]);
  });

  it('keep events new that arrived after their task', async () => {
    const seen: DecisionTask[] = [];
    const handler = once(120, seen);
    await turn(handler);
    await lastValueFrom(execution.signal('ping'));
    await turn(handler);
    await turn(handler);
    expect(seen.map(task => task.previousStartedEventId)).toEqual([0, 0, 3]);
    expect(seen[2]?.history.signals.length).toBe(1);
  });

  it('are split by size, too', async () => {
    const handler: DecisionHandler = task =>
      task.history.markers.has('step 0') ? [] : steps(40, 'x'.repeat(32_000));
    expect(await turn(handler)).toMatchObject({ status: 'completed', left: 14 });
    expect(await turn(handler)).toMatchObject({ status: 'completed', left: 0 });
    expect(await recorded()).toEqual(names(40));
  });

  it('are sent once although an answer was lost and a task timed out in between', async () => {
    const handler = once(250);
    harness.fail('RespondDecisionTaskCompleted', 1, connectionReset(), 'after');
    await turn(handler, { backoff: { initial: 1 } });
    harness.clock.advance(0);
    await firstValueFrom(new Decider(harness.domain, 'decisions'));
    harness.clock.advance(30_000);
    await turn(handler);
    await turn(handler);
    expect(await recorded()).toEqual(names(250));
  });

  it('close the execution with the last part', async () => {
    const handler = () => [...steps(150), completeWorkflowExecution({ result: 'done' })];
    expect(await turn(handler)).toMatchObject({ left: 53 });
    expect(await turn(handler)).toMatchObject({ left: 0 });
    expect((await history()).execution).toMatchObject({ closeStatus: 'COMPLETED', result: 'done' });
    expect(await recorded()).toEqual(names(150));
  });

  it('do not close the execution if the handler has not seen all events', async () => {
    const handler: DecisionHandler = task => {
      const { markers, signals } = task.history;
      const close = completeWorkflowExecution({ result: signals.length });
      return markers.has('step 0') ? [close] : [...steps(150), close];
    };
    await turn(handler);
    await lastValueFrom(execution.signal('ping'));
    await turn(handler);
    expect((await history()).finished).toBe(false);
    await turn(handler);
    expect((await history()).execution).toMatchObject({ closeStatus: 'COMPLETED', result: 1 });
    expect(await recorded()).toEqual(names(150));
  });

  it('send the other options of the answer with the last part', async () => {
    const handler = () => ({ decisions: steps(150), executionContext: 'all sent' });
    await turn(handler);
    expect((await lastValueFrom(execution.upstream())).executionContext).toBeUndefined();
    await turn(handler);
    expect((await lastValueFrom(execution.upstream())).executionContext).toBe('all sent');
  });

  it('fail if the handler does not decide by the history alone', async () => {
    let calls = 0;
    const handler = () => steps(150, ++calls);
    await turn(handler);
    expect(await turn(handler, { onError: 'fail' })).toMatchObject({
      status: 'failed',
      error: {
        kind: 'NotDeterministic',
        message: expect.stringContaining('The handler is not deterministic'),
      },
    });
    expect((await history()).execution.closeStatus).toBe('FAILED');
    expect(await recorded()).toEqual(names(98));
  });

  it('continue from where they were after a failure that is retried', async () => {
    let broken = false;
    const handler: DecisionHandler = task => (broken ? Promise.reject(new Error('a bug')) : once(150)(task));
    const options = { onError: 'retry' } as const;
    await turn(handler, options);
    broken = true;
    expect(await turn(handler, options)).toMatchObject({ status: 'failed', retryIn: 1 });
    broken = false;
    harness.clock.advance(1_000);
    await turn(handler, options);
    expect(await recorded()).toEqual(names(150));
  });
});
