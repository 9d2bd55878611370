import { decision } from '../../../harness/sdkDecisions.js';
import { Walk } from '../Walk.js';
import type { Scenario } from './Scenario.js';

const start = (timerId: string, startToFireTimeout = '5') =>
  decision('StartTimer', { timerId, startToFireTimeout, control: 'c' });
const cancel = (timerId: string) => decision('CancelTimer', { timerId });

/** Timers that fire, that are canceled, and that cannot be. */
export const timers: Scenario = async coverage => {
  const walk = await Walk.prepared(coverage, { quotas: { openTimersPerExecution: 2 } });
  await walk.start('w');
  await walk.decide(start('a'), start('a'), start('b'), start('c'), cancel('b'), cancel('b'));
  walk.pass(5);
  await walk.finish();
};
