import { PollForActivityTaskCommand } from '@aws-sdk/client-swf';
import type { ServedCall } from 'rx-swf/local';
import { lastValueFrom, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { activityList, decisionList, domain } from '../harness/registrations.js';
import { SdkHarness } from '../harness/SdkHarness.js';
import { complete } from '../harness/sdkDecisions.js';

/** Records the calls from now on. */
function recording({ swf }: SdkHarness): ServedCall[] {
  const calls: ServedCall[] = [];
  swf.calls$.subscribe(call => calls.push(call));
  return calls;
}

const short = ({ region, operation, domain: named, subject, status, error }: ServedCall) =>
  [region, operation, named, subject, status, error].filter(part => part !== undefined).join(' ');

describe('calls$', () => {
  it('names the operation, the domain and the subject of each call', async () => {
    const harness = SdkHarness.empty();
    const calls = recording(harness);
    await harness.prepare();
    const execution = await harness.start();
    await harness.events(execution);
    await harness.decide(complete());
    expect(calls.map(short)).toEqual([
      `us-east-1 RegisterDomain ${domain} 200`,
      `us-east-1 RegisterWorkflowType ${domain} Encode@1 200`,
      `us-east-1 RegisterActivityType ${domain} Resize@1 200`,
      `us-east-1 StartWorkflowExecution ${domain} w1 200`,
      `us-east-1 GetWorkflowExecutionHistory ${domain} w1 200`,
      `us-east-1 PollForDecisionTask ${domain} ${decisionList.name} 200`,
      `us-east-1 RespondDecisionTaskCompleted ${domain} w1 200`,
    ]);
    expect(calls[0]?.at).toEqual(new Date('2020-01-01'));
    expect(calls.every(({ duration }) => duration >= 0)).toBe(true);
  });

  it('names the fault of a call that fails, and the region of each', async () => {
    const harness = SdkHarness.empty();
    const calls = recording(harness);
    await expect(harness.start()).rejects.toThrow();
    await expect(harness.in('eu-west-1').start()).rejects.toThrow();
    expect(calls.map(short)).toEqual([
      `us-east-1 StartWorkflowExecution ${domain} w1 400 UnknownResourceFault`,
      `eu-west-1 StartWorkflowExecution ${domain} w1 400 UnknownResourceFault`,
    ]);
  });

  it('holds no payload and no token', async () => {
    const harness = await SdkHarness.open();
    const calls = recording(harness);
    await harness.start('w1', { input: 'a secret input', tagList: ['a secret tag'] });
    const { taskToken } = await harness.decide(complete());
    expect(calls).toHaveLength(3);
    expect(JSON.stringify(calls)).not.toContain('secret');
    expect(JSON.stringify(calls)).not.toContain(taskToken);
  });

  it('tells a poll whose client has left', async () => {
    const harness = await SdkHarness.open();
    const calls = recording(harness);
    const leaving = new AbortController();
    const poll = harness.client.send(new PollForActivityTaskCommand({ domain, taskList: activityList }), {
      abortSignal: leaving.signal,
    });
    await harness.waiting(Promise.resolve());
    leaving.abort();
    await expect(poll).rejects.toThrow();
    expect(calls.map(short)).toEqual([
      `us-east-1 PollForActivityTask ${domain} ${activityList.name} AbortError`,
    ]);
  });

  it('tells requests over HTTP that are refused', async () => {
    const harness = SdkHarness.empty();
    const calls = recording(harness);
    const { url } = await harness.swf.listen();
    const headers = { 'x-amz-target': 'SimpleWorkflowService.ListDomains' };
    await fetch(url, { method: 'POST', headers: { ...headers, origin: 'https://example.com' }, body: '{}' });
    await fetch(url, { method: 'POST', headers, body: '{' });
    await fetch(url, { method: 'POST', headers: { 'x-amz-target': 'Nothing' }, body: '{}' });
    expect(calls.map(short)).toEqual([
      'ListDomains 403 AccessDeniedException',
      'us-east-1 ListDomains 400 SerializationException',
      '404 UnknownOperationException',
    ]);
  });

  it('completes when the service is closed', async () => {
    const { swf } = SdkHarness.empty();
    const calls = lastValueFrom(swf.calls$.pipe(toArray()));
    await swf.close();
    expect(await calls).toEqual([]);
  });
});
