import { readFileSync } from 'node:fs';
import { LocalSwf } from 'rx-swf/local';
import { describe, expect, it } from 'vitest';
import { Continuation } from './Continuation.js';
import { type RecordedWireEvent, toRow } from './recordedEvents.js';

const names = ['cancelRefused', 'timers', 'child', 'closeRefused', 'cancelAccepted', 'timeouts'];

function read(name: string): { events: RecordedWireEvent[] } {
  return JSON.parse(readFileSync(new URL(`./recorded/${name}.json`, import.meta.url), 'utf8'));
}

const secondsOf = (time: unknown) => (typeof time === 'number' ? time : Date.parse(`${time}`) / 1000);

/** Histories recorded from the real service, in the forms in which the AWS CLI prints them. */
describe('a fork of a recorded history', () => {
  it.each(names)('goes on as recorded from every event: %s', async name => {
    const history = read(name);
    const recorded = history.events
      .toSorted((a, b) => a.eventId - b.eventId)
      .map(event => ({ ...event, eventTimestamp: secondsOf(event.eventTimestamp) }));
    for (const { eventId } of recorded) {
      const events = await new Continuation(history, recorded, eventId).finish();
      // The real service is some milliseconds late, and always writes the timeout of an unrestricted wait.
      const rows = (list: RecordedWireEvent[]) =>
        list.map(event =>
          JSON.parse(JSON.stringify(toRow(event, false)).replace(/,?"scheduleToStartTimeout":"NONE"/g, '')),
        );
      expect(rows(events), `from event ${eventId}`).toEqual(rows(recorded));
      for (const [index, event] of events.entries()) {
        expect(Math.abs(event.eventTimestamp - (recorded[index]?.eventTimestamp ?? 0))).toBeLessThan(0.1);
      }
    }
  });

  it('is closed if it is taken at its end', async () => {
    await using fork = LocalSwf.fork(read('child'));
    expect(fork.execution.eventId).toBe(14);
    expect(await fork.execution.children()).toEqual([]);
  });
});
