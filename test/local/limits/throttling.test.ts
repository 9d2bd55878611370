import {
  type Decision,
  GetWorkflowExecutionHistoryCommand,
  ListDomainsCommand,
  SignalWorkflowExecutionCommand,
  type WorkflowExecution,
} from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import { callRaw } from '../../harness/callRaw.js';
import { expectFault } from '../../harness/expectFault.js';
import { activityType, domain, workflowType } from '../../harness/registrations.js';
import { SdkHarness } from '../../harness/SdkHarness.js';
import { decision, schedule } from '../../harness/sdkDecisions.js';
import { attributesOf } from '../../harness/sdkEvents.js';

const throttled = () => SdkHarness.open({ throttle: true });
const many = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Makes so many calls, without the SDK that would take its time; how many of them were refused for their rate. */
async function refusals(
  harness: SdkHarness,
  count: number,
  operation: string,
  input: object,
): Promise<number> {
  let refused = 0;
  for (const _ of many(count)) {
    const { body } = await callRaw(harness.swf, operation, input);
    if (/#ThrottlingException/.test(body?.__type)) refused += 1;
  }
  return refused;
}

const registered = { registrationStatus: 'REGISTERED' };

describe('a call', () => {
  it('is rejected when its bucket is empty, and accepted again as the bucket refills', async () => {
    const harness = await throttled();
    expect(await refusals(harness, 103, 'ListDomains', registered)).toBe(3);
    harness.clock.advance(166);
    await expectFault(
      harness.client.send(new ListDomainsCommand({ registrationStatus: 'REGISTERED' })),
      'ThrottlingException',
      'Rate exceeded',
    );
    harness.clock.advance(1);
    expect(await refusals(harness, 2, 'ListDomains', registered)).toBe(1);
    harness.clock.advance(1000);
    expect(await refusals(harness, 7, 'ListDomains', registered)).toBe(1);
    // No more than the bucket holds.
    harness.clock.advance(3_600_000);
    expect(await refusals(harness, 101, 'ListDomains', registered)).toBe(1);
  });

  it('leaves the buckets of other operations unchanged, and counts even if it is malformed', async () => {
    const harness = await throttled();
    expect(await refusals(harness, 201, 'DescribeDomain', {})).toBe(1);
    expect(await refusals(harness, 1, 'ListDomains', registered)).toBe(0);
  });

  it('is never throttled by default', async () => {
    expect(await refusals(await SdkHarness.open(), 300, 'ListDomains', registered)).toBe(0);
  });
});

describe('calls about one execution', () => {
  it('have buckets of their own', async () => {
    const harness = await throttled();
    const [execution, other] = [await harness.start('w1'), await harness.start('w2')];
    const history = (wanted = execution) => ({ domain, execution: wanted, maximumPageSize: 1 });
    expect(await refusals(harness, 401, 'GetWorkflowExecutionHistory', history())).toBe(1);
    expect(await refusals(harness, 1, 'GetWorkflowExecutionHistory', history(other))).toBe(0);
    const one = { domain, workflowId: 'w1' };
    expect(await refusals(harness, 201, 'RequestCancelWorkflowExecution', one)).toBe(1);
    const signal = (workflowId: string) => ({ domain, workflowId, signalName: 's' });
    expect(await refusals(harness, 1001, 'SignalWorkflowExecution', signal('w1'))).toBe(1);
    expect(await refusals(harness, 1, 'SignalWorkflowExecution', signal('w2'))).toBe(0);
    // Rejected calls are not in the history: two events of the start, 200 cancels, 1,000 signals.
    harness.clock.advance(10);
    const { events } = await harness.client.send(
      new GetWorkflowExecutionHistoryCommand({ domain, execution, reverseOrder: true, maximumPageSize: 1 }),
    );
    expect(events?.[0]?.eventId).toBe(1202);
  });

  it('include heartbeats', async () => {
    const harness = await throttled();
    await harness.start();
    await harness.decide(schedule('a'));
    const { taskToken } = await harness.pollActivity();
    expect(await refusals(harness, 1001, 'RecordActivityTaskHeartbeat', { taskToken })).toBe(1);
  });
});

/** Maximum number of decisions in one response. */
const mostDecisions = 100;

const wake = ({ client }: SdkHarness) =>
  client.send(new SignalWorkflowExecutionCommand({ domain, workflowId: 'w1', signalName: 's' }));

describe('a decision beyond its rate fails with its cause:', () => {
  const cases: [string, number, number, (index: number) => Decision, object][] = [
    [
      'TIMER_CREATION_RATE_EXCEEDED',
      2000,
      5,
      index => decision('StartTimer', { timerId: `${index}`, startToFireTimeout: '60' }),
      { timerId: '2000' },
    ],
    [
      'ACTIVITY_CREATION_RATE_EXCEEDED',
      1000,
      5,
      index => schedule(`${index}`),
      { activityId: '1000', activityType },
    ],
    [
      'SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED',
      1200,
      9,
      () => decision('SignalExternalWorkflowExecution', { workflowId: 'x', signalName: 's', control: 'c' }),
      { workflowId: 'x', control: 'c', initiatedEventId: 0 },
    ],
    [
      'REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED',
      1200,
      9,
      () => decision('RequestCancelExternalWorkflowExecution', { workflowId: 'x', runId: 'r' }),
      { workflowId: 'x', runId: 'r', initiatedEventId: 0 },
    ],
    [
      'CHILD_CREATION_RATE_EXCEEDED',
      500,
      84,
      index =>
        decision('StartChildWorkflowExecution', {
          workflowId: `child ${index}`,
          workflowType,
          taskList: { name: 'children' },
        }),
      { workflowId: 'child 500', workflowType, initiatedEventId: 0 },
    ],
  ];

  it.each(cases)('%s', async (cause, size, milliseconds, make, attributes) => {
    const quotas = { openTimersPerExecution: 1e6, openActivityTasksPerExecution: 1e6 };
    const harness = await SdkHarness.open({ throttle: true, quotas });
    const execution = await harness.start();
    const decisions = many(size + 1).map(make);
    for (let sent = 0; sent < decisions.length; sent += mostDecisions) {
      if (sent > 0) await wake(harness);
      await harness.decide(...decisions.slice(sent, sent + mostDecisions));
    }
    const failures = async () =>
      (await history(harness, execution)).map(attributesOf).filter(found => hasCause(found, cause));
    const decisionTaskCompletedEventId = (await history(harness, execution)).findLast(
      ({ eventType }) => eventType === 'DecisionTaskCompleted',
    )?.eventId;
    expect(await failures()).toEqual([{ ...attributes, cause, decisionTaskCompletedEventId }]);
    harness.clock.advance(milliseconds);
    await wake(harness);
    await harness.decide(make(size + 1), make(size + 2));
    expect(await failures()).toHaveLength(2);
  });

  const hasCause = (found: unknown, cause: string) =>
    typeof found === 'object' && found !== null && 'cause' in found && found.cause === cause;

  async function history(harness: SdkHarness, execution: WorkflowExecution) {
    const events = [];
    let nextPageToken: string | undefined;
    do {
      const page = await harness.client.send(
        new GetWorkflowExecutionHistoryCommand({ domain, execution, nextPageToken }),
      );
      events.push(...(page.events ?? []));
      nextPageToken = page.nextPageToken;
    } while (nextPageToken !== undefined);
    return events;
  }
});
