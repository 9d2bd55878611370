import { decision } from '../../../harness/sdkDecisions.js';
import { domain, taskList, Walk } from '../Walk.js';
import type { Scenario } from './Scenario.js';

const lambdaRole = 'arn:aws:iam::123456789012:role/lambda';
const invoke = (id: string, name: string) =>
  decision('ScheduleLambdaFunction', { id, name, input: '{}', control: 'c', startToCloseTimeout: '5' });

/** Lambda tasks that end in every way there is, or cannot be. */
export const lambdas: Scenario = async coverage => {
  const lambda = {
    Answer: () => 42,
    Fail: () => Promise.reject(new Error('broken')),
    Hang: () => new Promise(() => {}),
  };
  const quotas = { openLambdaFunctionsPerExecution: 1 };
  const walk = await Walk.prepared(coverage, { lambda, quotas });
  await walk.start('w', { lambdaRole });
  await walk.decide(invoke('a', 'Hang'), invoke('a', 'Hang'), invoke('b', 'Hang'));
  walk.pass(5);
  for (const name of ['Answer', 'Fail']) {
    const { taskToken } = await walk.await('PollForDecisionTask', { domain, taskList });
    await walk.respond(taskToken, invoke(name, name));
  }
  await walk.respond((await walk.await('PollForDecisionTask', { domain, taskList }))['taskToken']);
  await walk.start('without a role');
  await walk.decide(invoke('a', 'Answer'));
  await walk.finish();
};
