import {
  connect,
  Domain,
  DomainQuerySet,
  InvalidArgumentError,
  InvalidSettingsError,
  type Notice,
  settings,
} from 'rx-swf';
import { LocalSwf } from 'rx-swf/local';
import { concat, EMPTY, NEVER, Observable, of, Subject, throwError } from 'rxjs';
import { afterEach, describe, expect, it } from 'vitest';
import { noticesOf } from '../../src/notices/index.js';

const notice = (workflowId: string, runId = 'r', domain = 'media'): Notice => ({ domain, workflowId, runId });

function listen(source: Observable<Notice> | undefined, target: Notice) {
  const seen: unknown[] = [];
  const subscription = noticesOf(source, target).subscribe({
    next: value => seen.push(value),
    error: (error: unknown) => seen.push(error),
    complete: () => seen.push('complete'),
  });
  return { seen, subscription };
}

describe('noticesOf', () => {
  it('emits the notices of one execution of a domain, and no others', () => {
    const source = new Subject<Notice>();
    const { seen } = listen(source, notice('a'));
    const all = [notice('a'), notice('b'), notice('a', 'other run'), notice('a', 'r', 'news'), notice('a')];
    for (const one of all) source.next(one);
    expect(seen).toEqual([notice('a'), notice('a')]);
  });

  it('does not confuse ids that contain separators', () => {
    const source = new Subject<Notice>();
    const { seen } = listen(source, notice('a', '","b'));
    source.next(notice('a","', 'b'));
    expect(seen).toEqual([]);
  });

  it('subscribes to the source once for all watches, and leaves it with the last of them', () => {
    let [subscribed, left] = [0, 0];
    const source = new Observable<Notice>(() => {
      subscribed++;
      return () => left++;
    });
    const all = ['a', 'a', 'b'].map(id => listen(source, notice(id)).subscription);
    expect([subscribed, left]).toEqual([1, 0]);
    for (const one of all) one.unsubscribe();
    expect([subscribed, left]).toEqual([1, 1]);
    listen(source, notice('a')).subscription.unsubscribe();
    expect([subscribed, left]).toEqual([2, 2]);
  });

  it('goes on for the other watches of an execution when one leaves', () => {
    const source = new Subject<Notice>();
    const [first, second] = [listen(source, notice('a')), listen(source, notice('a'))];
    first.subscription.unsubscribe();
    source.next(notice('a'));
    expect([first.seen, second.seen]).toEqual([[], [notice('a')]]);
  });

  it('emits what a source emits on subscription', () => {
    expect(listen(concat(of(notice('a')), NEVER), notice('a')).seen).toEqual([notice('a')]);
  });

  it('completes and errors with the source, and completes without one', () => {
    expect(listen(EMPTY, notice('a')).seen).toEqual(['complete']);
    expect(listen(undefined, notice('a')).seen).toEqual(['complete']);
    const failure = new Error('no such queue');
    expect(
      listen(
        concat(
          of(notice('a')),
          throwError(() => failure),
        ),
        notice('a'),
      ).seen,
    ).toEqual([notice('a'), failure]);
  });
});

describe('the notices of a domain', () => {
  const swf = new LocalSwf();
  const client = swf.client();
  afterEach(() => settings.clear());

  it('are those of the settings', () => {
    settings.set({ client, notices: NEVER });
    expect(new Domain('media').notices).toBe(NEVER);
    expect(settings.get().notices).toBe(NEVER);
    expect(Object.keys(settings.get())).toEqual([]);
  });

  it('are those given to it, or to its queryset', async () => {
    settings.set({ client, notices: NEVER });
    expect(new Domain({ name: 'media', notices: EMPTY }).notices).toBe(EMPTY);
    const create = (domains: DomainQuerySet, name: string) =>
      new Promise<Domain>(resolve => domains.create({ name }).subscribe(resolve));
    expect((await create(new DomainQuerySet({ notices: EMPTY }), 'a')).notices).toBe(EMPTY);
    expect((await create(new DomainQuerySet(), 'b')).notices).toBe(NEVER);
    expect((await create(new DomainQuerySet({ client }), 'c')).notices).toBeUndefined();
  });

  it('are none for a client of its own, which may belong to another account', () => {
    settings.set({ client, notices: NEVER });
    expect(new Domain({ name: 'media', client: swf.client() }).notices).toBeUndefined();
    expect(new Domain({ name: 'media', client, notices: NEVER }).notices).toBe(NEVER);
  });

  it('are refused if they are no Observable, and for a client', () => {
    const wrong = { notices: 'https://sqs' } as never;
    expect(() => settings.set(wrong)).toThrow(
      new InvalidSettingsError('notices must be an Observable of notices, got a string'),
    );
    expect(() => new Domain(Object.assign({ name: 'media', client }, wrong))).toThrow(
      new InvalidArgumentError('notices must be an Observable of notices, got "https://sqs"', {
        resource: 'notices',
      }),
    );
    expect(() => connect({ notices: NEVER } as never)).toThrow(/A client has no notices/);
  });
});
