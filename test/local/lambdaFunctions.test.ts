import { DescribeWorkflowExecutionCommand } from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import { domain } from '../harness/registrations.js';
import { SdkHarness } from '../harness/SdkHarness.js';
import { complete, decision } from '../harness/sdkDecisions.js';

const lambdaRole = 'arn:aws:iam::123456789012:role/swf';
const call = (name: string, given: Record<string, unknown> = {}) =>
  decision('ScheduleLambdaFunction', { id: 'l', name, ...given });

async function called(harness: SdkHarness, ...decisions: Parameters<SdkHarness['respond']>[1][]) {
  const execution = await harness.start('w1', { lambdaRole });
  await harness.decide(...decisions);
  return execution;
}

describe('ScheduleLambdaFunction', () => {
  it('calls the function of that name and records its result', async () => {
    const harness = await SdkHarness.open({ lambda: { Add: async input => ({ got: input }) } });
    const execution = await called(harness, call('Add', { input: '{"a":1}', control: 'c' }));
    await harness.pollDecision();
    const [scheduled, started, completed] = (await harness.events(execution)).slice(4);
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

  it.each([{}, { input: '' }])('passes an empty object if there is no input: %j', async given => {
    const harness = await SdkHarness.open({ lambda: { Echo: input => input } });
    const execution = await called(harness, call('Echo', given));
    await harness.pollDecision();
    expect(await harness.attributes(execution, 'LambdaFunctionCompleted')).toMatchObject({ result: '{}' });
  });

  it.each(['a:b', 'a/b', 'a|b', 'arn', ' a\u0000'])('accepts any id: %j', async id => {
    const harness = await SdkHarness.open({ lambda: { Echo: input => input } });
    const execution = await called(harness, call('Echo', { id }));
    expect(await harness.attributes(execution, 'LambdaFunctionScheduled')).toMatchObject({ id });
  });

  it('fails if the function returns more than SWF can carry', async () => {
    const harness = await SdkHarness.open({ lambda: { Long: () => 'x'.repeat(40_000) } });
    const execution = await called(harness, call('Long'));
    await harness.pollDecision();
    expect(await harness.attributes(execution, 'LambdaFunctionFailed')).toMatchObject({
      reason: 'ResultTooLong',
      details: 'The result has 40002 characters, more than the maximum of 32768',
    });
  });

  it('records how the function failed', async () => {
    const fail = async () => {
      throw new TypeError('no');
    };
    const harness = await SdkHarness.open({ lambda: { Fail: fail } });
    const execution = await called(harness, call('Fail'));
    await harness.pollDecision();
    expect(await harness.attributes(execution, 'LambdaFunctionFailed')).toEqual({
      scheduledEventId: 5,
      startedEventId: 6,
      reason: 'Unhandled',
      details: '{"errorMessage":"no","errorType":"TypeError"}',
    });
  });

  it('records an error that cannot be described', async () => {
    const fail = async () => {
      throw Object.create(null);
    };
    const harness = await SdkHarness.open({ lambda: { Fail: fail } });
    const execution = await called(harness, call('Fail'));
    await harness.pollDecision();
    expect(await harness.attributes(execution, 'LambdaFunctionFailed')).toMatchObject({
      reason: 'Unhandled',
    });
  });

  it('fails for an unknown function', async () => {
    const harness = await SdkHarness.open();
    const execution = await called(harness, call('toString'));
    await harness.pollDecision();
    expect(await harness.attributes(execution, 'LambdaFunctionFailed')).toMatchObject({
      reason: 'ResourceNotFoundException',
    });
  });

  it('cannot start without a role', async () => {
    const harness = await SdkHarness.open({ lambda: { Echo: input => input } });
    const execution = await harness.start();
    await harness.decide(call('Echo'));
    expect(await harness.types(execution, 5)).toEqual([
      'LambdaFunctionScheduled',
      'StartLambdaFunctionFailed',
      'DecisionTaskScheduled',
    ]);
    expect(await harness.attributes(execution, 'StartLambdaFunctionFailed')).toEqual({
      scheduledEventId: 5,
      cause: 'ASSUME_ROLE_FAILED',
      message: 'No IAM role is attached to the current workflow execution.',
    });
  });

  it('times out, by default after 15 minutes, and then ignores the result of the function', async () => {
    const answers: (() => void)[] = [];
    const slow = () => new Promise<void>(resolve => answers.push(resolve));
    const harness = await SdkHarness.open({ lambda: { Slow: slow } });
    const execution = await called(
      harness,
      call('Slow', { id: 'a', startToCloseTimeout: '10' }),
      call('Slow', { id: 'b' }),
    );
    const { openCounts } = await harness.client.send(
      new DescribeWorkflowExecutionCommand({ domain, execution }),
    );
    expect(openCounts?.openLambdaFunctions).toBe(2);
    harness.clock.advance(10_000);
    expect(await harness.attributes(execution, 'LambdaFunctionTimedOut')).toEqual({
      scheduledEventId: 5,
      startedEventId: 7,
      timeoutType: 'START_TO_CLOSE',
    });
    await harness.decide();
    harness.clock.advance(889_999);
    expect(await harness.types(execution, 13)).toEqual([]);
    harness.clock.advance(1);
    expect(await harness.types(execution, 13)).toEqual(['LambdaFunctionTimedOut', 'DecisionTaskScheduled']);
    for (const answer of answers) answer();
    await harness.decide(complete());
    expect(await harness.types(execution)).not.toContain('LambdaFunctionCompleted');
  });

  it('fails for an id in use, and beyond the quota', async () => {
    const harness = await SdkHarness.open({
      lambda: { Slow: () => new Promise(() => {}) },
      quotas: { openLambdaFunctionsPerExecution: 1 },
    });
    const execution = await called(harness, call('Slow'), call('Slow'), call('Slow', { id: 'm' }));
    const causes = (await harness.events(execution)).flatMap(
      event => event.scheduleLambdaFunctionFailedEventAttributes?.cause ?? [],
    );
    expect(causes).toEqual(['ID_ALREADY_IN_USE', 'OPEN_LAMBDA_FUNCTIONS_LIMIT_EXCEEDED']);
  });
});
