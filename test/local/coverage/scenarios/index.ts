import { activities, activityCauses } from './activities.js';
import { causesOfChildren, causesOfContinuing, endsOfChildren, orphans } from './children.js';
import { closes, decisionTimeouts, lifecycle, policies, tooLong, unhandled } from './executions.js';
import { external } from './external.js';
import * as faults from './faults.js';
import { lambdas } from './lambdas.js';
import { calls, rates } from './rates.js';
import { domains, types } from './registration.js';
import type { Scenario } from './Scenario.js';
import { timers } from './timers.js';

/** All walks. Together they see the whole API. */
export const scenarios: readonly Scenario[] = [
  ...[domains, types],
  ...[lifecycle, policies, closes, tooLong, unhandled, decisionTimeouts],
  ...[activities, activityCauses, timers, lambdas, external],
  ...[endsOfChildren, causesOfChildren, causesOfContinuing, orphans],
  ...[rates, calls],
  ...Object.values(faults),
];
