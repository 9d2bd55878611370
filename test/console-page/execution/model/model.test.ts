import type { EventRecord } from 'rx-swf/remote';
import { HistoryBuilder } from 'rx-swf/testing';
import { timelineOf } from 'rx-swf/timeline';
import { explain } from 'rx-swf/why';
import { concat, NEVER, of } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it } from 'vitest';
import { eventLog, eventOf } from '../../../../console/execution/model/EventLog.js';
import { factsOf } from '../../../../console/execution/model/factsOf.js';
import { failuresOf } from '../../../../console/execution/model/failuresOf.js';
import { chainOf, linksOf, referrersOf } from '../../../../console/execution/model/linksOf.js';
import { payloadsOf } from '../../../../console/execution/model/payloadsOf.js';
import { reviveExplanation } from '../../../../console/execution/model/reviveExplanation.js';
import { aboutOf } from '../../../../console/execution/model/subjectOf.js';
import { traceOf } from '../../../../console/execution/model/traceOf.js';
import { recordsOf } from '../records.js';

const type = { name: 'Album', version: '1' };
const resize = { name: 'Resize', version: '1' };
const history = new HistoryBuilder()
  .start({ workflowType: type, input: { files: 2 } })
  .turn()
  .activityScheduled('1', { type: resize, input: { file: 'a.png' } })
  .activityStarted('1')
  .activityFailed('1', {
    reason: 'Error: busy',
    details: { name: 'Error', message: 'busy', cause: { name: 'TypeError', message: 'no route' } },
  })
  .turn()
  .activityScheduled('2', { type: resize, input: { file: 'a.png' } })
  .activityStarted('2')
  .activityFailed('2', { reason: 'busy again', details: 'only text' })
  .build();
const events = recordsOf(history);
const find = (id: number) => eventOf(events, id);
const idOf = (name: string): number => events.find(event => event.name === name)?.id ?? 0;
const event = (name: string): EventRecord =>
  find(idOf(name)) ?? { id: 0, name, timestamp: '', attributes: {} };

describe('eventLog', () => {
  it('collects events, and tells when there are no more', () => {
    const scheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
    scheduler.run(({ cold, expectObservable }) => {
      const [a, b] = [event('WorkflowExecutionStarted'), event('DecisionTaskScheduled')];
      const history$ = cold('(ab) 100ms |', { a, b });
      expectObservable(eventLog(history$, scheduler)).toBe('60ms x 43ms (y|)', {
        x: { events: [a, b], isComplete: false },
        y: { events: [a, b], isComplete: true },
      });
      expectObservable(eventLog(concat(of(a), NEVER), scheduler), '99ms !').toBe('60ms x', {
        x: { events: [a], isComplete: false },
      });
    });
  });
});

describe('factsOf', () => {
  it('returns what the history says of its execution', () => {
    expect(factsOf(events)).toMatchObject({
      type,
      status: 'OPEN',
      tags: [],
      children: [],
      redrivenFrom: undefined,
    });
    expect(factsOf([])).toMatchObject({ type: undefined, status: 'OPEN', startedAt: undefined });
  });
});

describe('linksOf', () => {
  const referrers = referrersOf(events);

  it('links what was scheduled with what became of it, both ways', () => {
    const failed = event('ActivityTaskFailed');
    expect(linksOf(failed, referrers, id => find(id)?.name).map(({ relation }) => relation)).toEqual([
      'scheduled',
      'started',
    ]);
    const scheduled = event('ActivityTaskScheduled');
    expect(linksOf(scheduled, referrers, id => find(id)?.name).map(({ relation }) => relation)).toEqual([
      'decided by',
      'started',
      'failed',
    ]);
  });

  it('has the events of one thing as a chain, without other commands of the decision', () => {
    const chain = chainOf(event('ActivityTaskStarted'), referrers, find);
    expect(chain.map(id => find(id)?.name)).toEqual([
      'ActivityTaskScheduled',
      'ActivityTaskStarted',
      'ActivityTaskFailed',
    ]);
  });
});

describe('failuresOf', () => {
  it('has the causes of an error, outermost first, and other details as they are', () => {
    const [last, first] = failuresOf(events, find);
    expect(first).toMatchObject({
      subject: 'Resize 1',
      causes: [
        { name: 'Error', message: 'busy' },
        { name: 'TypeError', message: 'no route' },
      ],
      details: undefined,
    });
    expect(last).toMatchObject({ reason: 'busy again', causes: [], details: '"only text"' });
  });
});

describe('payloadsOf', () => {
  it('has inputs, results and details', () => {
    const texts = events.flatMap(payloadsOf).map(({ name, text }) => `${name} ${text}`);
    expect(texts).toContain('input {"files":2}');
    expect(texts).toContain('details "only text"');
  });
});

describe('aboutOf', () => {
  it('takes what an event is about from the event that began it', () => {
    expect(aboutOf(event('ActivityTaskFailed'), find)).toBe('Resize 1');
    expect(aboutOf(event('DecisionTaskScheduled'), find)).toBeUndefined();
  });
});

describe('traceOf', () => {
  it('is the timeline of the history', () => {
    const ids = { workflowId: 'album-7', runId: 'r1' };
    expect(traceOf(events, ids)).toEqual(timelineOf(history, ids));
  });
});

describe('reviveExplanation', () => {
  it('has the sentences that the gateway would have written', () => {
    const explanation = explain(history, { now: new Date('2027-01-01T00:00:00Z') });
    const revived = reviveExplanation(JSON.parse(JSON.stringify(explanation)));
    expect(`${revived}`).toBe(`${explanation}`);
    expect(revived.at).toEqual(explanation.at);
  });
});
