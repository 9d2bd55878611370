import type { Decision } from '@aws-sdk/client-swf';
import fc from 'fast-check';
import { completeWorkflowExecution, jsonConverter, recordMarker, scheduleActivityTask } from 'rx-swf';
import { describe, expect, it } from 'vitest';
import { isClosingDecision } from '../../../../src/decisions/index.js';
import type { Progress } from '../../../../src/streams/actors/decide/markedTurns.js';
import { nextPart } from '../../../../src/streams/actors/decide/nextPart.js';

const activity = (n: number, input = '') =>
  scheduleActivityTask({ activityType: { name: 'Resize', version: '1' }, activityId: String(n), input });
const activities = (count: number, input?: string) =>
  Array.from({ length: count }, (_, n) => activity(n, input));

/** Returns the parts that decisions are sent in, and the progress of each. */
function partsOf(decisions: readonly Decision[], outdated = false) {
  const parts: (readonly Decision[])[] = [];
  let progress: Progress = { task: 3, sent: 0, digest: '', done: false };
  while (!progress.done) {
    const part = nextPart(decisions, 3 + parts.length, { progress, outdated });
    parts.push(part.decisions);
    const details = part.decisions.find(({ decisionType }) => decisionType === 'RecordMarker')
      ?.recordMarkerDecisionAttributes?.details;
    if (details === undefined) break;
    progress = jsonConverter.fromPayload(details) as Progress;
    expect(part.left).toBe(decisions.length - progress.sent);
  }
  return parts;
}

const isMark = ({ recordMarkerDecisionAttributes: marker, startTimerDecisionAttributes: timer }: Decision) =>
  /^rx-swf\.more/.test(marker?.markerName ?? timer?.timerId ?? '');
const sizeOf = (decisions: readonly Decision[]) => Buffer.byteLength(JSON.stringify(decisions));

describe('nextPart', () => {
  it('returns the list itself if it fits into one answer', () => {
    const decisions = activities(100);
    expect(partsOf(decisions)).toEqual([decisions]);
    expect(partsOf([])).toEqual([[]]);
  });

  it('adds a marker with the progress, and a timer that triggers the next task', () => {
    const parts = partsOf(activities(101));
    expect(parts.map(({ length }) => length)).toEqual([100, 5]);
    expect(parts[0]?.slice(-2)).toMatchObject([
      { recordMarkerDecisionAttributes: { markerName: 'rx-swf.more' } },
      { startTimerDecisionAttributes: { timerId: 'rx-swf.more.3', startToFireTimeout: '0' } },
    ]);
  });

  it('returns parts that fit into a request, whatever the characters', () => {
    const parts = partsOf(activities(40, '界'.repeat(32_000)));
    expect(parts.length).toBeGreaterThan(3);
    for (const part of parts) expect(sizeOf(part)).toBeLessThan(900_000);
  });

  it('returns all decisions once and in order, with the close at the end', () => {
    const lists = fc.tuple(
      fc.array(fc.tuple(fc.nat(1000), fc.constantFrom(1, 20_000)), { maxLength: 350 }),
      fc.boolean(),
      fc.boolean(),
    );
    fc.assert(
      fc.property(lists, ([list, closes, outdated]) => {
        const decisions = [
          ...list.map(([n, size]) => activity(n, 'x'.repeat(size))),
          ...(closes ? [completeWorkflowExecution()] : []),
        ];
        const parts = partsOf(decisions, outdated);
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(100);
          expect(part.slice(0, -1).some(isClosingDecision)).toBe(false);
        }
        const closed = parts.length === 1 || !outdated;
        expect(parts.flat().filter(decision => !isMark(decision))).toEqual(
          closed ? decisions : decisions.filter(decision => !isClosingDecision(decision)),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('omits the close if the handler has not seen new events', () => {
    const last = partsOf([...activities(100), completeWorkflowExecution()], true).at(-1);
    expect(last?.map(({ decisionType }) => decisionType).slice(-2)).toEqual(['RecordMarker', 'StartTimer']);
  });

  it('refuses a decision that is too large for a request', () => {
    const marker = recordMarker({ markerName: 'x' });
    const huge: Decision = {
      ...marker,
      recordMarkerDecisionAttributes: { markerName: 'x', details: 'x'.repeat(1_000_000) },
    };
    expect(() => partsOf([huge, ...activities(3)])).toThrow(
      /^A decision must have at most 850000 bytes, got 1000\d+ \(RecordMarker\)/,
    );
  });

  it('refuses decisions after a close', () => {
    expect(() => partsOf([completeWorkflowExecution(), ...activities(100)])).toThrow(
      'Close must be last decision in list',
    );
  });

  it('refuses decisions that do not begin with those already sent', () => {
    const progress = { task: 3, sent: 1, digest: 'of others' };
    expect(() => nextPart(activities(2), 8, { progress, outdated: false })).toThrow(
      'The handler is not deterministic: 1 of its decisions for the task of event 3 were sent, but called again ' +
        'with the same history, it returned 2 that do not begin with them',
    );
  });
});
