import type { LambdaFunctions } from '../../local/index.js';
import type { StartOptions } from '../../models/index.js';
import type { DataConverter } from '../../payloads/index.js';
import { checkOptions } from '../../requests/index.js';
import type { ActivityImplementation, AnyWorkflow, WorkflowWorkerOptions } from '../../workflows/index.js';
import type { WorkflowTest } from './WorkflowTest.js';

/** What a workflow is run with in a test. */
export interface WorkflowTestOptions<O = unknown> {
  /** What its activities are: real ones (`resize.with(…)`) or mocked ones (`mock(resize, …)`). @defaultValue none */
  readonly activities?: readonly ActivityImplementation[];
  /** The workflows that it runs as children, or continues as: real ones or mocked ones. @defaultValue none */
  readonly workflows?: readonly AnyWorkflow[];
  /** The Lambda functions that it calls, by name. @defaultValue none */
  readonly lambda?: LambdaFunctions;
  /**
   * How time goes: it stands still while anybody is at work, and else jumps to what is to happen next (`'skip'`); or
   * it is the machine's (`'real'`). @defaultValue 'skip'
   */
  readonly time?: 'skip' | 'real';
  /** When the test begins, where time is skipped. @defaultValue 2026-01-01T00:00:00Z */
  readonly startTime?: Date;
  /** How the execution is started. */
  readonly start?: Omit<StartOptions, 'input'>;
  /** How payloads are written and read. @defaultValue JSON */
  readonly dataConverter?: DataConverter;
  /** How the workflow's worker works. */
  readonly worker?: Pick<WorkflowWorkerOptions, 'ambient' | 'maxOpen' | 'sticky' | 'shadow' | 'logger'>;
  /**
   * What is done to the execution while it is open: signals, cancel requests, questions, each at its time. Called
   * when the workflow has made its first decision. As long as it has not come to its end, time passes only by
   * `advance()`. What it throws fails the test.
   */
  readonly during?: (test: WorkflowTest<O>) => unknown;
}

/** Refuses options of a test that nobody would read. */
export function checkTestOptions<O>(options: WorkflowTestOptions<O>): void {
  checkOptions('runWorkflow()', options, {
    activities: true,
    workflows: true,
    lambda: true,
    time: true,
    startTime: true,
    start: true,
    dataConverter: true,
    worker: true,
    during: true,
  });
}
