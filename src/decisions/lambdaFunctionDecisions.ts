import type { Decision } from '@aws-sdk/client-swf';
import { type DataConverter, toPayload } from '../payloads/index.js';
import { checkOptions } from '../requests/index.js';
import {
  checkDuration,
  checkText,
  limits,
  omitUndefined,
  optional,
  refuse,
  toWire,
} from '../values/index.js';
import { decision } from './decision.js';
import type { ScheduleLambdaFunctionOptions } from './options.js';

/** Maximum length of a Lambda function's name. */
const functionName = 64;

/** Maximum run time of a Lambda function. In seconds. */
const lambdaLimit = 900;

export const scheduleLambdaFunction =
  (converter: DataConverter) =>
  (options: ScheduleLambdaFunctionOptions): Decision => {
    checkOptions('scheduleLambdaFunction()', options, {
      id: true,
      name: true,
      input: true,
      control: true,
      startToCloseTimeout: true,
    });
    const { id, name, control, startToCloseTimeout } = options;
    checkText('id', id, limits.name, 1);
    checkText('name', name, functionName, 1);
    const range = { none: false, min: 1, max: lambdaLimit };
    optional(checkDuration, 'startToCloseTimeout', startToCloseTimeout, range);
    const input = toPayload(converter, 'input', options.input);
    // SWF passes the input straight to the function, which can't load an offloaded payload.
    if (input !== undefined && input.length > limits.payload)
      refuse('input', input.length, `a payload of at most ${limits.payload} characters`);
    return decision({
      decisionType: 'ScheduleLambdaFunction',
      scheduleLambdaFunctionDecisionAttributes: {
        id,
        name,
        ...omitUndefined({
          input,
          control: toPayload(converter, 'control', control),
          startToCloseTimeout: toWire(startToCloseTimeout),
        }),
      },
    });
  };
