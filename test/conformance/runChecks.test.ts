import { LocalSwf } from 'rx-swf/local';
import { lastValueFrom, NEVER, toArray, VirtualTimeScheduler } from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { documented } from '../../conformance/Check.js';
import { expectEqual, expectFault } from '../../conformance/expect.js';
import { openTarget } from '../../conformance/openTarget.js';
import { runChecks } from '../../conformance/runChecks.js';
import type { Scene } from '../../conformance/Scene.js';

const scheduler = new VirtualTimeScheduler();

/** Runs one check against the embedded service, which answers an operation with an error of that name and status. */
async function outcomeOf(run: (scene: Scene) => Promise<void>, name = 'ValidationException', status = 400) {
  const swf = new LocalSwf({ longPoll: 0 });
  onTestFinished(() => swf.close());
  const { requestHandler } = swf;
  const body = JSON.stringify({ __type: `com.amazon.coral.service#${name}`, message: 'It is so.' });
  const refusing: typeof requestHandler = {
    ...requestHandler,
    handle: async (request, options) => {
      const { response } = await requestHandler.handle(request, options);
      const target = `${request.headers['x-amz-target']}`;
      if (!target.endsWith('.DescribeDomain')) return { response };
      return {
        response: Object.assign(response, { statusCode: status, body: new TextEncoder().encode(body) }),
      };
    },
  };
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  const config = { region: 'us-east-1', credentials, requestHandler: refusing, maxAttempts: 1 };
  const target = openTarget(config, { domain: 'conformance', patience: 0 });
  const chapters = [{ name: 'Domains', checks: [documented('It holds', run)] }];
  const options = { concurrency: 1, deadline: 60_000, scheduler };
  const [result] = await lastValueFrom(runChecks(target, chapters, options).pipe(toArray()));
  return result;
}

const describeDomain = ({ swf, domain }: Scene) => swf.describeDomain({ name: domain });

describe('a check', () => {
  it('passes if it resolves', async () => {
    const result = await outcomeOf(async () => {});
    expect(result).toEqual({ chapter: 'Domains', title: 'It holds', basis: 'documented', outcome: 'pass' });
  });

  it('fails if an expectation does not hold, and says what was expected', async () => {
    const result = await outcomeOf(async () => expectEqual({ a: 1 }, { a: 2 }, 'answer'));
    expect(result).toMatchObject({ outcome: 'fail', reason: 'answer: expected { a: 2 }, got { a: 1 }' });
  });

  it('fails if the service refuses a call', async () => {
    const result = await outcomeOf(async scene => void (await describeDomain(scene)));
    expect(result).toMatchObject({ outcome: 'fail', reason: 'ValidationException: It is so.' });
  });

  it('fails if the service answers another fault than the expected one', async () => {
    const result = await outcomeOf(scene => expectFault(describeDomain(scene), 'UnknownResourceFault'));
    const reason = 'expected UnknownResourceFault, got ValidationException: It is so.';
    expect(result).toMatchObject({ outcome: 'fail', reason });
  });

  it('fails if it does not end', async () => {
    const result = await outcomeOf(() => {
      scheduler.flush();
      return lastValueFrom(NEVER);
    });
    expect(result).toMatchObject({ outcome: 'fail', reason: expect.stringContaining('Timeout') });
  });

  it('is unsupported if the service does not know the operation', async () => {
    const unknown = ['UnknownOperationException', 404] as const;
    const plain = await outcomeOf(async scene => void (await describeDomain(scene)), ...unknown);
    expect(plain).toMatchObject({ outcome: 'unsupported' });
    const expecting = (scene: Scene) => expectFault(describeDomain(scene), 'UnknownResourceFault');
    expect(await outcomeOf(expecting, ...unknown)).toMatchObject({ outcome: 'unsupported' });
  });
});
