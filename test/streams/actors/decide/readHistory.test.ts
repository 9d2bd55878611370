import { SWFClient } from '@aws-sdk/client-swf';
import { Domain, History } from 'rx-swf';
import { HistoryBuilder } from 'rx-swf/testing';
import { lastValueFrom, of } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { readHistory } from '../../../../src/streams/actors/decide/readHistory.js';

const album = (signalName: string) => {
  const builder = new HistoryBuilder().start({ workflowType: { name: 'Album', version: '1' } }).turn();
  for (let n = 0; n < 6; n += 1) builder.signal(signalName);
  return builder.decisionTaskStarted().events;
};
// This client never sends anything.
const domain = new Domain({ name: 'media', client: new SWFClient({ region: 'us-east-1' }) });

/** Reads the history of the task that started with an event and arrived with the given events. */
const read = (events: ReturnType<typeof album>, startedEventId: number, kept?: History) =>
  lastValueFrom(
    readHistory(
      {
        domain,
        execution: { workflowId: 'album-7', runId: 'r-1' },
        startedEventId,
        previousStartedEventId: 0,
        first: events,
        pages$: of(events),
        backoff: {},
      },
      kept,
    ),
  );

describe('readHistory', () => {
  const events = album('ping');

  it('cuts the cached history at the task if a later task was read before it', async () => {
    const kept = History.from(events);
    expect((await read(events.slice(0, 3), 3, kept)).toJSON()).toEqual({ events: events.slice(0, 3) });
    expect((await read([], 3, kept)).length).toBe(3);
    expect(kept.length).toBe(events.length);
  });

  it('ignores a cached history that contradicts the events of the task', async () => {
    const other = new HistoryBuilder().start({ workflowType: { name: 'Album', version: '1' } });
    for (let n = 0; n < 6; n += 1) other.signal('pong');
    const read$ = read(events, events.length, History.from(other.events));
    expect((await read$).toJSON()).toEqual({ events });
  });

  it('errors if an event is missing', async () => {
    const holed = events.filter(({ eventId }) => eventId !== 5);
    await expect(read(holed, events.length)).rejects.toMatchObject({
      name: 'ResponseError',
      kind: 'IncompleteHistory',
      message: `The history is incomplete: expected ${events.length} events, got ${events.length - 1}`,
    });
  });
});
