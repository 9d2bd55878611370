import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openSwf } from '../harness/openSwf.js';
import { findProgram, run } from './programs.js';

const python = findProgram(
  ['python3', '/usr/bin/python3'],
  ['-c', 'import boto3'],
  'Skipped: boto3 against the embedded service. No python3 here has it; `apt-get install python3-boto3` brings it.',
);
const walk = fileURLToPath(new URL('walk.py', import.meta.url));

describe.skipIf(python === undefined)('boto3', () => {
  it('runs an execution to its end, reads pages, and catches faults by their classes', async () => {
    const swf = openSwf({ longPoll: 0 });
    const { url } = await swf.listen();
    const { exitCode, stdout, stderr } = await run(python ?? 'python3', [walk, url]);
    expect([exitCode, stderr]).toEqual([0, '']);
    const seen = JSON.parse(stdout);
    expect(seen.life).toEqual({
      first: ['WorkflowExecutionStarted', 'DecisionTaskScheduled', 'DecisionTaskStarted'],
      task: { activityId: 'a', cancelRequested: false },
      second: ['DecisionTaskScheduled', 'DecisionTaskStarted'],
      closeStatus: 'COMPLETED',
      tagList: ['urgent'],
      lasted: true,
      results: ['GRÖSSE'],
      last: 'WorkflowExecutionCompleted',
    });
    expect(seen.nothing).toEqual({ token: null, startedEventId: 0 });
    expect(seen.pages).toEqual({ sizes: [2, 2, 1], closed: 1, types: [{ name: 'Encode', version: '1' }] });
    const unknownRun =
      'Unknown execution: WorkflowExecution=[workflowId=nobody, runId=00000000-0000-0000-0000-000000000000]';
    expect(seen.refusals).toEqual([
      ['UnknownResourceFault', 'UnknownResourceFault', 'Unknown domain: nowhere'],
      ['UnknownResourceFault', 'UnknownResourceFault', unknownRun],
      ['DomainAlreadyExistsFault', 'DomainAlreadyExistsFault', 'walk'],
      [
        'WorkflowExecutionAlreadyStartedFault',
        'WorkflowExecutionAlreadyStartedFault',
        expect.stringContaining('Already'),
      ],
      ['ClientError', 'ValidationException', 'Invalid token'],
    ]);
  });
});
