import type { ServedCall } from 'rx-swf/local';
import { describe, expect, it } from 'vitest';
import { callLine } from '../../../src/cli/local/callLine.js';

const call: ServedCall = {
  at: new Date(Date.UTC(2026, 10, 28, 3)),
  region: 'us-east-1',
  operation: 'StartWorkflowExecution',
  domain: 'media',
  subject: 'film-7',
  status: 200,
  error: undefined,
  duration: 2.6,
};

describe('callLine()', () => {
  it.each<[Partial<ServedCall>, string]>([
    [{}, 'us-east-1 StartWorkflowExecution media film-7 200 3ms'],
    [
      { status: 400, error: 'UnknownResourceFault' },
      'us-east-1 StartWorkflowExecution media film-7 400 UnknownResourceFault 3ms',
    ],
    [
      { status: undefined, error: 'AbortError' },
      'us-east-1 StartWorkflowExecution media film-7 - AbortError 3ms',
    ],
    [
      { region: undefined, operation: undefined, domain: undefined, subject: undefined, status: 404 },
      '- - - - 404 3ms',
    ],
    [
      { domain: 'a\nb\u001b[2J', subject: 'x'.repeat(256) },
      `us-east-1 StartWorkflowExecution a b [2J ${'x'.repeat(59)}… 200 3ms`,
    ],
  ])('renders %j as one line', (given, line) => {
    expect(callLine({ ...call, ...given })).toBe(`2026-11-28T03:00:00.000Z ${line}`);
  });
});
