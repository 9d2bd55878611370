import type { Event } from 'rx-swf';
import { HistoryBuilder } from 'rx-swf/testing';
import { describe, expect, it } from 'vitest';
import type { Turn } from '../../../src/workflows/turns/Turn.js';
import { TurnReader } from '../../../src/workflows/turns/TurnReader.js';

const nameOf = ({ name, attributes }: Event) =>
  name === 'WorkflowExecutionSignaled' ? attributes.signalName : name;

const brief = ({ startedEventId, attempt, inputs, commands }: Turn) => ({
  startedEventId,
  attempt,
  inputs: inputs.map(nameOf),
  commands: commands?.map(nameOf),
});

/** Turns of a history: the closed ones, and the open one. */
function read(builder: HistoryBuilder) {
  const reader = new TurnReader();
  const over = reader.read(builder.build()).map(brief);
  return { over, open: reader.current && brief(reader.current) };
}

const begun = () => new HistoryBuilder().start();

describe('TurnReader', () => {
  it('gives the start of an execution to its first decision', () => {
    expect(read(begun().decisionTaskStarted())).toEqual({
      over: [],
      open: { startedEventId: 3, attempt: 1, inputs: ['WorkflowExecutionStarted'], commands: undefined },
    });
  });

  it('has no open turn while no decision task is started', () => {
    expect(read(begun()).open).toBeUndefined();
  });

  it('groups the events of a decision, including refusals', () => {
    const history = begun().turn().activityScheduled('1').timerStartFailed('2').marker('note');
    expect(read(history.decisionTaskStarted())).toMatchObject({
      over: [{ commands: ['ActivityTaskScheduled', 'StartTimerFailed', 'MarkerRecorded'] }],
      open: { inputs: ['StartTimerFailed'] },
    });
  });

  it('keeps events during a decision for the next one', () => {
    const history = begun()
      .signal('before')
      .decisionTaskStarted()
      .signal('meanwhile')
      .decisionTaskCompleted();
    expect(read(history.signal('after').decisionTaskStarted())).toMatchObject({
      over: [{ inputs: ['WorkflowExecutionStarted', 'before'] }],
      open: { inputs: ['meanwhile', 'after'] },
    });
  });

  it('repeats the news of a decision that timed out, with the events since then', () => {
    const history = begun().decisionTaskStarted().signal('meanwhile').decisionTaskTimedOut();
    expect(read(history.signal('after').decisionTaskStarted())).toEqual({
      over: [],
      open: {
        startedEventId: expect.any(Number),
        attempt: 2,
        inputs: ['WorkflowExecutionStarted', 'meanwhile', 'after'],
        commands: undefined,
      },
    });
  });

  it('counts only actual attempts: a task that no worker took is not one', () => {
    const history = begun().decisionTaskTimedOut({ timeoutType: 'SCHEDULE_TO_START' }).decisionTaskStarted();
    expect(read(history).open).toMatchObject({ attempt: 1, inputs: ['WorkflowExecutionStarted'] });
  });

  it('does not mistake a task that no worker took for the current one', () => {
    const history = begun().decisionTaskStarted().signal('meanwhile');
    history.decisionTaskTimedOut({ timeoutType: 'SCHEDULE_TO_START' }).decisionTaskCompleted();
    expect(read(history.activityScheduled('1').signal('next').decisionTaskStarted())).toMatchObject({
      over: [{ inputs: ['WorkflowExecutionStarted'], commands: ['ActivityTaskScheduled'] }],
      open: { attempt: 1, inputs: ['meanwhile', 'next'] },
    });
  });

  it('repeats the news of a decision that failed, without the events that it caused', () => {
    const history = begun()
      .turn()
      .marker('rx-swf.error')
      .timerStarted('rx-swf.error.3')
      .timerFired('rx-swf.error.3');
    history.turn().marker('rx-swf.error').signal('mended').turn().activityScheduled('1').signal('next');
    expect(read(history.decisionTaskStarted())).toMatchObject({
      over: [
        {
          attempt: 3,
          inputs: ['WorkflowExecutionStarted', 'TimerFired', 'mended'],
          commands: ['ActivityTaskScheduled'],
        },
      ],
      open: { attempt: 1, inputs: ['next'] },
    });
  });

  it('takes a marker of that name for a failure only if SWF has recorded it', () => {
    const history = begun().turn().markerFailed('rx-swf.error').decisionTaskStarted();
    expect(read(history).over).toHaveLength(1);
  });

  it('skips known events of a continuation', () => {
    const builder = begun()
      .turn()
      .timerStarted('1', { startToFireTimeout: 5 })
      .timerFired('1')
      .decisionTaskStarted();
    const part = builder.build();
    const whole = builder
      .decisionTaskCompleted()
      .activityScheduled('2')
      .signal('go')
      .decisionTaskStarted()
      .build();
    const reader = new TurnReader();
    expect(reader.read(part).map(brief)).toHaveLength(1);
    expect(reader.lastEventId).toBe(part.last?.id);
    expect(reader.read(whole.slice(3)).map(brief)).toMatchObject([
      { inputs: ['TimerFired'], commands: ['ActivityTaskScheduled'] },
    ]);
    expect(reader.current && brief(reader.current)).toMatchObject({ inputs: ['go'] });
  });

  it('reads event by event as it does all at once', () => {
    const history = begun()
      .turn()
      .activity('1')
      .turn()
      .timer('2')
      .decisionTaskStarted()
      .decisionTaskTimedOut();
    const all = history.turn().marker('rx-swf.error').signal('x').turn().complete().build();
    const reader = new TurnReader();
    const one = [...all].flatMap(event => reader.read([event]));
    const other = new TurnReader();
    expect([...one, ...reader.end()].map(brief)).toEqual([...other.read(all), ...other.end()].map(brief));
  });

  it('closes the last turn of a closed history', () => {
    const reader = new TurnReader();
    expect(reader.read(begun().turn().complete().build())).toEqual([]);
    expect(reader.end().map(brief)).toMatchObject([{ commands: ['WorkflowExecutionCompleted'] }]);
    expect(reader.end()).toEqual([]);
    expect(reader.current).toBeUndefined();
  });

  it('omits a last turn that nobody has answered', () => {
    const reader = new TurnReader();
    reader.read(begun().turn().signal('x').decisionTaskStarted().terminate().build());
    expect(reader.end()).toEqual([]);
  });
});
