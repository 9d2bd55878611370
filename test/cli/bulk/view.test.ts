import { describe, expect, it } from 'vitest';
import {
  callView,
  countText,
  doneText,
  progressText,
  questionText,
  sampleView,
  summaryText,
} from '../../../src/cli/bulk/view.js';
import type { ExecutionRecord } from '../../../src/cli/executions/ExecutionRecord.js';
import type { Look } from '../../../src/cli/frame/Look.js';
import type { Tally } from '../../../src/streams/bulk/Outcome.js';

const verbs = { plain: 'Terminate', doing: 'Terminating', done: 'Terminated' };
const look: Look = { hasColor: false, isUtc: true, now: Date.parse('2026-11-28T12:00:00Z') };
const execution: ExecutionRecord = {
  workflowId: 'order-1',
  type: { name: 'Order', version: '1' },
  status: 'OPEN',
  startTimestamp: '2026-11-28T11:58:30.000Z',
  tagList: ['vip'],
};

describe('countText', () => {
  it.each([
    [1, false, '1 execution'],
    [3_000, false, '3,000 executions'],
    [5_000, true, 'more than 5,000 executions'],
  ])('of %i, truncated: %s, is "%s"', (count, truncated, text) =>
    expect(countText({ count, truncated })).toBe(text),
  );
});

describe('sampleView', () => {
  it('shows the first executions and how many more there are', () => {
    expect(sampleView([execution], { count: 3, truncated: false }, look)).toBe(
      'ID       TYPE     STATE  STARTED                  AGE  TAGS\n' +
        'order-1  Order@1  open   2026-11-28 11:58:30Z  1m 30s  vip\n' +
        '… and 2 more\n',
    );
  });

  it('shows all there are', () => {
    expect(sampleView([execution], { count: 1, truncated: false }, look)).not.toContain('more');
    expect(sampleView([], { count: 0, truncated: false }, look)).toBe('No executions.\n');
  });

  it.each([60, 80, 120])('fits %i columns', width => {
    const long = { ...execution, workflowId: 'order-'.repeat(20) };
    const view = sampleView([long], { count: 5_001, truncated: true }, { ...look, width });
    for (const line of view.split('\n')) expect(line.length).toBeLessThanOrEqual(width);
  });
});

describe('questionText', () => {
  it('names the number, the domain and the answers', () => {
    expect(questionText(verbs, { count: 3_000, truncated: false }, 'media')).toBe(
      'Terminate 3,000 executions of the domain media? Type 3000 or yes: ',
    );
  });
});

describe('callView', () => {
  it('shows the operation and its input', () => {
    expect(callView({ operation: 'SignalWorkflowExecution', input: { signalName: 'go' } })).toBe(
      'Would call SignalWorkflowExecution with\n{\n  "signalName": "go"\n}\n',
    );
    expect(callView({ operation: 'SignalWorkflowExecution', input: {} }, 3)).toBe(
      'Would call SignalWorkflowExecution with\n{}\nand likewise for each of 3 executions\n',
    );
  });
});

describe('doneText', () => {
  it('names the execution, without what could forge output', () => {
    expect(doneText(verbs, 'order-1')).toBe('Terminated order-1.\n');
    expect(doneText(verbs, 'order\u001b[2J-1\n', 'r1')).toBe('Terminated order-1, run r1.\n');
  });
});

describe('progressText', () => {
  it.each<[Partial<Tally>, number | undefined, number, string]>([
    [{}, 3_000, 0, 'Terminating: 0 of 3,000'],
    [{ ok: 1_200 }, 3_000, 40_000, 'Terminating: 1,200 of 3,000, 30/s, 1m left'],
    [{ ok: 60, skipped: 2, failed: 1 }, 64, 2_100, 'Terminating: 63 of 64, 2 skipped, 1 failed, 30/s'],
    [{ ok: 60 }, undefined, 2_000, 'Terminating: 60, 30/s'],
    [{ ok: 60 }, 50, 2_000, 'Terminating: 60 of 50, 30/s'],
  ])('of %j of %s after %i ms is "%s"', (tally, total, elapsed, text) => {
    expect(progressText(verbs, { ok: 0, skipped: 0, failed: 0, ...tally }, total, elapsed)).toBe(text);
  });
});

describe('summaryText', () => {
  it('names the numbers, the report and the first failure', () => {
    const failure = { workflowId: 'order-3', runId: 'r', outcome: 'failed', error: 'no\nluck' } as const;
    expect(summaryText(verbs, { ok: 1, skipped: 2, failed: 1, failure }, 'r.ndjson')).toBe(
      'Terminated 1 execution, 2 skipped, 1 failed. Report: r.ndjson\nThe first failure is order-3: no luck\n',
    );
  });
});
