import { fromPayload } from '../../payloads/index.js';
import { checkOptions } from '../../requests/index.js';
import { LambdaFailedError, LambdaTimedOutError } from '../errors/FailureError.js';
import { failureOptions } from '../errors/failureOptions.js';
import { LambdaNotScheduledError } from '../errors/NotStartedError.js';
import type { Waitable } from '../saga/saga.js';
import { fromCommand } from './fromCommand.js';
import type { Runtime } from './Runtime.js';

/** Calls a Lambda function. */
export function lambda<O>(
  runtime: Runtime,
  name: string,
  input: unknown,
  options: { readonly startToCloseTimeout?: number } = {},
): Waitable<O> {
  checkOptions('lambda()', options, { startToCloseTimeout: true });
  const { startToCloseTimeout } = options;
  const { commands, decisions, converter } = runtime;
  return fromCommand<O>(runtime, () => {
    const id = commands.nextId();
    const what = `Lambda function '${name}'`;
    return {
      command: {
        kind: 'ScheduleLambdaFunction',
        id,
        subject: name,
        decision: decisions.scheduleLambdaFunction({ id, name, input, startToCloseTimeout }),
      },
      resultOf: event => {
        switch (event.name) {
          case 'LambdaFunctionCompleted':
            // The result type of a Lambda function is not checked; it is declared by the caller.
            return { value: fromPayload(converter, event.attributes.result) as O };
          case 'LambdaFunctionFailed':
            return {
              error: new LambdaFailedError(what, 'failed', failureOptions(converter, event.attributes)),
            };
          case 'LambdaFunctionTimedOut':
            return { error: new LambdaTimedOutError(what, 'timed out') };
          case 'StartLambdaFunctionFailed':
          case 'ScheduleLambdaFunctionFailed':
            return { error: new LambdaNotScheduledError(what, event.attributes.cause) };
          default:
            return undefined;
        }
      },
      isForgotten: true,
    };
  });
}
