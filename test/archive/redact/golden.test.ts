import { readFileSync } from 'node:fs';
import type { HistoryEvent } from '@aws-sdk/client-swf';
import { replay } from 'rx-swf/testing';
import { describe, expect, it } from 'vitest';
import { redactHistory } from '../../../src/archive/redact/redactHistory.js';
import { plays } from '../../workflows/golden/plays.js';

describe('A redacted golden history', () => {
  it.each(plays.map(play => [play.name, play] as const))('of %s replays', (name, play) => {
    const file = new URL(`../../workflows/golden/${name.toLowerCase()}.json`, import.meta.url);
    const { execution, history } = JSON.parse(readFileSync(file, 'utf8'));
    const events: HistoryEvent[] = history.events.map((event: HistoryEvent) => ({
      ...event,
      eventTimestamp: new Date(`${event.eventTimestamp}`),
    }));
    const before = replay(play, events, execution);
    expect(replay(play, redactHistory(events), execution)).toMatchObject({
      outcome: before.outcome,
      turns: before.turns,
    });
  });
});
