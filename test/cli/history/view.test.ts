import { eventNames, History } from 'rx-swf';
import { HistoryBuilder } from 'rx-swf/testing';
import { describe, expect, it } from 'vitest';
import type { Look } from '../../../src/cli/frame/Look.js';
import { historyView } from '../../../src/cli/history/view.js';
import { displayWidth } from '../../../src/timeline/text/displayWidth.js';
import { sample } from '../../history/events/samples.js';

const resize = { name: 'Resize', version: '1' };
const history = new HistoryBuilder()
  .start({ workflowType: { name: 'Album', version: '1' }, input: { files: ['a.png'] }, tagList: ['photos'] })
  .activity('1', {
    type: resize,
    state: 'failed',
    reason: 'disk full',
    details: { disk: 'sda' },
    identity: 'worker-3',
  })
  .timer('backoff', { startToFireTimeout: 90 })
  .lambda('l', { state: 'timedOut' })
  .signal('approve', { input: { by: 'Ada' } })
  .child('print-7')
  .continueAsNew()
  .build();

const look: Look = { hasColor: false, isUtc: true, now: 0 };
const viewOf = (given: Partial<Look> = {}, payloads = false, events = [...history]) =>
  historyView(history, events, payloads, { ...look, ...given });

describe('historyView', () => {
  it('has a line for each event, with what matters of it', () => {
    const [, ...lines] = viewOf().trimEnd().split('\n');
    const ids = [1, 2, 3, 5, 6, 7, 11, 12, 18, 20, 23, 24, 29];
    expect(ids.map(id => lines[id - 1])).toEqual([
      ' 1  2026-01-01 00:00:00Z  WorkflowExecutionStarted              Album@1, on decisions, tags photos',
      ' 2  2026-01-01 00:00:00Z  DecisionTaskScheduled                 on decisions',
      ' 3  2026-01-01 00:00:01Z  DecisionTaskStarted',
      ' 5  2026-01-01 00:00:02Z  ActivityTaskScheduled                 Resize@1 1, on activities',
      ' 6  2026-01-01 00:00:03Z  ActivityTaskStarted                   Resize@1 1, by worker-3',
      ' 7  2026-01-01 00:00:04Z  ActivityTaskFailed                    Resize@1 1, disk full',
      '11  2026-01-01 00:00:06Z  TimerStarted                          backoff, fires in 1m 30s',
      '12  2026-01-01 00:01:36Z  TimerFired                            backoff',
      '18  2026-01-01 00:01:40Z  LambdaFunctionTimedOut                function l, START_TO_CLOSE',
      '20  2026-01-01 00:01:41Z  WorkflowExecutionSignaled             approve',
      '23  2026-01-01 00:01:43Z  StartChildWorkflowExecutionInitiated  Child@1 print-7, on decisions',
      '24  2026-01-01 00:01:44Z  ChildWorkflowExecutionStarted         Child@1 print-7',
      '29  2026-01-01 00:01:47Z  WorkflowExecutionContinuedAsNew       Album@1, on decisions, as run next-run',
    ]);
    expect(lines).toHaveLength(history.length);
  });

  it.each([60, 80, 120])('fits %i columns, with payloads or not', width => {
    for (const payloads of [false, true])
      for (const line of viewOf({ width }, payloads).split('\n'))
        expect(displayWidth(line)).toBeLessThanOrEqual(width);
  });

  it('shows payloads below their events, in full', () => {
    const failed = history.filter({ name: 'ActivityTaskFailed' });
    expect(viewOf({}, true, [...failed])).toBe(
      'ID  TIME                  EVENT               WHAT\n' +
        ' 7  2026-01-01 00:00:04Z  ActivityTaskFailed  Resize@1 1, disk full\n' +
        '      details: {"disk":"sda"}\n',
    );
  });

  it('says something of each type of event, and names those that it does not know', () => {
    for (const name of eventNames) {
      const one = History.from([sample(name)]);
      const [, line = ''] = historyView(one, [...one], true, look).split('\n');
      expect(line).toContain(name);
      expect(line).not.toMatch(/undefined|\[object/);
    }
    const unknown = {
      eventId: 1,
      eventType: 'PigeonReturned',
      eventTimestamp: 0,
      pigeonReturnedEventAttributes: { wing: 2 },
    };
    const one = History.from([unknown]);
    expect(historyView(one, [...one], false, look)).toContain('PigeonReturned  {"wing":2}');
  });

  it('refers to an event that was not read by its id', () => {
    const end = [...history].filter(({ id }) => id === 7);
    const part = History.from(end);
    expect(historyView(part, end, false, look)).toContain('ActivityTaskFailed  of event 5, disk full');
  });

  it('has no control characters of payloads and names', () => {
    const hostile = new HistoryBuilder()
      .start()
      .signal('\u001b[31m\nx', { input: '\u001b]0;title\u0007' })
      .build();
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none of these may be left
    expect(historyView(hostile, [...hostile], true, look)).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  it('says that there are no events', () => {
    expect(viewOf({}, false, [])).toBe('No events.\n');
  });

  it('marks failures with color', () => {
    expect(viewOf({ hasColor: true })).toContain('\u001b[31mActivityTaskFailed');
  });
});
