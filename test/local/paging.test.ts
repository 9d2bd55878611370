import {
  DeprecateActivityTypeCommand,
  GetWorkflowExecutionHistoryCommand,
  ListActivityTypesCommand,
  type ListActivityTypesInput,
  ListOpenWorkflowExecutionsCommand,
  PollForDecisionTaskCommand,
  paginateListActivityTypes,
  RegisterActivityTypeCommand,
  SignalWorkflowExecutionCommand,
} from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import { expectFault } from '../harness/expectFault.js';
import { decisionList, domain } from '../harness/registrations.js';
import { SdkHarness } from '../harness/SdkHarness.js';
import { complete } from '../harness/sdkDecisions.js';

async function withTypes(count: number) {
  const harness = await SdkHarness.open({ quotas: { activityTypesPerDomain: Number.POSITIVE_INFINITY } });
  await harness.client.send(
    new DeprecateActivityTypeCommand({ domain, activityType: { name: 'Resize', version: '1' } }),
  );
  const names = Array.from({ length: count }, (_, index) => `T${String(index).padStart(6, '0')}`);
  await Promise.all(
    names.map(name => harness.client.send(new RegisterActivityTypeCommand({ domain, name, version: '1' }))),
  );
  const list = async (given: Partial<ListActivityTypesInput> = {}) => {
    const input = { domain, registrationStatus: 'REGISTERED' as const, ...given };
    const { typeInfos = [], nextPageToken } = await harness.client.send(new ListActivityTypesCommand(input));
    return { names: typeInfos.map(({ activityType }) => activityType?.name), nextPageToken };
  };
  return { harness, names, list };
}

describe('a list in pages', () => {
  it('is complete, in order and without repetition, whatever the page size', async () => {
    const { names, list } = await withTypes(10);
    for (const maximumPageSize of [1, 3, 5, 10, 11, 0]) {
      for (const reverseOrder of [false, true]) {
        const seen: unknown[] = [];
        let nextPageToken: string | undefined;
        do {
          const page = await list({ maximumPageSize, reverseOrder, nextPageToken });
          expect(page.names.length).toBeLessThanOrEqual(maximumPageSize || 1000);
          seen.push(...page.names);
          nextPageToken = page.nextPageToken;
        } while (nextPageToken !== undefined);
        expect(seen).toEqual(reverseOrder ? names.toReversed() : names);
      }
    }
  });

  it('has no token on the last page, even if it is exactly full', async () => {
    const { list } = await withTypes(4);
    const first = await list({ maximumPageSize: 2 });
    expect(first.nextPageToken?.length).toBeLessThanOrEqual(2048);
    const second = await list({ maximumPageSize: 2, nextPageToken: first.nextPageToken });
    expect(second.names).toHaveLength(2);
    expect(second.nextPageToken).toBeUndefined();
  });

  it('has pages of 1000 by default', async () => {
    const { harness, list } = await withTypes(1001);
    expect((await list()).names).toHaveLength(1000);
    const sizes: number[] = [];
    const input = { domain, registrationStatus: 'REGISTERED' as const };
    for await (const page of paginateListActivityTypes({ client: harness.client }, input)) {
      sizes.push(page.typeInfos?.length ?? 0);
    }
    expect(sizes).toEqual([1000, 1]);
  });

  it('continues at the same place although items are added and removed between pages', async () => {
    const { harness, list } = await withTypes(6);
    const first = await list({ maximumPageSize: 3 });
    expect(first.names.at(-1)).toBe('T000002');
    const activityType = { name: 'T000002', version: '1' };
    await harness.client.send(new DeprecateActivityTypeCommand({ domain, activityType }));
    await harness.registerActivityType({ name: 'T000000a' });
    await harness.registerActivityType({ name: 'T000003a' });
    const second = await list({ maximumPageSize: 3, nextPageToken: first.nextPageToken });
    expect(second.names).toEqual(['T000003', 'T000003a', 'T000004']);
  });

  it('can change its page size between pages', async () => {
    const { list } = await withTypes(6);
    const { nextPageToken } = await list({ maximumPageSize: 1 });
    expect((await list({ maximumPageSize: 2, nextPageToken })).names).toEqual(['T000001', 'T000002']);
  });

  it('rejects tokens that are forged, foreign or of another query', async () => {
    const { harness, list } = await withTypes(3);
    const { nextPageToken = '' } = await list({ maximumPageSize: 1 });
    const other = await withTypes(3);
    const foreign = (await other.list({ maximumPageSize: 1 })).nextPageToken;
    const tampered = nextPageToken.replace(/.{6}$/, 'AAAAAA');
    for (const call of [
      list({ nextPageToken: 'x' }),
      list({ nextPageToken: '' }),
      list({ nextPageToken: foreign }),
      list({ nextPageToken: tampered }),
      list({ nextPageToken, reverseOrder: true }),
      list({ nextPageToken, registrationStatus: 'DEPRECATED' }),
      list({ nextPageToken, name: 'T000001' }),
      harness.client.send(
        new ListOpenWorkflowExecutionsCommand({
          domain,
          startTimeFilter: { oldestDate: new Date(0) },
          nextPageToken,
        }),
      ),
    ]) {
      await expectFault(call, 'ValidationException', 'Invalid token');
    }
  });

  it('rejects a token after 24 hours', async () => {
    const { harness, list } = await withTypes(3);
    const { nextPageToken } = await list({ maximumPageSize: 1 });
    harness.clock.advance(86_400_000);
    await list({ maximumPageSize: 1, nextPageToken });
    harness.clock.advance(1);
    await expectFault(
      list({ nextPageToken }),
      'ValidationException',
      'Specified token has exceeded its maximum lifetime',
    );
  });
});

