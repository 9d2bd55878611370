import type { Decision } from '@aws-sdk/client-swf';
import { startTimer } from '../../../decisions/index.js';

/** Creates a timer that triggers the next decision task. Each task uses its own timer id. */
export const wakeUp = (name: string, startedEventId: number, seconds = 0): Decision =>
  startTimer({ timerId: `${name}.${startedEventId}`, startToFireTimeout: seconds });
