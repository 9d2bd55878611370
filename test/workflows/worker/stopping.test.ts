import { type ActorEvent, Domain } from 'rx-swf';
import { activity, activityWorker, workflow, workflowWorker } from 'rx-swf/workflows';
import { lastValueFrom, NEVER, type Observable, of, Subject } from 'rxjs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { connectionReset } from '../../harness/connectionReset.js';
import { intercept } from '../../harness/intercept.js';
import { openSwf } from '../../harness/openSwf.js';

const resize = activity<string, string>({ name: 'Resize', version: '1' });
const thumbnail = workflow({ name: 'Thumbnail', version: '1' }, () => NEVER);

/** A domain whose types cannot be registered, and the names of its calls. */
async function unregistrable(failure: () => Promise<never>) {
  const swf = openSwf();
  const domain = new Domain({ name: 'media', client: swf.client() });
  await lastValueFrom(domain.save());
  const sent: string[] = [];
  intercept(domain.client, /./, ({ operation, send }) => {
    sent.push(operation);
    return operation.startsWith('Register') ? failure() : send();
  });
  return { domain, sent };
}

/** A worker of either kind. */
interface Worker {
  readonly events$: Observable<ActorEvent>;
  readonly done$: Observable<unknown>;
}

const options = (more: object) => ({ register: true, ...more });
const makers = {
  workflowWorker(domain: Domain, more: object): Worker {
    const worker = workflowWorker(domain, 'thumbnails', [thumbnail], options(more));
    return { events$: worker.events$, done$: worker };
  },
  activityWorker(domain: Domain, more: object): Worker {
    const worker = activityWorker(domain, 'thumbnails', [resize.with(() => 'done')], options(more));
    return { events$: worker.events$, done$: worker };
  },
};

describe.each(['workflowWorker', 'activityWorker'] as const)('%s with register: true', kind => {
  it('completes without a poll if it is drained while types are being registered', async () => {
    const { domain, sent } = await unregistrable(() => new Promise<never>(() => {}));
    const stop$ = new Subject<void>();
    const worker = makers[kind](domain, { drainOn: stop$, drain: { deadline: 1_000 } });
    const events: string[] = [];
    worker.events$.subscribe(({ type }) => events.push(type));
    const ended = lastValueFrom(worker.done$, { defaultValue: 'ended' });
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    stop$.next();
    expect(await ended).toBe('ended');
    expect(events).toEqual(['draining', 'drained']);
    expect(sent.filter(name => name.startsWith('Poll'))).toEqual([]);
  });

  it('completes if it is drained from the start', async () => {
    const { domain, sent } = await unregistrable(() => new Promise<never>(() => {}));
    const worker = makers[kind](domain, { drainOn: of('stop') });
    expect(await lastValueFrom(worker.done$, { defaultValue: 'ended' })).toBe('ended');
    expect(sent.filter(name => name.startsWith('Poll'))).toEqual([]);
  });

  it('completes if it is drained while it backs off during an outage, and reports the retries', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    onTestFinished(() => warn.mockRestore());
    const { domain, sent } = await unregistrable(() => Promise.reject(connectionReset()));
    const stop$ = new Subject<void>();
    const worker = makers[kind](domain, { drainOn: stop$ });
    const events: ActorEvent[] = [];
    worker.events$.subscribe(event => {
      events.push(event);
      stop$.next();
    });
    expect(await lastValueFrom(worker.done$, { defaultValue: 'ended' })).toBe('ended');
    expect(events[0]).toMatchObject({ type: 'retried', call: 'register', attempt: 1 });
    expect(warn).toHaveBeenCalledOnce();
    expect(sent.filter(name => name.startsWith('Poll'))).toEqual([]);
  });
});
