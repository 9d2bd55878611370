import {
  ActivityWorker,
  Decider,
  DoesNotExistError,
  Domain,
  decide,
  perform,
  ResponseError,
  ThrottledError,
} from 'rx-swf';
import { firstValueFrom, lastValueFrom, take } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { connectionReset } from '../../../harness/connectionReset.js';
import { DomainHarness, resize } from '../../../harness/DomainHarness.js';
import { retriesAtOnce } from '../../../requests/retries/retriesAtOnce.js';

const backoff = { initial: 1 };

describe('an answer', () => {
  it('whose response was lost is sent again, and counts as accepted if SWF no longer knows the task', async () => {
    const harness = await DomainHarness.open();
    const execution = await harness.scheduled(resize);
    harness.fail('RespondActivityTaskCompleted', 1, connectionReset(), 'after');
    const worker = new ActivityWorker(harness.domain, 'thumbnails');
    const performed = await lastValueFrom(
      worker.pipe(
        perform(() => 'done', { backoff }),
        take(1),
      ),
    );
    expect(performed).toMatchObject({ status: 'completed', result: 'done', task: { presumed: true } });
    expect((await lastValueFrom(execution.history())).activities.get('0')).toMatchObject({ result: 'done' });
  });

  it('that never arrived is sent again, and is accepted', async () => {
    const harness = await DomainHarness.open();
    await harness.scheduled(resize);
    harness.fail('RespondActivityTaskCompleted', 1, connectionReset());
    const worker = new ActivityWorker(harness.domain, 'thumbnails');
    const performed = await lastValueFrom(
      worker.pipe(
        perform(() => 'done', { backoff }),
        take(1),
      ),
    );
    expect(performed).toMatchObject({ status: 'completed', task: { presumed: false } });
  });

  it('counts as accepted only after a lost attempt of its own', async () => {
    const harness = await DomainHarness.open();
    const execution = await harness.scheduled(resize);
    const task = await firstValueFrom(new ActivityWorker(harness.domain, 'thumbnails'));
    await lastValueFrom(execution.terminate());
    harness.fail('RespondActivityTaskCompleted', 1, new ThrottledError('Rate exceeded'));
    await expect(lastValueFrom(task.complete())).rejects.toThrow(ThrottledError);
    await expect(lastValueFrom(task.complete())).rejects.toThrow(DoesNotExistError);
    expect(task.presumed).toBe(false);
    expect(await firstValueFrom(task.answered$)).toBe('gone');
  });

  it('of another kind than the lost one does not count as accepted', async () => {
    const harness = await DomainHarness.open();
    await harness.scheduled(resize);
    const task = await firstValueFrom(new ActivityWorker(harness.domain, 'thumbnails'));
    harness.fail('RespondActivityTaskCompleted', 1, connectionReset(), 'after');
    await expect(lastValueFrom(task.complete())).rejects.toThrow(ResponseError);
    await expect(lastValueFrom(task.fail())).rejects.toThrow(DoesNotExistError);
  });

  it('of a decider behaves the same way', async () => {
    const harness = await DomainHarness.open();
    await lastValueFrom(harness.type.startExecution());
    harness.fail('RespondDecisionTaskCompleted', 1, connectionReset(), 'after');
    const decided$ = new Decider(harness.domain, 'decisions').pipe(
      decide(() => [], { backoff }),
      take(1),
    );
    expect(await lastValueFrom(decided$)).toMatchObject({ status: 'completed', task: { presumed: true } });
  });

  it('that the SDK itself sent again also counts as accepted', async () => {
    const { task, failNext } = await retried();
    failNext(connectionReset(), 'after');
    await lastValueFrom(task.complete('done'));
    expect(task.presumed).toBe(true);
  });

  it.each([
    ['throttled', Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' })],
    ['refused a connection', Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })],
  ])('whose attempt by the SDK was %s does not count as accepted: the task is gone', async (_, fault) => {
    const { task, failNext, execution } = await retried();
    await lastValueFrom(execution.terminate());
    failNext(fault, 'before');
    await expect(lastValueFrom(task.complete('done'))).rejects.toMatchObject({
      name: 'DoesNotExistError',
      attempts: 2,
    });
    expect(task.presumed).toBe(false);
    expect(await firstValueFrom(task.answered$)).toBe('gone');
  });
});

/** A task of a client that retries calls itself, and a fault for its next attempt. */
async function retried() {
  const harness = await DomainHarness.open();
  const execution = await harness.scheduled(resize);
  const client = harness.swf.client({ retryStrategy: retriesAtOnce });
  const worker = new ActivityWorker(new Domain({ name: harness.domain.name, client }), 'thumbnails');
  const task = await firstValueFrom(worker);
  const failNext = (fault: Error, when: 'before' | 'after') => {
    let left = 1;
    client.middlewareStack.add(
      next => async args => {
        if (left-- <= 0) return next(args);
        if (when === 'after') await next(args);
        throw fault;
      },
      { step: 'deserialize' },
    );
  };
  return { task, failNext, execution };
}
