import { ImportError, LocalSwf, manualClock } from 'rx-swf/local';
import { describe, expect, it } from 'vitest';
import { SdkHarness } from '../../harness/SdkHarness.js';
import { decision, schedule } from '../../harness/sdkDecisions.js';

async function history() {
  const harness = await SdkHarness.open();
  const execution = await harness.start('w1');
  await harness.decide(schedule('a1'), decision('StartTimer', { timerId: 't', startToFireTimeout: '5' }));
  await harness.completeActivity(await harness.pollActivity());
  harness.clock.advance(5000);
  return harness.events(execution);
}

type Events = Awaited<ReturnType<typeof history>>;

function refusal(events: Events, nextPageToken?: string): unknown {
  try {
    LocalSwf.fork(nextPageToken === undefined ? { events } : { events, nextPageToken });
  } catch (error) {
    if (error instanceof ImportError) return [error.code, error.eventId, error.message.replace(/\. .*/, '')];
    throw error;
  }
  return undefined;
}

const without = (events: Events, id: number) => events.filter(({ eventId }) => eventId !== id);
const changed = (events: Events, id: number, change: object): Events =>
  events.map(event => (event.eventId === id ? { ...event, ...change } : event));

describe('ImportError', () => {
  it('names the first event that a history lacks', async () => {
    const events = await history();
    expect(refusal([])).toEqual(['INCOMPLETE', 1, 'The history is incomplete: it has no events']);
    for (const { eventId = 0 } of events.slice(0, -1)) {
      const problem = `The history is incomplete: event ${eventId} is missing`;
      expect(refusal(without(events, eventId))).toEqual(['INCOMPLETE', eventId, problem]);
    }
    expect(refusal(events, 'next')).toEqual([
      'INCOMPLETE',
      events.length + 1,
      `The history is incomplete: it ends with event ${events.length}, but has a nextPageToken`,
    ]);
  });

  it('names the event that does not fit those before it', async () => {
    const events = await history();
    const rows: [number, object, string][] = [
      [1, { eventType: 'TimerFired' }, 'event 1 must be WorkflowExecutionStarted, got TimerFired'],
      [2, { eventTimestamp: undefined }, 'event 2 (DecisionTaskScheduled) has no valid eventTimestamp'],
      [
        5,
        { activityTaskScheduledEventAttributes: {} },
        'event 5 (ActivityTaskScheduled) has no activityType',
      ],
      [
        7,
        { activityTaskStartedEventAttributes: { scheduledEventId: 6 } },
        'scheduledEventId of event 7 (ActivityTaskStarted) must be the id of an earlier ActivityTaskScheduled, got 6',
      ],
      [
        10,
        {
          eventType: 'ActivityTaskFailed',
          activityTaskFailedEventAttributes: { scheduledEventId: 5, startedEventId: 7 },
        },
        'event 10 (ActivityTaskFailed) ends event 5, which event 8 has ended',
      ],
      [
        9,
        { eventType: 'WorkflowExecutionTerminated' },
        'event 10 (TimerFired) follows WorkflowExecutionTerminated',
      ],
    ];
    for (const [id, change, problem] of rows) {
      const found = refusal(changed(events, id, change));
      expect(found).toEqual(['INCOMPLETE', expect.any(Number), `The history is incomplete: ${problem}`]);
    }
  });

  it('is not thrown for an event id that the history does not have', async () => {
    const events = await history();
    expect(() => LocalSwf.fork({ events }, { at: 99 })).toThrow(
      new RangeError(`at must be the id of an event from 1 to ${events.length}, got 99`),
    );
  });

  it('refuses unknown options by name', async () => {
    const options = { clock: manualClock(), data: 'folder' };
    expect(() => LocalSwf.fork({ events: [] }, options)).toThrow('Unknown option "data" for LocalSwf.fork()');
  });

  it('names a format that only later versions read', async () => {
    const exported = { format: 2, events: await history() };
    // Such a file is JSON, whose type nothing has checked.
    const read = (): unknown => LocalSwf.fork(JSON.parse(JSON.stringify(exported)));
    expect(read).toThrow('exported in format 2, but this version of rx-swf reads format 1. Update rx-swf.');
  });
});
