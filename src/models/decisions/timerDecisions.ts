import type { Decision } from '@aws-sdk/client-swf';
import type { DataConverter } from '../DataConverter.js';
import { checkDuration, checkName } from '../validation.js';
import { decision, payload } from './decision.js';
import type { CancelTimerOptions, StartTimerOptions } from './options.js';

export function startTimer(converter: DataConverter, options: StartTimerOptions): Decision {
  const { timerId, startToFireTimeout, control } = options;
  checkName('timerId', timerId);
  checkDuration('startToFireTimeout', startToFireTimeout, { none: false });
  return decision({
    decisionType: 'StartTimer',
    startTimerDecisionAttributes: {
      timerId,
      startToFireTimeout: String(startToFireTimeout),
      ...payload(converter, 'control', control),
    },
  });
}

export function cancelTimer({ timerId }: CancelTimerOptions): Decision {
  checkName('timerId', timerId);
  return decision({ decisionType: 'CancelTimer', cancelTimerDecisionAttributes: { timerId } });
}
