import { VirtualTimeScheduler } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { DelayQueue } from '../../../../src/streams/actors/perform/DelayQueue.js';

/** A queue on virtual time, with the callbacks that were called and when. */
function setUp() {
  const scheduler = new VirtualTimeScheduler();
  const queue = new DelayQueue(scheduler);
  const called: string[] = [];
  const add = (delay: number, name: string) =>
    queue.add(delay, () => called.push(`${name} at ${scheduler.now()}`));
  return { scheduler, queue, called, add };
}

describe('DelayQueue', () => {
  it('calls back after each delay, with one timer for each delay', () => {
    const { scheduler, called, add } = setUp();
    add(10, 'a');
    add(1000 / 3, 'c');
    scheduler.schedule(() => add(10, 'b'), 4);
    expect(scheduler.actions).toHaveLength(3);
    scheduler.flush();
    expect(called).toEqual(['a at 10', 'b at 14', `c at ${1000 / 3}`]);
  });

  it('does not call what was removed, and is ready for more after that', () => {
    const { scheduler, called, add } = setUp();
    const remove = add(10, 'a');
    remove();
    scheduler.flush();
    add(10, 'b');
    scheduler.flush();
    expect(called).toEqual(['b at 20']);
  });

  it('never calls back after an infinite delay, or once it is closed', () => {
    const { scheduler, queue, called, add } = setUp();
    add(Number.POSITIVE_INFINITY, 'never');
    add(10, 'a');
    queue.close();
    scheduler.flush();
    expect(called).toEqual([]);
  });
});
