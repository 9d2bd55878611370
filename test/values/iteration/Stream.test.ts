import { EMPTY, finalize, firstValueFrom, map, NEVER, Observable, of, Subject, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { abortOn, Stream, toStream, valuesOf } from '../../../src/values/index.js';

/** A subject, a stream of it, and how many subscribe to it. */
function source(buffer?: number) {
  const subject = new Subject<number>();
  return { subject, stream: toStream(subject, buffer) };
}

const done = { done: true, value: undefined };
const value = (n: number) => ({ done: false, value: n });

describe('Stream', () => {
  it('is an Observable like any other', async () => {
    expect(await firstValueFrom(toStream(of(1, 2)).pipe(map(n => n * 2)))).toBe(2);
    expect(toStream(of(1))).toBeInstanceOf(Observable);
  });

  it('yields each value and ends with its source', async () => {
    const seen: number[] = [];
    for await (const n of toStream(of(1, 2, 3))) seen.push(n);
    expect(seen).toEqual([1, 2, 3]);
  });

  it('yields undefined as a value', async () => {
    const seen: unknown[] = [];
    for await (const nothing of toStream(of(undefined, undefined))) seen.push(nothing);
    expect(seen).toEqual([undefined, undefined]);
  });

  it('subscribes at the first step, and separately for each loop', async () => {
    const { subject, stream } = source();
    const [one, other] = [stream.values(), stream.values()];
    expect(subject.observed).toBe(false);
    const steps = [one.next(), other.next()];
    subject.next(1);
    expect(await Promise.all(steps)).toEqual([value(1), value(1)]);
  });

  it('unsubscribes when the loop is left', async () => {
    let isLeft = false;
    const stream = toStream(of(1, 2).pipe(finalize(() => (isLeft = true))));
    const { subject, stream: endless } = source();
    for await (const _ of stream) break;
    expect(isLeft).toBe(true);
    const values = endless.values();
    const pending = values.next();
    expect(subject.observed).toBe(true);
    expect(await values.return?.()).toEqual(done);
    expect([subject.observed, await pending, await values.next()]).toEqual([false, done, done]);
  });

  it('never subscribes if the loop is left before the first step', async () => {
    const { subject, stream } = source();
    const values = stream.values();
    await values.return?.();
    expect([await values.next(), subject.observed]).toEqual([done, false]);
  });

  it('throws what is thrown into it, and unsubscribes', async () => {
    const { subject, stream } = source();
    const values = stream.values();
    const pending = values.next();
    await expect(values.throw?.(new Error('stop'))).rejects.toThrow('stop');
    expect([await pending, subject.observed]).toEqual([done, false]);
  });

  it('throws the error of its source after the values before it, once', async () => {
    const { subject, stream } = source();
    const values = stream.values();
    const first = values.next();
    subject.next(1);
    subject.next(2);
    subject.error(new Error('lost'));
    expect([await first, await values.next()]).toEqual([value(1), value(2)]);
    await expect(values.next()).rejects.toThrow('lost');
    expect(await values.next()).toEqual(done);
    await expect(
      toStream(throwError(() => new Error('at once')))
        .values()
        .next(),
    ).rejects.toThrow('at once');
  });

  it('serves several pending steps in their order', async () => {
    const { subject, stream } = source();
    const values = stream.values();
    const steps = [values.next(), values.next(), values.next()];
    subject.next(1);
    subject.next(2);
    subject.complete();
    expect(await Promise.all(steps)).toEqual([value(1), value(2), done]);
  });

  it.each([
    [1, [1, 5]],
    [2, [1, 4, 5]],
    [undefined, [1, 2, 3, 4, 5]],
  ])('keeps as many values for a busy loop as its buffer holds: %s', async (buffer, expected) => {
    const { subject, stream } = source(buffer);
    const values = stream.values();
    const first = values.next();
    for (const n of [1, 2, 3, 4, 5]) subject.next(n);
    subject.complete();
    const seen = [(await first).value];
    for await (const n of values) seen.push(n);
    expect(seen).toEqual(expected);
  });

  it('takes another buffer from a loop', async () => {
    const seen: number[] = [];
    for await (const n of toStream(of(1, 2, 3, 4), 1).values({ buffer: 2 })) seen.push(n);
    expect(seen).toEqual([1, 3, 4]);
  });

  it('ends a loop with the reason of its signal, dropping what waits', async () => {
    const { subject, stream } = source();
    const stop = new AbortController();
    const values = stream.values({ signal: stop.signal });
    const first = values.next();
    subject.next(1);
    subject.next(2);
    await first;
    stop.abort(new Error('enough'));
    expect(subject.observed).toBe(false);
    await expect(values.next()).rejects.toThrow('enough');
    expect(await values.next()).toEqual(done);
  });

  it('rejects the pending step when its signal is aborted', async () => {
    const stop = new AbortController();
    const pending = toStream(NEVER).values({ signal: stop.signal }).next();
    stop.abort();
    await expect(pending).rejects.toMatchObject({ name: 'AbortError' });
  });

  it.each([
    ['an unknown option', { singal: AbortSignal.abort() }, 'Unknown option "singal"'],
    ['a signal that is none', { signal: {} }, 'signal must be an AbortSignal, got Object'],
    ['a buffer of nothing', { buffer: 0 }, 'buffer must be a whole number of at least 1, got 0'],
  ])('refuses %s', (_, options, message) => {
    expect(() => toStream(EMPTY).values(options as object)).toThrow(message);
  });
});

describe('valuesOf', () => {
  it('iterates over an Observable, keeping every value', async () => {
    const seen: number[] = [];
    for await (const n of valuesOf(of(1, 2, 3))) seen.push(n);
    expect(seen).toEqual([1, 2, 3]);
  });

  it('iterates over a stream in the way of the stream', async () => {
    class Counted extends Stream<number> {
      override values() {
        return toStream(of(7)).values();
      }
    }
    expect(await valuesOf(new Counted(() => {})).next()).toEqual(value(7));
    const seen: number[] = [];
    for await (const n of valuesOf(toStream(of(1, 2, 3), 1))) seen.push(n);
    expect(seen).toEqual([1, 3]);
  });
});

describe('abortOn', () => {
  it('passes values on until its signal is aborted, and errors with its reason', () => {
    const { subject } = source();
    const stop = new AbortController();
    const seen: unknown[] = [];
    subject.pipe(abortOn(stop.signal)).subscribe({ next: n => seen.push(n), error: e => seen.push(e.name) });
    subject.next(1);
    stop.abort();
    subject.next(2);
    expect([seen, subject.observed]).toEqual([[1, 'AbortError'], false]);
  });

  it('never subscribes if its signal is aborted already', async () => {
    const { subject } = source();
    await expect(firstValueFrom(subject.pipe(abortOn(AbortSignal.abort('no'))))).rejects.toBe('no');
    expect(subject.observed).toBe(false);
  });

  it('stops listening to its signal when it ends', () => {
    let listeners = 0;
    const signal = new Proxy(new AbortController().signal, {
      get: (target, name) =>
        name === 'addEventListener'
          ? () => (listeners += 1)
          : name === 'removeEventListener'
            ? () => (listeners -= 1)
            : Reflect.get(target, name, target),
    });
    of(1).pipe(abortOn(signal)).subscribe();
    NEVER.pipe(abortOn(signal)).subscribe().unsubscribe();
    expect(listeners).toBe(0);
  });

  it('refuses what is not a signal', () => {
    expect(() => abortOn(5 as never)).toThrow('signal must be an AbortSignal, got 5');
  });
});
