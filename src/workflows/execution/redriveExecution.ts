import { defer, map, mergeMap, type Observable, of, throwError } from 'rxjs';
import type { Event, EventOf } from '../../history/index.js';
import { executionConfigurationOptions } from '../../models/ExecutionConfiguration.js';
import {
  type RunToStart,
  runToRepeat,
  type StartOptions,
  startRun,
  WorkflowExecution,
} from '../../models/index.js';
import { checkStart } from '../../models/StartOptions.js';
import {
  formatEnvelope,
  formatRedrive,
  parseEnvelope,
  type RedriveHeader,
  withoutRedrive,
} from '../../payloads/index.js';
import { checkOptions, type OptionNames, requireMember } from '../../requests/index.js';
import { WorkflowExecutionQuerySet } from '../../streams/querysets/WorkflowExecutionQuerySet.js';
import { checkText, limits, omitUndefined, optional, toExecutionId } from '../../values/index.js';
import { type Cut, cutOf } from '../redrive/Cut.js';
import { checkBegun, checkDurable, checkWhole } from '../redrive/checkHistory.js';
import { NotRedrivableError } from '../redrive/NotRedrivableError.js';
import { planOf } from '../redrive/planOf.js';
import { type RedrivePlan, redrivePlan } from '../redrive/RedrivePlan.js';

/** Options of a plan for a redrive. */
export interface RedrivePlanOptions {
  /**
   * The first command to do again: `'Charge#7'` for the activity `Charge` with the id 7, `'timer#3'` for a timer, or
   * `'#7'`. What was issued before it is taken over. @defaultValue the failure that ended the run, or what was open
   */
  readonly from?: string | undefined;
  /**
   * Indicates whether to redrive a run although a later one has the same workflow id, so that work may be done twice.
   * @defaultValue false
   */
  readonly despiteLaterRun?: boolean | undefined;
}

/** Options of a redrive. Those of a start replace the attributes of the earlier run. */
export interface RedriveOptions extends RedrivePlanOptions, Omit<StartOptions, 'workflowId' | 'input'> {}

const planOptions: OptionNames<RedrivePlanOptions> = { from: true, despiteLaterRun: true };
const startOptions: OptionNames<Omit<RedriveOptions, keyof RedrivePlanOptions>> = {
  ...executionConfigurationOptions,
  tagList: true,
};

/** The longest name of a command: a type with its version, and an id. */
const longestName = 600;

/** A redrive that can be started. */
export interface PreparedRedrive {
  readonly run: WorkflowExecution;
  readonly events: readonly Event[];
  readonly cut: Cut;
  readonly plan: RedrivePlan;
}

/** Throws `InvalidArgumentError` for an option that is not valid. */
export function checkPlan({ from, ...options }: RedrivePlanOptions): void {
  checkOptions('redrivePlan()', { from, ...options }, planOptions);
  optional(checkText, 'from', from, longestName, 1);
}

/** Throws `InvalidArgumentError` for an option that is not valid. */
export function checkRedrive(options: RedriveOptions): void {
  checkOptions('redrive()', options, { ...planOptions, ...startOptions });
  const { from, despiteLaterRun: _, ...start } = options;
  optional(checkText, 'from', from, longestName, 1);
  checkStart('redrive()', start);
}

/**
 * Reads a closed run, and emits what its redrive takes over and does again.
 *
 * @param run$ - the last run of the execution
 */
export function prepareRedrive(
  run$: Observable<WorkflowExecution>,
  { from, despiteLaterRun = false }: RedrivePlanOptions,
): Observable<PreparedRedrive> {
  return run$.pipe(
    mergeMap(run => (despiteLaterRun ? of(run) : refuseLater(run))),
    mergeMap(run => {
      checkClosed(run);
      return run.history().pipe(
        map(history => {
          const events = [...history];
          checkDurable(`${run}`, events);
          checkWhole(`${run}`, events);
          checkBegun(`${run}`, events);
          const cut = cutOf(`${run}`, events, from);
          const execution = toExecutionId(run);
          const { closeStatus } = run;
          return { run, events, cut, plan: redrivePlan({ execution, closeStatus, ...planOf(events, cut) }) };
        }),
      );
    }),
  );
}

/** Starts the run that takes over another one. Emits it. */
export function startRedrive(
  prepared: PreparedRedrive,
  { from: _, despiteLaterRun: _d, ...start }: RedriveOptions,
): Observable<WorkflowExecution> {
  return defer(() => {
    const { workflowId, domain } = prepared.run;
    const again: RunToStart = {
      ...runToRepeat(workflowId, startOf(prepared).attributes),
      ...omitUndefined(start),
      rawInput: redriveInput(prepared),
    };
    return startRun(domain, again);
  }).pipe(map(options => new WorkflowExecution(options)));
}

/** Returns the event that started a run. */
export function startOf({ run, events: [started] }: PreparedRedrive): EventOf<'WorkflowExecutionStarted'> {
  if (started?.name === 'WorkflowExecutionStarted') return started;
  throw new Error(`The history of ${run} has no start`);
}

/**
 * Returns the input of the run that takes over another one.
 *
 * @throws `NotRedrivableError` if it is too long for SWF
 */
export function redriveInput(prepared: PreparedRedrive): string {
  const { run, cut } = prepared;
  const { input } = startOf(prepared).attributes;
  const runId = requireMember(run.runId, 'runId');
  const header: RedriveHeader = {
    runId,
    at: cut.at,
    ...omitUndefined({ from: cut.from }),
    seed: parseEnvelope(input).redrive?.seed ?? runId,
  };
  const text = formatRedrive(header, inputOf(run, input));
  if (text.length <= limits.payload || run.domain.dataConverter.store !== undefined) return text;
  throw new NotRedrivableError(
    'longInput',
    `${run}`,
    `has an input so long that a reference to this run does not fit beside it (${text.length} characters; SWF's limit is ${limits.payload})`,
    "Use offload() as the domain's dataConverter, or rerun()",
  );
}

/** Returns the input of a run as it is, or without the cancel request that ended it. */
function inputOf({ closeStatus }: WorkflowExecution, text: string | undefined): string | undefined {
  const own = withoutRedrive(text);
  const { signals, cancel, payload } = parseEnvelope(own);
  if (cancel === undefined || closeStatus !== 'CANCELED') return own;
  return signals === undefined ? payload : formatEnvelope({ signals, payload });
}

function checkClosed(run: WorkflowExecution): void {
  if (run.status === 'OPEN')
    throw new NotRedrivableError(
      'open',
      `${run}`,
      'is open',
      'Wait until it has closed, or terminate() it first',
    );
  if (run.closeStatus === 'COMPLETED')
    throw new NotRedrivableError(
      'completed',
      `${run}`,
      'has completed',
      'Use rerun() to do everything again',
    );
}

/** Refuses a run that another one has followed: redriving it twice would do the rest twice. */
function refuseLater(run: WorkflowExecution): Observable<WorkflowExecution> {
  return new WorkflowExecutionQuerySet(run.domain)
    .get(run.workflowId)
    .pipe(
      mergeMap(latest =>
        latest.runId === run.runId
          ? of(run)
          : throwError(
              () =>
                new NotRedrivableError(
                  'laterRun',
                  `${run}`,
                  `was followed by run ${latest.runId} (${latest.closeStatus ?? latest.status})`,
                  'Redrive that one, or pass despiteLaterRun: true to do work again that it may have done',
                ),
            ),
      ),
    );
}
