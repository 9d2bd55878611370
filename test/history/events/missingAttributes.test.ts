import { History } from 'rx-swf';
import { HistoryBuilder } from 'rx-swf/testing';
import { describe, expect, it } from 'vitest';
import { type EventName, eventNames } from '../../../src/history/index.js';
import { stateOf } from '../../harness/stateOf.js';
import { sample, samples } from './samples.js';

const type = { name: 'Resize', version: '1' };

/** Returns the attributes of an event type with each of them left out in turn, and without any. */
function incomplete(name: EventName): object[] {
  const attributes = Object.entries(samples[name]);
  const without = (left: string) => Object.fromEntries(attributes.filter(([key]) => key !== left));
  return [...attributes.map(([left]) => without(left)), {}];
}

describe('an event without some of its attributes', () => {
  it.each(eventNames)('is tolerated: %s', name => {
    for (const attributes of incomplete(name)) {
      const history = History.from([sample(name, 7, attributes)]);
      expect(`${stateOf(history)}${[...history.childExecutions, ...history.activities]}`).not.toBe('');
      expect(history.lastEventId).toBe(7);
    }
  });

  it.each(eventNames.filter(name => name.includes('Workflow') && 'workflowExecution' in samples[name]))(
    'is listed in the problems: %s without workflowExecution',
    name => {
      const { workflowExecution: _, ...attributes } = samples[name] as { readonly workflowExecution: object };
      const { problems } = History.from([sample(name, 7, attributes)]);
      expect(problems).toEqual([{ eventId: 7, message: `${name} has no workflowExecution` }]);
    },
  );

  it('is listed in the problems with all missing attributes that SWF always sets', () => {
    const messageOf = (name: EventName) =>
      History.from([sample(name, 7, {})]).problems.map(({ message }) => message);
    expect(messageOf('ActivityTaskCompleted')).toEqual([
      'ActivityTaskCompleted has no scheduledEventId, startedEventId',
    ]);
    expect(messageOf('TimerFired')).toEqual(['TimerFired has no timerId, startedEventId']);
    expect(messageOf('MarkerRecorded')).toEqual([
      'MarkerRecorded has no markerName, decisionTaskCompletedEventId',
    ]);
    expect(messageOf('WorkflowExecutionStarted')).toEqual([
      'WorkflowExecutionStarted has no childPolicy, taskList, workflowType',
    ]);
    expect(messageOf('StartLambdaFunctionFailed')).toEqual([]);
  });

  it('changes the entity that it is about and keeps the known facts', () => {
    const { events } = new HistoryBuilder()
      .start({ workflowType: type })
      .child('album-7', { type, runId: 'run-7', state: 'started' })
      .childCompleted('album-7', { result: 1 });
    const bare = events.map(event => {
      const { childWorkflowExecutionCompletedEventAttributes: attributes, ...rest } = event;
      if (attributes === undefined) return event;
      const { workflowExecution: _, ...others } = attributes;
      return { ...rest, childWorkflowExecutionCompletedEventAttributes: { ...others } as typeof attributes };
    });
    const { childExecutions, problems } = History.from(bare);
    expect(childExecutions.completed).toMatchObject([{ id: 'album-7', runId: 'run-7', result: 1 }]);
    expect(problems).toMatchObject([{ message: 'ChildWorkflowExecutionCompleted has no workflowExecution' }]);
  });
});
