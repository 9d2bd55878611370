import {
  ActivityWorker,
  Decider,
  DoesNotExistError,
  decide,
  perform,
  ResponseError,
  ThrottledError,
} from 'rx-swf';
import { firstValueFrom, lastValueFrom, take } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { reset, resize, World } from './world.js';

const backoff = { initial: 1 };

describe('an answer', () => {
  it('that got lost on its way back is sent again, and counts as given when the task is not known any more', async () => {
    const world = await World.create();
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
    const world = await World.create();
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
    const world = await World.create();
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
    const world = await World.create();
    await world.scheduled(resize);
    const task = await firstValueFrom(new ActivityWorker(world.domain, 'thumbnails'));
    world.fail('RespondActivityTaskCompleted', 1, reset(), 'after');
    await expect(lastValueFrom(task.complete())).rejects.toThrow(ResponseError);
    await expect(lastValueFrom(task.fail())).rejects.toThrow(DoesNotExistError);
  });

  it('of a decider is the same', async () => {
    const world = await World.create();
    await lastValueFrom(world.type.startExecution());
    world.fail('RespondDecisionTaskCompleted', 1, reset(), 'after');
    const decided$ = new Decider(world.domain, 'decisions').pipe(
      decide(() => [], { backoff }),
      take(1),
    );
    expect(await lastValueFrom(decided$)).toMatchObject({ status: 'completed', task: { presumed: true } });
  });

  it('that the SDK itself had to send again counts as given, too', async () => {
    const world = await World.create();
    await world.scheduled(resize);
    const task = await firstValueFrom(new ActivityWorker(world.domain, 'thumbnails'));
    let sent = 0;
    world.client.middlewareStack.add(
      next => async args => {
        const answer = await next(args);
        // The SDK's own retry comes after this step, and sees an answer that never came.
        if (sent++ === 0) throw Object.assign(reset(), { name: 'TimeoutError', $metadata: {} });
        return answer;
      },
      { step: 'finalizeRequest', priority: 'low' },
    );
    await lastValueFrom(task.complete('done'));
    expect(sent).toBeGreaterThan(0);
    expect(task.presumed).toBe(true);
  });
});
