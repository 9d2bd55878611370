import { readFileSync } from 'node:fs';
import { type HistoryEventLike, SwfError } from 'rx-swf';
import { replay } from 'rx-swf/testing';
import { describe, expect, it } from 'vitest';
import { plays } from '../../workflows/golden/plays.js';

interface Golden {
  readonly execution: { readonly workflowId: string; readonly runId: string };
  readonly history: { readonly events: readonly HistoryEventLike[] };
}

const goldenOf = (name: string) =>
  JSON.parse(
    readFileSync(new URL(`../../workflows/golden/${name.toLowerCase()}.json`, import.meta.url), 'utf8'),
  ) as Golden;

/** An event without one of its attributes, for each of them. */
function* lacking(event: HistoryEventLike): Generator<readonly [attribute: string, HistoryEventLike]> {
  const [member, attributes] = Object.entries(event).find(([key]) => key.endsWith('EventAttributes')) ?? [];
  if (member === undefined) return;
  for (const left of Object.keys(attributes as object)) {
    const others = Object.entries(attributes as object).filter(([key]) => key !== left);
    yield [left, { ...event, [member]: Object.fromEntries(others) }];
  }
}

describe('replaying a history that lacks an attribute', () => {
  it.each(plays.filter(({ name }) => name !== 'Crowd').map(play => [play.name, play] as const))(
    'passes, or fails with an error of the library: %s',
    (name, play) => {
      const { history, execution } = goldenOf(name);
      for (const [at, event] of history.events.entries()) {
        for (const [left, other] of lacking(event)) {
          const what = `${event.eventType} without ${left}`;
          try {
            replay(play, { events: history.events.with(at, other) }, { ...execution, domain: 'media' });
          } catch (error) {
            expect(error, what).toBeInstanceOf(SwfError);
          }
        }
      }
    },
  );

  it('passes where children and external executions do not say which they are', () => {
    const [play] = plays;
    if (play === undefined) throw new Error('There is no play');
    const { history, execution } = goldenOf(play.name);
    const events = history.events.map(event => {
      for (const [left, other] of lacking(event)) if (left === 'workflowExecution') return other;
      return event;
    });
    expect(events).not.toEqual(history.events);
    expect(replay(play, { events }, { ...execution, domain: 'media' }).outcome).toBe('continued');
  });
});
