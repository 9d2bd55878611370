import { decision } from '../../../harness/sdkDecisions.js';
import { Walk } from '../Walk.js';
import type { Scenario } from './Scenario.js';

/** Signals and requests to cancel from one execution to another, to one that is there and to one that is not. */
export const external: Scenario = async coverage => {
  const walk = await Walk.prepared(coverage);
  const { runId } = await walk.start('target', { taskList: { name: 'other' } });
  await walk.start('w');
  for (const to of [
    { workflowId: 'target', runId },
    { workflowId: 'nobody', runId: 'none' },
  ]) {
    await walk.wake();
    const target = { ...to, control: 'c' };
    await walk.decide(
      decision('SignalExternalWorkflowExecution', { ...target, signalName: 's', input: 'in' }),
      decision('RequestCancelExternalWorkflowExecution', target),
    );
  }
  await walk.finish();
};
