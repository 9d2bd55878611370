import { DescribeWorkflowExecutionCommand } from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import { complete, decision, domain, World } from './support.js';

const lambdaRole = 'arn:aws:iam::123456789012:role/swf';
const call = (name: string, given: Record<string, unknown> = {}) =>
  decision('ScheduleLambdaFunction', { id: 'l', name, ...given });

async function called(world: World, ...decisions: Parameters<World['respond']>[1][]) {
  const execution = await world.start('w1', { lambdaRole });
  await world.decide(...decisions);
  return execution;
}

describe('ScheduleLambdaFunction', () => {
  it('calls the function of that name and tells its result', async () => {
    const world = await World.create({ lambda: { Add: async input => ({ got: input }) } });
    const execution = await called(world, call('Add', { input: '{"a":1}', control: 'c' }));
    await world.pollDecision();
    const [scheduled, started, completed] = (await world.events(execution)).slice(4);
    expect(scheduled?.lambdaFunctionScheduledEventAttributes).toEqual({
      id: 'l',
      name: 'Add',
      input: '{"a":1}',
      control: 'c',
      decisionTaskCompletedEventId: 4,
    });
    expect(started?.lambdaFunctionStartedEventAttributes).toEqual({ scheduledEventId: 5 });
    expect(completed?.lambdaFunctionCompletedEventAttributes).toEqual({
      scheduledEventId: 5,
      startedEventId: 6,
      result: '{"got":{"a":1}}',
    });
  });

  it.each([{}, { input: '' }])('gives an empty object if there is no input: %j', async given => {
    const world = await World.create({ lambda: { Echo: input => input } });
    const execution = await called(world, call('Echo', given));
    await world.pollDecision();
    expect(await world.attributes(execution, 'LambdaFunctionCompleted')).toMatchObject({ result: '{}' });
  });

  it.each(['a:b', 'a/b', 'a|b', 'arn', ' a\u0000'])('takes any id: %j', async id => {
    const world = await World.create({ lambda: { Echo: input => input } });
    const execution = await called(world, call('Echo', { id }));
    expect(await world.attributes(execution, 'LambdaFunctionScheduled')).toMatchObject({ id });
  });

  it('that returns more than SWF carries has failed', async () => {
    const world = await World.create({ lambda: { Long: () => 'x'.repeat(40_000) } });
    const execution = await called(world, call('Long'));
    await world.pollDecision();
    expect(await world.attributes(execution, 'LambdaFunctionFailed')).toMatchObject({
      reason: 'ResultTooLong',
      details: 'The result has 40002 characters, more than the maximum of 32768',
    });
  });

  it('tells how the function failed', async () => {
    const fail = async () => {
      throw new TypeError('no');
    };
    const world = await World.create({ lambda: { Fail: fail } });
    const execution = await called(world, call('Fail'));
    await world.pollDecision();
    expect(await world.attributes(execution, 'LambdaFunctionFailed')).toEqual({
      scheduledEventId: 5,
      startedEventId: 6,
      reason: 'Unhandled',
      details: '{"errorMessage":"no","errorType":"TypeError"}',
    });
  });

  it('tells of a failure that cannot be told', async () => {
    const fail = async () => {
      throw Object.create(null);
    };
    const world = await World.create({ lambda: { Fail: fail } });
    const execution = await called(world, call('Fail'));
    await world.pollDecision();
    expect(await world.attributes(execution, 'LambdaFunctionFailed')).toMatchObject({ reason: 'Unhandled' });
  });

  it('fails for a function that is not there', async () => {
    const world = await World.create();
    const execution = await called(world, call('toString'));
    await world.pollDecision();
    expect(await world.attributes(execution, 'LambdaFunctionFailed')).toMatchObject({
      reason: 'ResourceNotFoundException',
    });
  });

  it('cannot start without a role', async () => {
    const world = await World.create({ lambda: { Echo: input => input } });
    const execution = await world.start();
    await world.decide(call('Echo'));
    expect(await world.types(execution, 5)).toEqual([
      'LambdaFunctionScheduled',
      'StartLambdaFunctionFailed',
      'DecisionTaskScheduled',
    ]);
    expect(await world.attributes(execution, 'StartLambdaFunctionFailed')).toEqual({
      scheduledEventId: 5,
      cause: 'ASSUME_ROLE_FAILED',
      message: 'No IAM role is attached to the current workflow execution.',
    });
  });

  it('times out, by default after 15 minutes, and hears the function no more', async () => {
    const answers: (() => void)[] = [];
    const slow = () => new Promise<void>(resolve => answers.push(resolve));
    const world = await World.create({ lambda: { Slow: slow } });
    const execution = await called(
      world,
      call('Slow', { id: 'a', startToCloseTimeout: '10' }),
      call('Slow', { id: 'b' }),
    );
    const { openCounts } = await world.client.send(
      new DescribeWorkflowExecutionCommand({ domain, execution }),
    );
    expect(openCounts?.openLambdaFunctions).toBe(2);
    world.clock.advance(10_000);
    expect(await world.attributes(execution, 'LambdaFunctionTimedOut')).toEqual({
      scheduledEventId: 5,
      startedEventId: 7,
      timeoutType: 'START_TO_CLOSE',
    });
    await world.decide();
    world.clock.advance(889_999);
    expect(await world.types(execution, 13)).toEqual([]);
    world.clock.advance(1);
    expect(await world.types(execution, 13)).toEqual(['LambdaFunctionTimedOut', 'DecisionTaskScheduled']);
    for (const answer of answers) answer();
    await world.decide(complete());
    expect(await world.types(execution)).not.toContain('LambdaFunctionCompleted');
  });

  it('fails for an id in use and beyond the quota', async () => {
    const world = await World.create({
      lambda: { Slow: () => new Promise(() => {}) },
      quotas: { openLambdaFunctionsPerExecution: 1 },
    });
    const execution = await called(world, call('Slow'), call('Slow'), call('Slow', { id: 'm' }));
    const causes = (await world.events(execution)).flatMap(
      event => event.scheduleLambdaFunctionFailedEventAttributes?.cause ?? [],
    );
    expect(causes).toEqual(['ID_ALREADY_IN_USE', 'OPEN_LAMBDA_FUNCTIONS_LIMIT_EXCEEDED']);
  });
});
