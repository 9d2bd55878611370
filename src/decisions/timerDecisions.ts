import type { Decision } from '@aws-sdk/client-swf';
import { type DataConverter, toPayload } from '../payloads/index.js';
import { checkOptions } from '../requests/index.js';
import { checkDuration, checkName, omitUndefined } from '../values/index.js';
import { decision } from './decision.js';
import type { CancelTimerOptions, StartTimerOptions } from './options.js';

export const startTimer =
  (converter: DataConverter) =>
  (options: StartTimerOptions): Decision => {
    checkOptions('startTimer()', options, { timerId: true, startToFireTimeout: true, control: true });
    const { timerId, startToFireTimeout, control } = options;
    checkName('timerId', timerId);
    checkDuration('startToFireTimeout', startToFireTimeout, { none: false });
    return decision({
      decisionType: 'StartTimer',
      startTimerDecisionAttributes: {
        timerId,
        startToFireTimeout: String(startToFireTimeout),
        ...omitUndefined({ control: toPayload(converter, 'control', control) }),
      },
    });
  };

export function cancelTimer(options: CancelTimerOptions): Decision {
  checkOptions('cancelTimer()', options, { timerId: true });
  const { timerId } = options;
  checkName('timerId', timerId);
  return decision({ decisionType: 'CancelTimer', cancelTimerDecisionAttributes: { timerId } });
}
