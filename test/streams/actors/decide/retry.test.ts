import {
  ActivityFailure,
  completeWorkflowExecution,
  Decider,
  type DecisionHandler,
  type DecisionTask,
  decide,
  type WorkflowExecution,
} from 'rx-swf';
import { firstValueFrom, lastValueFrom } from 'rxjs';
import { beforeEach, describe, expect, it } from 'vitest';
import { DomainHarness } from '../../../harness/DomainHarness.js';

let harness: DomainHarness;
let execution: WorkflowExecution;
let decider: Decider;

beforeEach(async () => {
  harness = await DomainHarness.open();
  decider = new Decider(harness.domain, 'decisions');
  execution = await lastValueFrom(harness.type.startExecution({ workflowId: 'album-7' }));
});

const turn = (handler: DecisionHandler) =>
  firstValueFrom(decider.pipe(decide(handler, { onError: 'retry' })));
const history = () => lastValueFrom(execution.history());
const waiting = async () => (await lastValueFrom(decider.pending())).count;
const signal = () => lastValueFrom(execution.signal('ping'));
const broken = () => {
  throw new RangeError('a bug');
};

describe("onError: 'retry'", () => {
  it('records the error, and calls the handler again with increasing delays', async () => {
    const waits: unknown[] = [];
    for (let n = 0; n < 12; n += 1) {
      const decided = await turn(broken);
      const seconds = decided.status === 'failed' ? (decided.retryIn ?? 0) : 0;
      waits.push(seconds);
      harness.clock.advance(seconds * 1000 - 1);
      expect(await waiting()).toBe(0);
      harness.clock.advance(1);
      expect(await waiting()).toBe(1);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
    const { markers } = await history();
    expect(markers.lives('rx-swf.error')).toHaveLength(12);
    expect(markers.get('rx-swf.error')?.details).toMatchObject({
      reason: 'RangeError: a bug',
      details: { name: 'RangeError', message: 'a bug', stack: expect.stringContaining('retry.test') },
    });
  });

  it('starts over with a short delay after a decision', async () => {
    await turn(broken);
    harness.clock.advance(1_000);
    expect(await turn(broken)).toMatchObject({ retryIn: 2 });
    harness.clock.advance(2_000);
    await turn(() => []);
    await signal();
    expect(await turn(broken)).toMatchObject({ status: 'failed', retryIn: 1 });
  });

  it('starts no second timer if other events trigger the task sooner', async () => {
    await turn(broken);
    await signal();
    expect(await turn(broken)).toMatchObject({ status: 'failed', retryIn: undefined });
    expect((await history()).timers.started.map(({ id }) => id)).toEqual(['rx-swf.error.3']);
    expect(await waiting()).toBe(0);
  });

  it('shows the handler all events since the last decided turn as new', async () => {
    const seen: DecisionTask[] = [];
    const handler: DecisionHandler = task => {
      seen.push(task);
      return seen.length === 2 ? broken() : [];
    };
    await turn(handler);
    await signal();
    await turn(handler);
    harness.clock.advance(1_000);
    await turn(handler);
    expect(seen.map(({ previousStartedEventId }) => previousStartedEventId)).toEqual([0, 3, 3]);
  });

  it('treats decisions that SWF refuses as a failure', async () => {
    const refused = () => [completeWorkflowExecution(), completeWorkflowExecution()];
    expect(await turn(refused)).toMatchObject({ status: 'failed', retryIn: 1 });
    harness.clock.advance(1_000);
    expect(await turn(() => [completeWorkflowExecution()])).toMatchObject({ status: 'completed' });
    expect((await history()).execution.closeStatus).toBe('COMPLETED');
  });

  it('shortens details that are too long', async () => {
    await turn(() => {
      throw new ActivityFailure('r'.repeat(300), 'x'.repeat(40_000));
    });
    expect((await history()).markers.get('rx-swf.error')?.details).toEqual({
      task: 3,
      reason: 'r'.repeat(256),
      details: { truncated: true, preview: expect.stringMatching(/^x{10000,}$/) },
      truncated: true,
    });
  });
});
