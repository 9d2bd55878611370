import { manualClock } from 'rx-swf/local';
import { expect, it } from 'vitest';
import { workflowType } from '../../harness/registrations.js';
import { SdkHarness } from '../../harness/SdkHarness.js';
import { complete, decision } from '../../harness/sdkDecisions.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';

const parentList = { name: 'parents' };
const day = 86_400_000;

it('a parent learns of the last run of its child, although the runs in between have been deleted', async () => {
  const options = { data: temporaryFolder(), clock: manualClock() };
  const before = await SdkHarness.empty(options).prepare();
  const parent = await before.start('parent', {
    taskList: parentList,
    executionStartToCloseTimeout: '31536000',
  });
  const child = {
    workflowId: 'child',
    workflowType,
    executionStartToCloseTimeout: '31536000',
    taskStartToCloseTimeout: 'NONE',
  };
  const goOn = decision('ContinueAsNewWorkflowExecution', { executionStartToCloseTimeout: '31536000' });
  const { taskToken } = await before.pollDecision({ taskList: parentList });
  await before.respond({ taskToken }, decision('StartChildWorkflowExecution', child));
  await before.decide(goOn);
  await before.decide(goOn);
  options.clock.advance(31 * day);
  // Something must be written for what is forgotten to be gone.
  await before.start('another', { taskList: { name: 'others' } });
  await before.swf.close();

  const after = SdkHarness.empty(options);
  await after.decide(complete('done'));
  expect(await after.attributes(parent, 'ChildWorkflowExecutionCompleted')).toMatchObject({
    result: 'done',
    initiatedEventId: 5,
  });
});
