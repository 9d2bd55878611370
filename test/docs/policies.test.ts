import * as sdk from '@aws-sdk/client-swf';
import { ActivityWorker, Decider, decide, perform } from 'rx-swf';
import { concatMap, delayWhen, firstValueFrom, lastValueFrom, take } from 'rxjs';
import { describe, expect, it, vi } from 'vitest';
import { DomainHarness } from '../harness/DomainHarness.js';
import { intercept } from '../harness/intercept.js';
import { readPages } from './blocks.js';

interface Policy {
  readonly Statement: readonly { readonly Action: string | readonly string[] }[];
}

const policies = readPages()
  .flatMap(({ blocks }) => blocks)
  .filter(({ info, code }) => info === 'json' && code.includes('"Statement"'))
  .map(({ code }): Policy => JSON.parse(code));

const actionsOf = ({ Statement }: Policy) =>
  Statement.flatMap(({ Action }) => Action).map(action => action.replace(/^swf:/, ''));

/** Those that the policy which allows this one does not allow. */
const refused = (actions: Iterable<string>, by: string) => {
  const allowed = policies.map(actionsOf).find(names => names.includes(by));
  return [...actions].filter(action => !allowed?.includes(action));
};

/** The operations and decisions that a client sends from now on. */
function watched(harness: DomainHarness): Set<string> {
  const sent = new Set<string>();
  intercept(harness.client, /./, ({ operation, input, send }) => {
    sent.add(operation);
    const { decisions = [] } = input as sdk.RespondDecisionTaskCompletedInput;
    for (const { decisionType } of decisions) sent.add(`${decisionType}`);
    return send();
  });
  return sent;
}

describe('the IAM policies in the docs', () => {
  it('name existing actions', () => {
    const decisions: string[] = Object.values(sdk.DecisionType);
    const isKnown = (action: string) => `${action}Command` in sdk || decisions.includes(action);
    expect(policies).toHaveLength(3);
    expect(policies.flatMap(actionsOf).filter(action => !isKnown(action))).toEqual([]);
  });

  it('allow the calls of a worker', async () => {
    const harness = await DomainHarness.open();
    await harness.resizing(0, 1, 2);
    const sent = watched(harness);
    const worker = new ActivityWorker<number>(harness.domain, 'thumbnails');
    const work = perform<number, unknown>(({ input }) => {
      if (input === 0) throw new Error('too large');
      // The heartbeat timeout is asked for when a heartbeat could be due.
      return worker.pending().pipe(delayWhen(() => vi.waitUntil(() => sent.has('DescribeActivityType'))));
    });
    await lastValueFrom(worker.pipe(work, take(2)));
    const task = await firstValueFrom(worker);
    await lastValueFrom(task.heartbeat().pipe(concatMap(() => task.cancel())));
    expect(refused(sent, 'PollForActivityTask')).toEqual([]);
    expect(sent.size).toBe(7);
  });

  it('allow the calls and the decisions of a decider', async () => {
    const harness = await DomainHarness.open();
    const execution = await harness.resizing(0);
    await lastValueFrom(execution.signal('enough'));
    const sent = watched(harness);
    const decider = new Decider(harness.domain, 'decisions');
    const handler = () => {
      throw new Error('a bug');
    };
    await lastValueFrom(decider.pipe(decide(handler, { onError: 'retry' }), take(1)));
    await lastValueFrom(decider.pending());
    expect(refused(sent, 'PollForDecisionTask')).toEqual([]);
    expect([...sent]).toEqual(
      expect.arrayContaining(['GetWorkflowExecutionHistory', 'RecordMarker', 'StartTimer']),
    );
  });
});
