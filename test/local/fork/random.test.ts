import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { domain, registrations, workflowType } from '../../harness/registrations.js';
import { RawHarness } from '../RawHarness.js';
import { decisions, type Step, step, take } from '../randomSteps.js';
import { Continuation } from './Continuation.js';
import { eventAttributes, type RecordedWireEvent, toRow } from './recordedEvents.js';

const isUsable = ({ act, workflowId }: Step) =>
  // No event tells of a heartbeat, so that a fork can't know of it.
  act !== 'heartbeat' && act !== 'decide' && !(act === 'terminate' && workflowId === 'w1');

const isForeign = (decision: object) => /External|StartChild|Lambda/.test(JSON.stringify(decision));

/** Keeps one effect outside of the execution: of several at once, a fork can't know which came first. */
const withOneForeign = (given: readonly object[]) =>
  given.filter((each, index) => !isForeign(each) || given.findIndex(isForeign) === index);

const decide = decisions.map(withOneForeign).map((given): Step[] => [
  { act: 'poll for a decision task' },
  // A timer of no time fires at the moment at which an answer from elsewhere arrives, in either order.
  { act: 'decide', decisions: given.map(each => JSON.parse(JSON.stringify(each).replace('"0"', '"1"'))) },
]);

const steps = fc
  .array(
    fc.oneof(
      { weight: 2, arbitrary: decide },
      { weight: 3, arbitrary: step.filter(isUsable).map(each => [each]) },
    ),
    { minLength: 15, maxLength: 40, size: 'max' },
  )
  .map(each => each.flat());

/** Plays random steps, and returns the histories of all executions with the id w1. */
async function record(played: readonly Step[]) {
  const harness = await new RawHarness({ lambda: { F: input => input } }).prepare();
  await harness.call('DeprecateWorkflowType', { domain, workflowType });
  await harness.call('DeleteWorkflowType', { domain, workflowType });
  await harness.call('RegisterWorkflowType', {
    ...registrations.workflowType,
    defaultExecutionStartToCloseTimeout: '500',
    defaultTaskStartToCloseTimeout: '20',
    defaultLambdaRole: 'arn:aws:iam::123456789012:role/r',
  });
  const first = [{ act: 'start', workflowId: 'w1' }, { act: 'poll for a decision task' }];
  for (const each of [...first, ...played]) {
    await take(harness, each);
    // Lambda functions answer.
    await setImmediate();
  }
  const histories: RecordedWireEvent[][] = [];
  for (const execution of new Map(harness.runs.map(run => [run.runId, run])).values()) {
    if (execution.workflowId !== 'w1') continue;
    const { events } = await harness.call('GetWorkflowExecutionHistory', { domain, execution });
    histories.push(events);
  }
  await harness.swf.close();
  return histories;
}

/** Returns true if a child failed to start because of an execution elsewhere, which no fork knows of. */
const isBlocked = (events: readonly RecordedWireEvent[], at: number) =>
  events.some(event => {
    const { cause, decisionTaskCompletedEventId } = eventAttributes(event);
    return (
      cause === 'WORKFLOW_ALREADY_RUNNING' && Number(decisionTaskCompletedEventId) <= at && event.eventId > at
    );
  });

it('a fork of any execution goes on as recorded from every event', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async played => {
      for (const events of await record(played)) {
        for (const { eventId } of events) {
          if (isBlocked(events, eventId)) continue;
          const repeated = await new Continuation({ events }, events, eventId).finish();
          expect(
            repeated.map(event => toRow(event)),
            `from event ${eventId}`,
          ).toEqual(events.map(event => toRow(event)));
        }
      }
    }),
    { numRuns: 40 },
  );
});
