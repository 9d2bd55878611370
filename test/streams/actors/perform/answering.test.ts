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
import { newWorld } from '../../../newWorld.js';
import { retriesAtOnce } from '../../../requests/retries/retriesAtOnce.js';
import { reset, resize } from '../../../world.js';

const backoff = { initial: 1 };

describe('an answer', () => {
  it('that got lost on its way back is sent again, and counts as given when the task is not known any more', async () => {
    const world = await newWorld();
    const execution = await world.scheduled(resize);
    world.fail('RespondActivityTaskCompleted', 1, reset(), 'after');
    const worker = new ActivityWorker(world.domain, 'thumbnails');
    const performed = await lastValueFrom(
      worker.pipe(
        perform(() => 'done', { backoff }),
        take(1),
      ),
    );
    expect(performed).toMatchObject({ status: 'completed', result: 'done', task: { presumed: true } });
    expect((await lastValueFrom(execution.history())).activities.get('0')).toMatchObject({ result: 'done' });
  });

  it('that got lost on its way there is sent again, and there is no doubt about it', async () => {
    const world = await newWorld();
    await world.scheduled(resize);
    world.fail('RespondActivityTaskCompleted', 1, reset());
    const worker = new ActivityWorker(world.domain, 'thumbnails');
    const performed = await lastValueFrom(
      worker.pipe(
        perform(() => 'done', { backoff }),
        take(1),
      ),
    );
    expect(performed).toMatchObject({ status: 'completed', task: { presumed: false } });
  });

  it('is taken for given by nothing but a lost attempt of its own', async () => {
    const world = await newWorld();
    const execution = await world.scheduled(resize);
    const task = await firstValueFrom(new ActivityWorker(world.domain, 'thumbnails'));
    await lastValueFrom(execution.terminate());
    world.fail('RespondActivityTaskCompleted', 1, new ThrottledError('Rate exceeded'));
    await expect(lastValueFrom(task.complete())).rejects.toThrow(ThrottledError);
    await expect(lastValueFrom(task.complete())).rejects.toThrow(DoesNotExistError);
    expect(task.presumed).toBe(false);
    expect(await firstValueFrom(task.answered$)).toBe('gone');
  });

  it('of another kind than the lost one is not taken for given', async () => {
    const world = await newWorld();
    await world.scheduled(resize);
    const task = await firstValueFrom(new ActivityWorker(world.domain, 'thumbnails'));
    world.fail('RespondActivityTaskCompleted', 1, reset(), 'after');
    await expect(lastValueFrom(task.complete())).rejects.toThrow(ResponseError);
    await expect(lastValueFrom(task.fail())).rejects.toThrow(DoesNotExistError);
  });

  it('of a decider is the same', async () => {
    const world = await newWorld();
    await lastValueFrom(world.type.startExecution());
    world.fail('RespondDecisionTaskCompleted', 1, reset(), 'after');
    const decided$ = new Decider(world.domain, 'decisions').pipe(
      decide(() => [], { backoff }),
      take(1),
    );
    expect(await lastValueFrom(decided$)).toMatchObject({ status: 'completed', task: { presumed: true } });
  });

  it('that the SDK itself had to send again counts as given, too', async () => {
    const { task, failNext } = await retried();
    failNext(reset(), 'after');
    await lastValueFrom(task.complete('done'));
    expect(task.presumed).toBe(true);
  });

  it.each([
    ['throttled', Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' })],
    ['refused a connection', Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })],
  ])('whose attempt of the SDK was %s is not taken for given: the task is gone', async (_, fault) => {
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

/** A task of a client that makes calls again by itself, and a fault for the next attempt of it. */
async function retried() {
  const world = await newWorld();
  const execution = await world.scheduled(resize);
  const client = world.swf.client({ retryStrategy: retriesAtOnce });
  const worker = new ActivityWorker(new Domain({ name: world.domain.name, client }), 'thumbnails');
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