describe('a history in pages', () => {
  it('is complete in both directions, including events after the first page', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    const signal = new SignalWorkflowExecutionCommand({ domain, workflowId: 'w1', signalName: 's' });
    for (let count = 0; count < 5; count++) await harness.client.send(signal);
    const read = async (reverseOrder: boolean, during = async () => {}) => {
      const seen: (number | undefined)[] = [];
      let nextPageToken: string | undefined;
      do {
        const page = await harness.client.send(
          new GetWorkflowExecutionHistoryCommand({
            domain,
            execution,
            maximumPageSize: 3,
            reverseOrder,
            nextPageToken,
          }),
        );
        seen.push(...(page.events?.map(({ eventId }) => eventId) ?? []));
        ({ nextPageToken } = page);
        if (seen.length === 3) await during();
      } while (nextPageToken !== undefined);
      return seen;
    };
    expect(await read(false)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(await read(true)).toEqual([7, 6, 5, 4, 3, 2, 1]);
    const growing = await read(false, async () => void (await harness.client.send(signal)));
    expect(growing).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe('a decision task in pages', () => {
  it.each([false, true])(
    'is the same task on each page, and its history stands still (reversed: %s)',
    async reverseOrder => {
      const harness = await SdkHarness.open();
      const execution = await harness.start();
      const signal = new SignalWorkflowExecutionCommand({ domain, workflowId: 'w1', signalName: 's' });
      for (let count = 0; count < 4; count++) await harness.client.send(signal);
      const paging = { maximumPageSize: 3, reverseOrder };
      const first = await harness.pollDecision(paging);
      await harness.client.send(signal);
      const second = await harness.pollDecision({ ...paging, nextPageToken: first.nextPageToken });
      const third = await harness.pollDecision({ ...paging, nextPageToken: second.nextPageToken });
      for (const page of [second, third]) {
        expect(page).toMatchObject({
          taskToken: first.taskToken,
          startedEventId: 7,
          previousStartedEventId: 0,
          workflowExecution: execution,
          workflowType: first.workflowType,
        });
      }
      const seen = [first, second, third].flatMap(({ events }) => events?.map(({ eventId }) => eventId));
      const all = [1, 2, 3, 4, 5, 6, 7];
      expect(seen).toEqual(reverseOrder ? all.toReversed() : all);
      expect(third).not.toHaveProperty('nextPageToken');
      // Paging appends nothing: 8 and 9 are the signal and the decision task that it asked for.
      expect(await harness.types(execution, 8)).toEqual([
        'WorkflowExecutionSignaled',
        'DecisionTaskScheduled',
      ]);
      await harness.respond(third, complete());
    },
  );

  it('rejects a token with other arguments', async () => {
    const harness = await SdkHarness.open();
    await harness.start();
    const { nextPageToken } = await harness.pollDecision({ maximumPageSize: 1 });
    for (const given of [
      { reverseOrder: true },
      { taskList: { name: 'other' } },
      { startAtPreviousStartedEvent: true },
    ]) {
      await expectFault(
        harness.client.send(
          new PollForDecisionTaskCommand({ domain, taskList: decisionList, nextPageToken, ...given }),
        ),
        'ValidationException',
        'Invalid token',
      );
    }
  });
});
