import { describe, expect, it } from 'vitest';
import { type Permit, Semaphore } from '../../../../src/streams/actors/polling/Semaphore.js';

/** Acquires a permit; each new owner is noted by its name. */
function acquire(semaphore: Semaphore, name: string, owners: string[], permits: Permit[] = []) {
  return semaphore.acquire().subscribe(permit => {
    owners.push(name);
    permits.push(permit);
  });
}

describe('Semaphore', () => {
  it('gives each released permit to the one that has waited longest', () => {
    const semaphore = new Semaphore(1);
    const owners: string[] = [];
    const permits: Permit[] = [];
    for (const name of ['a', 'b', 'c']) acquire(semaphore, name, owners, permits);
    expect(owners).toEqual(['a']);
    permits[0]?.release();
    expect(owners).toEqual(['a', 'b']);
    permits[0]?.release();
    expect(owners).toEqual(['a', 'b']);
    permits[1]?.release();
    expect(owners).toEqual(['a', 'b', 'c']);
  });

  it('gives no permit to one that has left', () => {
    const semaphore = new Semaphore(0);
    const owners: string[] = [];
    acquire(semaphore, 'a', owners).unsubscribe();
    acquire(semaphore, 'b', owners);
    semaphore.add(1);
    expect(owners).toEqual(['b']);
    expect(semaphore.tryAcquire()).toBeUndefined();
  });

  it('gives all added permits, even if a permit is released as soon as it is given', () => {
    const semaphore = new Semaphore(0);
    const owners: string[] = [];
    semaphore.acquire().subscribe(permit => {
      owners.push('a');
      permit.release();
    });
    for (const name of ['b', 'c']) acquire(semaphore, name, owners);
    semaphore.add(2);
    expect(owners).toEqual(['a', 'b', 'c']);
    expect(semaphore.tryAcquire()).toBeUndefined();
  });
});
