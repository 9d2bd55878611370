import type { ContinueAsNewWorkflowExecutionOptions } from '../../decisions/index.js';
import { checkOptions } from '../../requests/index.js';
import { omitUndefined } from '../../values/index.js';
import type { ContinueAsNewOptions } from '../definitions/WorkflowContext.js';
import { NotContinuedError } from '../errors/NotStartedError.js';
import type { Pipeline } from '../run/Pipeline.js';
import { Waitable } from '../saga/saga.js';
import type { Runtime, StartedAttributes } from './Runtime.js';
import { refuseAsyncSource } from './refuseAsyncSource.js';
import { startOptions } from './startOptions.js';

/**
 * Returns the start options of the next run: those of this run, overridden by `options`. SWF itself carries
 * nothing over.
 */
export function nextRunOptions(
  started: StartedAttributes,
  input: unknown,
  options: ContinueAsNewOptions = {},
): ContinueAsNewWorkflowExecutionOptions {
  const { taskList, taskPriority, childPolicy, tagList, lambdaRole } = started;
  const { executionStartToCloseTimeout, taskStartToCloseTimeout } = started;
  return {
    taskList,
    taskPriority,
    childPolicy,
    tagList,
    lambdaRole,
    executionStartToCloseTimeout,
    taskStartToCloseTimeout,
    ...omitUndefined(options),
    input,
  };
}

/**
 * Closes the run at the end of the turn and starts a new one.
 *
 * @param input - the next run's input, or a function that returns it when the run is closed
 */
export function continueAsNew(
  { commands, started, decisions }: Runtime,
  pipeline: Pipeline,
  input: unknown,
  options: ContinueAsNewOptions = {},
): Waitable<never> {
  checkOptions('continueAsNew()', options, { ...startOptions, workflowTypeVersion: true });
  const isFixed = typeof input !== 'function';
  return new Waitable(subscriber => {
    commands.check('continueAsNew');
    const given = () => {
      const value: unknown = isFixed ? input : input();
      refuseAsyncSource(
        commands,
        isFixed ? 'continueAsNew() was called with' : 'The input function of continueAsNew() returned',
        value,
      );
      return value;
    };
    const next = () => nextRunOptions(started, given(), options);
    // Validates eagerly, so that invalid options throw at the call.
    decisions.continueAsNewWorkflowExecution(isFixed ? next() : nextRunOptions(started, undefined, options));
    return pipeline.continue({
      options: next,
      isFixed,
      refused: cause => subscriber.error(new NotContinuedError('Continuing the execution as new', cause)),
    });
  });
}
