import type { Decision } from '@aws-sdk/client-swf';
import type { DataConverter } from '../DataConverter.js';
import { checkDuration, checkName, checkText, defined, optional, toWire } from '../validation.js';
import { decision, payload } from './decision.js';
import type { ScheduleLambdaFunctionOptions } from './options.js';

/** Longest name of a Lambda function. */
const functionName = 64;

/** The longest that Lambda lets a function run. In seconds. */
const lambdaLimit = 900;

export function scheduleLambdaFunction(
  converter: DataConverter,
  { id, name, input, control, startToCloseTimeout }: ScheduleLambdaFunctionOptions,
): Decision {
  checkName('id', id);
  checkText('name', name, functionName, 1);
  const range = { none: false, min: 1, max: lambdaLimit };
  optional(checkDuration, 'startToCloseTimeout', startToCloseTimeout, range);
  return decision({
    decisionType: 'ScheduleLambdaFunction',
    scheduleLambdaFunctionDecisionAttributes: {
      id,
      name,
      ...payload(converter, 'input', input),
      ...payload(converter, 'control', control),
      ...defined({ startToCloseTimeout: toWire(startToCloseTimeout) }),
    },
  });
}
