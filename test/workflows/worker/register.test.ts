import { Domain } from 'rx-swf';
import { LocalSwf } from 'rx-swf/local';
import { activity, activityWorker, workflow, workflowWorker } from 'rx-swf/workflows';
import { lastValueFrom, of } from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { register, TypeMismatchError } from '../../../src/workflows/worker/register.js';

async function world() {
  const swf = new LocalSwf({ clock: 'skip' });
  onTestFinished(() => swf.close());
  const domain = new Domain({ name: 'media', client: swf.client() });
  await lastValueFrom(domain.save());
  return { swf, domain };
}

const play = (options: Partial<Parameters<typeof workflow>[0]> = {}) =>
  workflow({ name: 'Play', version: '1', ...options }, () => of(1));
const work = (options: Partial<Parameters<typeof activity>[0]> = {}) =>
  activity({ name: 'Work', version: '1', ...options });

describe('register', () => {
  it('registers what is missing, with the defaults that are stated and the usual ones', async () => {
    const { domain } = await world();
    const worker = workflowWorker(domain, ['decisions', 'more'], [play({ taskStartToCloseTimeout: 60 })]);
    await lastValueFrom(worker.register());
    expect(await lastValueFrom(play().type(domain).upstream())).toMatchObject({
      taskList: 'decisions',
      taskStartToCloseTimeout: 60,
      executionStartToCloseTimeout: 31_536_000,
      childPolicy: 'TERMINATE',
    });
    const acts = activityWorker(domain, 'work', [work({ heartbeatTimeout: 5 }).with(() => 1)]);
    await lastValueFrom(acts.register());
    expect(await lastValueFrom(work().type(domain).upstream())).toMatchObject({
      taskList: 'work',
      heartbeatTimeout: 5,
      scheduleToStartTimeout: 'NONE',
    });
  });

  it('is content with what is registered as it is stated, and with what is not stated at all', async () => {
    const { domain } = await world();
    const stated = play({
      taskStartToCloseTimeout: 60,
      taskList: 'mine',
      description: 'a play',
      maxEvents: 100,
    });
    await lastValueFrom(register([stated, work({ heartbeatTimeout: 5 })], domain, 'list', {}));
    await lastValueFrom(register([stated, work({ heartbeatTimeout: 5 })], domain, 'list', {}));
    await lastValueFrom(register([play(), work()], domain, 'another list', {}));
  });

  it('says exactly what is registered otherwise', async () => {
    const { domain } = await world();
    await lastValueFrom(register([play({ taskStartToCloseTimeout: 60 }), work()], domain, 'list', {}));
    const error = await lastValueFrom(
      register([play({ taskStartToCloseTimeout: 30, childPolicy: 'ABANDON' })], domain, 'list', {}),
    ).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(TypeMismatchError);
    expect(error).toMatchObject({
      message: expect.stringMatching(/taskStartToCloseTimeout is 60, not 30/),
    });
    expect((error as Error).message).toMatch(/childPolicy is TERMINATE, not ABANDON.*new version/);
    expect([...(error as TypeMismatchError).diff].map(({ attr }) => attr).sort()).toEqual([
      'childPolicy',
      'taskStartToCloseTimeout',
    ]);
    const other = register([work({ startToCloseTimeout: 7 })], domain, 'list', {});
    await expect(lastValueFrom(other)).rejects.toThrow(/startToCloseTimeout is .*, not 7/);
  });

  it('finds a type that is deprecated', async () => {
    const { domain } = await world();
    await lastValueFrom(register([play()], domain, 'list', {}));
    await lastValueFrom(play().type(domain).delete());
    await expect(lastValueFrom(register([play()], domain, 'list', {}))).rejects.toThrow(
      /status is DEPRECATED, not REGISTERED/,
    );
  });

  it('waits out faults that pass', async () => {
    const { domain, swf } = await world();
    const client = swf.client();
    let faults = 2;
    client.middlewareStack.add(
      next => async args => {
        faults -= 1;
        if (faults >= 0)
          throw Object.assign(new Error('Rate exceeded'), {
            name: 'ThrottlingException',
            $fault: 'client',
            $metadata: {},
          });
        return next(args);
      },
      { step: 'initialize', name: 'faults' },
    );
    const flaky = new Domain({ name: domain.name, client });
    await lastValueFrom(register([play()], flaky, 'list', { initial: 1 }));
    expect(faults).toBeLessThan(0);
  });
});
