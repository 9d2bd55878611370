import type { ContinueAsNewWorkflowExecutionOptions } from '../../decisions/index.js';
import { checkOptions, defined } from '../../requests/index.js';
import type { ContinueOptions } from '../definitions/WorkflowContext.js';
import { NotContinuedError } from '../errors/refusals.js';
import type { Pipeline } from '../run/Pipeline.js';
import { Waitable } from '../saga/saga.js';
import type { Runtime, StartedAttributes } from './Runtime.js';
import { refusePending } from './refusePending.js';
import { startOptions } from './startOptions.js';

/** What the next run is started with: what this one was, unless it is told otherwise. SWF itself inherits nothing. */
export function continuation(
  started: StartedAttributes,
  input: unknown,
  options: ContinueOptions = {},
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
    ...defined(options),
    input,
  };
}

/**
 * Closes the run at the end of the turn, and goes on with a new one.
 *
 * @param input - the next run's input, or a function that makes it when the run is left
 */
export function continueAsNew(
  { commands, started, decisions }: Runtime,
  pipeline: Pipeline,
  input: unknown,
  options: ContinueOptions = {},
): Waitable<never> {
  checkOptions('continueAsNew()', options, { ...startOptions, workflowTypeVersion: true });
  const isFixed = typeof input !== 'function';
  return new Waitable(subscriber => {
    commands.check('continueAsNew');
    const given = () => {
      const value: unknown = isFixed ? input : input();
      refusePending(
        commands,
        isFixed ? 'continueAsNew was given' : 'The function for continueAsNew returned',
        value,
      );
      return value;
    };
    const next = () => continuation(started, given(), options);
    // What SWF would refuse for its form is to be known where it is asked for.
    decisions.continueAsNewWorkflowExecution(isFixed ? next() : continuation(started, undefined, options));
    return pipeline.continue({
      options: next,
      isFixed,
      refused: cause =>
        subscriber.error(new NotContinuedError('Continuing the execution as a new one', cause)),
    });
  });
}
