import type { Step } from 'rx-swf/testing';
import { describe, expect, it } from 'vitest';
import { Walk } from '../../../src/cli/debug/Walk.js';

/** Three turns: events 1 to 6, 7 to 10 and 11 to 14. */
function* threeSteps(played: number[] = []): Generator<Step> {
  for (const [index, first] of [1, 7, 11].entries()) {
    played.push(index + 1);
    yield {
      turn: index + 1,
      startedEventId: first + 2,
      attempt: 1,
      at: '2026-01-01T00:00:00.000Z',
      isDue: false,
      events: [{ id: first, name: 'TimerFired', at: '2026-01-01T00:00:00.000Z' }],
      emitted: [],
      commands: [{ name: 'timer 1 s', kind: 'StartTimer', id: '1', eventId: first + 5 }],
      exposed: {},
      open: [],
    };
  }
}

function walk(...keys: string[]) {
  const state = new Walk(threeSteps());
  for (const key of keys) state.press(key.length === 1 ? { text: key, name: key } : { name: key });
  return state;
}

describe('Walk', () => {
  it('goes on and back, and stays at the ends', () => {
    expect(walk().step?.turn).toBe(1);
    expect(walk('n').step?.turn).toBe(2);
    expect(walk('right', 'space').step?.turn).toBe(3);
    expect(walk('n', 'n', 'n')).toMatchObject({
      step: { turn: 3 },
      prompt: expect.stringContaining('This is the last turn'),
    });
    expect(walk('n', 'n', 'b').step?.turn).toBe(2);
    expect(walk('b')).toMatchObject({
      step: { turn: 1 },
      prompt: expect.stringContaining('This is the first turn'),
    });
    expect(walk('end').step?.turn).toBe(3);
    expect(walk('end', 'home').step?.turn).toBe(1);
  });

  it('goes to the turn of an event: one that came in, started the task, or was written', () => {
    expect(walk('7', 'return').step?.turn).toBe(2);
    expect(walk('9', 'return').step?.turn).toBe(2);
    expect(walk('1', '2', 'backspace', '1', 'return').step?.turn).toBe(3);
    expect(walk('1', '6', 'return').step?.turn).toBe(3);
    expect(walk('end', '6', 'return').step?.turn).toBe(1);
    expect(walk('1', '1').prompt).toBe('to event 11');
    expect(walk('9', '9', 'return')).toMatchObject({
      step: { turn: 1 },
      prompt: expect.stringContaining('No turn has event 99'),
    });
  });

  it('runs the code of a turn only when it gets there', () => {
    const played: number[] = [];
    const state = new Walk(threeSteps(played));
    expect(played).toEqual([1]);
    state.press({ name: 'n' });
    state.press({ name: 'b' });
    expect(played).toEqual([1, 2]);
  });

  it('shows values in full, and ends', () => {
    expect(walk('s').isFull).toBe(true);
    expect(walk('s', 's').isFull).toBe(false);
    expect(walk('n').isOver).toBe(false);
    expect(walk('q').isOver).toBe(true);
    const state = walk();
    state.press({ name: 'c', isControl: true });
    expect(state.isOver).toBe(true);
  });
});
