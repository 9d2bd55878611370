import { HistoryBuilder, replay, type Step, stepsOf } from 'rx-swf/testing';
import { workflow } from 'rx-swf/workflows';
import { map } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { shop } from '../../cli/debug/shop.js';
import { plays } from '../../workflows/golden/plays.js';
import { album, begun, ended, resize } from '../replay/albums.js';
import { goldenOf } from '../replay/goldenOf.js';
import { shopping } from '../replay/shopping.js';

const named = (step: Step | undefined) => ({
  events: step?.events.map(({ name, about }) => [name, about]),
  commands: step?.commands.map(({ name }) => name),
  open: step?.open.map(({ name }) => name),
});

describe('stepsOf()', () => {
  it('yields what came in, what was emitted and asked for, and what is waited for, turn by turn', () => {
    const [first, second, third, ...others] = stepsOf(album, ended().build());
    expect(named(first)).toEqual({
      events: [['WorkflowExecutionStarted', undefined]],
      commands: ['run Resize', 'run Resize'],
      open: ['run Resize', 'run Resize'],
    });
    expect(named(second)).toEqual({
      events: [['ActivityTaskCompleted', 'run Resize']],
      commands: ['timer 3600 s'],
      open: ['run Resize', 'timer 3600 s'],
    });
    expect(named(third)).toEqual({
      events: [['ActivityTaskCompleted', 'run Resize']],
      commands: ['timer 3600 s'],
      open: ['timer 3600 s', 'timer 3600 s'],
    });
    expect(others.map(named)).toEqual([
      { events: [['TimerFired', 'timer 3600 s']], commands: [], open: ['timer 3600 s'] },
      { events: [['TimerFired', 'timer 3600 s']], commands: ['complete'], open: [] },
    ]);
    expect(others.at(-1)).toMatchObject({
      turn: 5,
      isDue: false,
      emitted: [['/b', '/a']],
      outcome: 'completed',
      commands: [{ name: 'complete', kind: 'CompleteWorkflowExecution', id: '', eventId: 27 }],
    });
  });

  it('shows signals, exposed values and emitted values as they were in the turn', () => {
    const steps = [...stepsOf(shop, shopping().build())];
    expect(steps.map(({ exposed }) => exposed)).toEqual([{ total: 0 }, { total: 4 }, { total: 4 }]);
    expect(steps.map(({ emitted }) => emitted)).toEqual([[], [], [['receipt']]]);
    expect(steps.map(({ open }) => open.map(({ name }) => name))).toEqual([
      ['timer 60 s', 'signal price'],
      ['timer 60 s', 'run Charge', 'signal price'],
      ['timer 60 s', 'signal price'],
    ]);
    expect(steps[1]?.events).toMatchObject([
      { name: 'WorkflowExecutionSignaled', about: 'signal price', value: 4 },
    ]);
    expect(steps[2]?.events).toMatchObject([{ about: 'run Charge', value: 'receipt' }]);
  });

  it('makes the decision that is due, and marks it', () => {
    const history = new HistoryBuilder().start({ workflowType: album, input: ['a'] }).build();
    const [only, ...others] = stepsOf(album, history);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ turn: 1, isDue: true });
    expect(only).not.toHaveProperty('startedEventId');
    expect(named(only)).toMatchObject({ commands: ['run Resize'], open: ['run Resize'] });
  });

  it('is JSON', () => {
    const steps = [...stepsOf(shop, shopping().build())];
    expect(JSON.parse(JSON.stringify(steps))).toEqual(steps);
  });

  it('stops at an event like a replay', () => {
    const history = ended().build();
    for (let upTo = 1; upTo <= history.length; upTo += 1) {
      const { turns } = replay(album, history, { upTo });
      expect([...stepsOf(album, history, { upTo })]).toHaveLength(turns);
    }
  });

  it.each(plays.map(play => [play.name, play] as const))(
    'agrees with a replay of a real history: %s',
    (_, play) => {
      const { history, of } = goldenOf(play.name);
      const steps = [...stepsOf(play, history, of)];
      expect(steps.filter(({ error }) => error !== undefined)).toEqual([]);
      expect(steps).toHaveLength(replay(play, history, of).turns);
      expect(steps.at(-1)?.open.filter(({ kind }) => kind === 'run' || kind === 'child')).toEqual([]);
      for (const { events, startedEventId = 0 } of steps)
        for (const { id } of events) expect(id).toBeLessThan(startedEventId);
    },
  );

  it('ends with the step at which the code does not match the history', () => {
    const changed = workflow({ name: 'Album', version: '1' }, (files: string[], { run }) =>
      run(resize, files[0] ?? '').pipe(map(url => [url])),
    );
    const [first, ...others] = stepsOf(changed, ended().build());
    expect(others).toEqual([]);
    expect(first?.error).toMatchObject({
      name: 'NonDeterminismError',
      message: expect.stringContaining("ScheduleActivityTask '2' (Resize@1) (event 6)"),
    });
    expect(named(first).commands).toEqual(['run Resize', 'run Resize']);
  });

  it('runs the code of a turn only when its step is asked for', () => {
    let calls = 0;
    const counted = workflow({ name: 'Album', version: '1' }, (files: string[], context) => {
      calls += 1;
      return album.run(files, context);
    });
    const steps = stepsOf(counted, begun().build());
    expect(calls).toBe(0);
    steps.next();
    expect(calls).toBe(1);
  });

  it('refuses what is no complete history at once', () => {
    const cut = ended().build().slice(3);
    expect(() => stepsOf(album, cut)).toThrow('complete, from event 1 on');
  });
});
