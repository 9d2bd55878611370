import type { Decision } from '@aws-sdk/client-swf';
import type { DataConverter } from '../payloads/index.js';
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
import { decision, payload } from './decision.js';
import type { ScheduleLambdaFunctionOptions } from './options.js';

/** Maximum length of a Lambda function's name. */
const functionName = 64;

/** Maximum run time of a Lambda function. In seconds. */
const lambdaLimit = 900;

export function scheduleLambdaFunction(
  converter: DataConverter,
  options: ScheduleLambdaFunctionOptions,
): Decision {
  checkOptions('scheduleLambdaFunction()', options, {
    id: true,
    name: true,
    input: true,
    control: true,
    startToCloseTimeout: true,
  });
  const { id, name, input, control, startToCloseTimeout } = options;
  checkText('id', id, limits.name, 1);
  checkText('name', name, functionName, 1);
  const range = { none: false, min: 1, max: lambdaLimit };
  optional(checkDuration, 'startToCloseTimeout', startToCloseTimeout, range);
  const given = payload(converter, 'input', input);
  // SWF passes the input straight to the function, which can't load an offloaded payload.
  const { input: text = '' } = given;
  if (text.length > limits.payload)
    refuse('input', text.length, `a payload of at most ${limits.payload} characters`);
  return decision({
    decisionType: 'ScheduleLambdaFunction',
    scheduleLambdaFunctionDecisionAttributes: {
      id,
      name,
      ...given,
      ...payload(converter, 'control', control),
      ...omitUndefined({ startToCloseTimeout: toWire(startToCloseTimeout) }),
    },
  });
}
