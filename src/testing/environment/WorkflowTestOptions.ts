import type { LambdaHandlers } from '../../local/index.js';
import type { StartOptions } from '../../models/index.js';
import type { DataConverter } from '../../payloads/index.js';
import { checkOptions } from '../../requests/index.js';
import type { ActivityImplementation, AnyWorkflow, WorkflowWorkerOptions } from '../../workflows/index.js';
import type { WorkflowTest } from './WorkflowTest.js';

/** Options of a workflow test. */
export interface WorkflowTestOptions<O = unknown> {
  /**
   * The activities of the workflow: real ones (`resize.with(…)`) or mocks (`mock(resize, …)`).
   * @defaultValue none
   */
  readonly activities?: readonly ActivityImplementation[];
  /** The workflows that it runs as children or continues as, real or mocked. @defaultValue none */
  readonly workflows?: readonly AnyWorkflow[];
  /** The Lambda functions that it calls, by name. @defaultValue none */
  readonly lambda?: LambdaHandlers;
  /**
   * The clock of the test. With `'skip'`, time stands still while a worker is busy, and otherwise jumps to
   * the next event that is due. With `'real'`, it is the machine's clock. @defaultValue 'skip'
   */
  readonly time?: 'skip' | 'real';
  /** The start time of a test with skipped time. @defaultValue 2026-01-01T00:00:00Z */
  readonly startTime?: Date;
  /** Start options of the execution. */
  readonly start?: Omit<StartOptions, 'input'>;
  /** The converter for payloads. @defaultValue JSON */
  readonly dataConverter?: DataConverter;
  /** Options of the workflow's worker. */
  readonly worker?: Pick<WorkflowWorkerOptions, 'globals' | 'maxOpen' | 'sticky' | 'shadow' | 'logger'>;
  /**
   * Interacts with the execution while it is open: signals, cancel requests and queries, each at its time.
   * Called after the workflow's first decision. Until it settles, time passes only through `advance()`. An
   * error that it throws fails the test.
   */
  readonly during?: (test: WorkflowTest<O>) => unknown;
}

/** Rejects unknown options of a test. */
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
