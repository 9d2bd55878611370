import type { DataConverter } from 'rx-swf';
import { HistoryBuilder, replay } from 'rx-swf/testing';
import { NonDeterminismError, queryKey, StalledError, workflow } from 'rx-swf/workflows';
import { delay, from, mergeMap, NEVER, of, tap, timer, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { album, begun, ended, printedByCli, resize } from './albums.js';

describe('replaying a recorded history', () => {
  it.each([
    ['text as the AWS CLI prints it', printedByCli(ended())],
    ['the same, parsed', JSON.parse(printedByCli(ended()))],
    ['a History', ended().build()],
    ['a History, newest event first', ended().build().reversed],
    ['events of the SDK', ended().events],
    ['a History as JSON', JSON.stringify(ended().build())],
  ])('takes %s', (_, history) => {
    const { turns, outcome, latest, decisions } = replay(album, history);
    expect({ turns, outcome, latest, decisions }).toEqual({
      turns: 5,
      outcome: 'completed',
      latest: ['/b', '/a'],
      decisions: undefined,
    });
  });

  it('reports the next decisions if a decision is due, whether its task is started or not', () => {
    const due = begun().activityStarted('1').activityCompleted('1', { result: '/a' });
    const next = [
      {
        decisionType: 'StartTimer',
        startTimerDecisionAttributes: { timerId: '4', startToFireTimeout: '3600' },
      },
    ];
    expect(replay(album, due.build())).toMatchObject({ turns: 3, outcome: undefined, decisions: next });
    expect(replay(album, due.decisionTaskStarted().build())).toMatchObject({ turns: 3, decisions: next });
  });

  it('reports no decisions if nothing has happened since the last one', () => {
    expect(replay(album, begun().build())).toMatchObject({ turns: 2, decisions: undefined });
  });

  it('reads the values that the workflow exposes', () => {
    const seen = queryKey<number>('seen');
    const watched = workflow({ name: 'Album', version: '1' }, (files: string[], { run, expose }) => {
      let count = 0;
      expose(seen, () => count);
      return from(files).pipe(
        mergeMap(file => run(resize, file), 2),
        tap(() => {
          count += 1;
        }),
        delay(3_600_000),
        toArray(),
      );
    });
    expect(replay(watched, begun().build()).read(seen)).toBe(1);
  });

  it('reads payloads with the given converter', () => {
    const shouted: DataConverter = {
      toPayload: value => String(value).toUpperCase(),
      fromPayload: text => text.toLowerCase(),
    };
    const echo = workflow({ name: 'Echo', version: '1' }, (word: string) => of(word));
    const history = new HistoryBuilder({ converter: shouted })
      .start({ workflowType: echo, input: 'hello' })
      .turn()
      .complete({ result: 'hello' }).events;
    expect(replay(echo, history, { dataConverter: shouted }).latest).toBe('hello');
    expect(replay(echo, history).latest).toBe('HELLO');
  });

  it('fails if the workflow does not match the history, with both sides and the events', () => {
    const changed = workflow({ name: 'Album', version: '1' }, (files: string[], { run }) =>
      from(files).pipe(
        mergeMap(file => run(resize, file), 1),
        delay(3_600_000),
        toArray(),
      ),
    );
    const failed = catching(() => replay(changed, printedByCli(ended())));
    expect(failed).toBeInstanceOf(NonDeterminismError);
    expect(failed).toMatchObject({
      startedEventId: 3,
      eventId: 6,
      recorded: "ScheduleActivityTask '2' (Resize@1)",
      issued: undefined,
    });
    expect(failed.message).toContain(
      "At the decision task of event 3, the history has ScheduleActivityTask '2' (Resize@1) (event 6), " +
        'but the code issues nothing more.',
    );
  });

  it('fails if the end was changed', () => {
    const longer = workflow({ name: 'Album', version: '1' }, (files: string[], { run }) =>
      from(files).pipe(
        mergeMap(file => run(resize, file), 2),
        delay(3_600_000),
        toArray(),
        delay(60_000),
      ),
    );
    expect(() => replay(longer, ended().build())).toThrow(
      "has CompleteWorkflowExecution (event 27), but the code issues StartTimer '5' (60 s).",
    );
  });

  it('fails like a worker if the next decision fails', () => {
    const stalled = workflow({ name: 'Stalled', version: '1' }, () => NEVER);
    const history = new HistoryBuilder().start({ workflowType: stalled }).build();
    expect(() => replay(stalled, history)).toThrow(StalledError);
  });

  it('needs the ids of the run if ids or random values are derived from them, and says so', () => {
    const parent = workflow({ name: 'Parent', version: '1' }, (_: unknown, { child }) => child(album, ['a']));
    const of = { workflowId: 'family', runId: 'run-1' };
    const start = () => new HistoryBuilder().start({ workflowType: parent });
    const { decisions = [] } = replay(parent, start().build(), of);
    const { workflowId = '' } = decisions[0]?.startChildWorkflowExecutionDecisionAttributes ?? {};
    const history = start()
      .turn()
      .childInitiated(workflowId, { type: album, input: ['a'] })
      .build();

    expect(workflowId).toMatch(/^family\./);
    expect(replay(parent, history, of).turns).toBe(1);
    const failed = catching(() => replay(parent, history));
    expect(failed).toBeInstanceOf(NonDeterminismError);
    expect(failed.message).toContain('The replay has no runId');
    expect(catching(() => replay(parent, history, { ...of, runId: 'run-2' })).message).not.toContain(
      'no runId',
    );
  });

  it.each([
    [
      'text that is no JSON',
      'events:',
      'history must be JSON as printed by aws swf get-workflow-execution-history',
    ],
    [
      'a page',
      { ...JSON.parse(printedByCli(ended())), nextToken: 'x' },
      'history must be complete, with all of its pages',
    ],
    [
      'a part',
      ended().build().slice(3),
      'history must be complete, from event 1 on, got "event 4 in place of event 1"',
    ],
    ['nothing', { events: [] }, 'history must be complete, from event 1 on, got "no event"'],
    [
      'the history of another workflow',
      new HistoryBuilder().start({ workflowType: { name: 'Other', version: '2' } }).build(),
      'history must be a history of Album@1, got "Other@2"',
    ],
  ])('refuses %s', (_, history, message) => {
    expect(() => replay(album, history)).toThrow(message);
  });

  it('distinguishes a terminated workflow from one that ended', () => {
    const waiting = workflow({ name: 'Waiting', version: '1' }, () => timer(60_000));
    const history = new HistoryBuilder()
      .start({ workflowType: waiting })
      .turn()
      .timerStarted('1', { startToFireTimeout: 60 })
      .terminate()
      .build();
    expect(replay(waiting, history)).toMatchObject({ turns: 1, outcome: undefined, decisions: undefined });
  });
});

function catching(work: () => unknown): Error {
  try {
    work();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('It did not fail');
}
