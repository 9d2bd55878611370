import { metrics } from '@opentelemetry/api';
import { ActivityWorker, type ActorEvent, Decider, decide, perform, ThrottledError } from 'rx-swf';
import { recordMetrics } from 'rx-swf/opentelemetry';
import { config, lastValueFrom, mergeMap, Observable, Subject, take } from 'rxjs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { connectionReset } from '../harness/connectionReset.js';
import { DomainHarness, resize } from '../harness/DomainHarness.js';
import { TelemetrySdk } from './TelemetrySdk.js';

const list = { 'messaging.system': 'aws.swf', 'messaging.destination.name': 'thumbnails' };
const type = {
  'aws.swf.domain': 'media',
  'aws.swf.activity.type': 'Resize',
  'aws.swf.activity.version': '1',
};
const poll = { ...list, 'messaging.operation.name': 'poll' };
const process = { ...list, ...type, 'messaging.operation.name': 'process' };

const sum = (points: readonly { readonly value: number }[]) =>
  points.reduce((total, { value }) => total + value, 0);

describe('recordMetrics', () => {
  it('counts tasks, and times polls and tasks in seconds, by list and type', async () => {
    const [harness, sdk] = [await DomainHarness.open(), new TelemetrySdk()];
    await harness.scheduled(resize, resize);
    const worker = new ActivityWorker<number>(harness.domain, 'thumbnails');
    worker.events$.pipe(recordMetrics(sdk.metrics)).subscribe();
    await lastValueFrom(
      worker.pipe(
        mergeMap(task => (task.input === 0 ? task.complete() : task.fail())),
        take(2),
      ),
    );
    expect(await sdk.points('messaging.client.consumed.messages')).toEqual([
      { attributes: { ...poll, ...type }, value: 2 },
    ]);
    expect(await sdk.histograms('messaging.client.operation.duration')).toMatchObject([
      { attributes: { ...poll, 'messaging.operation.type': 'receive' }, value: { count: 2 } },
    ]);
    const processed = { ...process, 'messaging.operation.type': 'process' };
    expect(await sdk.histograms('messaging.process.duration')).toMatchObject([
      { attributes: { ...processed, 'aws.swf.task.answer': 'completed' }, value: { count: 1 } },
      {
        attributes: { ...processed, 'aws.swf.task.answer': 'failed', 'error.type': 'failed' },
        value: { count: 1 },
      },
    ]);
  });

  it('counts failed decisions by error', async () => {
    const [harness, sdk] = [await DomainHarness.open(), new TelemetrySdk()];
    await harness.start();
    const decider = new Decider(harness.domain, 'decisions');
    decider.events$.pipe(recordMetrics(sdk.metrics)).subscribe();
    const broken = decide(
      () => {
        throw new RangeError('a bug');
      },
      { onError: 'retry' },
    );
    await lastValueFrom(decider.pipe(broken, take(1)));
    expect(await sdk.points('aws.swf.client.failed_decisions')).toMatchObject([
      { attributes: { 'error.type': 'RangeError', 'aws.swf.workflow.type': 'Album' }, value: 1 },
    ]);
  });

  it('continues after an instrument has thrown, which is reported', async () => {
    const [harness, sdk] = [await DomainHarness.open(), new TelemetrySdk()];
    await harness.scheduled(resize);
    const reported: unknown[] = [];
    config.onUnhandledError = error => reported.push(error);
    onTestFinished(() => {
      config.onUnhandledError = null;
    });
    const meter = sdk.metrics.meter;
    const failing: typeof meter = Object.create(meter, {
      createUpDownCounter: {
        value: () => ({
          add: () => {
            throw new Error('no exporter');
          },
        }),
      },
    });
    const worker = new ActivityWorker(harness.domain, 'thumbnails');
    worker.events$.pipe(recordMetrics({ meter: failing })).subscribe();
    await lastValueFrom(
      worker.pipe(
        perform(() => 'done'),
        take(1),
      ),
    );
    expect(await sdk.histograms('messaging.process.duration')).toHaveLength(1);
    await vi.waitFor(() => expect(reported).toContainEqual(new Error('no exporter')));
  });

  it('has the units and buckets that the conventions require', async () => {
    const [harness, sdk] = [await DomainHarness.open(), new TelemetrySdk()];
    await harness.scheduled(resize);
    const worker = new ActivityWorker(harness.domain, 'thumbnails');
    worker.events$.pipe(recordMetrics(sdk.metrics)).subscribe();
    await lastValueFrom(
      worker.pipe(
        perform(() => new Promise(done => setTimeout(done, 20))),
        take(1),
      ),
    );
    const collected = await sdk.collect();
    const units = collected.map(({ descriptor }) => [descriptor.name, descriptor.unit]);
    expect(Object.fromEntries(units)).toMatchObject({
      'messaging.client.consumed.messages': '{message}',
      'messaging.process.duration': 's',
    });
    const [point] = await sdk.histograms('messaging.process.duration');
    expect(point?.value.sum).toBeGreaterThan(0.01);
    expect(point?.value.sum).toBeLessThan(5);
    expect(point?.value.buckets.boundaries).toEqual([
      0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
    ]);
  });

  it('records decision tasks by the type of their workflow', async () => {
    const [harness, sdk] = [await DomainHarness.open(), new TelemetrySdk()];
    await lastValueFrom(harness.type.startExecution());
    const decider = new Decider(harness.domain, 'decisions');
    decider.events$.pipe(recordMetrics(sdk.metrics)).subscribe();
    await lastValueFrom(
      decider.pipe(
        decide(() => []),
        take(1),
      ),
    );
    expect(await sdk.histograms('messaging.process.duration')).toMatchObject([
      {
        attributes: {
          'messaging.destination.name': 'decisions',
          'aws.swf.workflow.type': 'Album',
          'aws.swf.workflow.version': '1',
        },
      },
    ]);
  });

  it('counts heartbeats, and retries by call and error', async () => {
    const [harness, sdk] = [await DomainHarness.open(), new TelemetrySdk()];
    await harness.scheduled(resize);
    harness.fail('PollForActivityTask', 1, connectionReset());
    harness.fail('RespondActivityTaskCompleted', 1, new ThrottledError('Rate exceeded'));
    const backoff = { initial: 1 };
    const worker = new ActivityWorker(harness.domain, 'thumbnails', { backoff });
    worker.events$.pipe(recordMetrics(sdk.metrics)).subscribe();
    await lastValueFrom(
      worker.pipe(
        mergeMap(task => task.heartbeat().pipe(mergeMap(() => [task]))),
        perform(() => 'done', { backoff }),
        take(1),
      ),
    );
    expect(await sdk.points('aws.swf.client.heartbeats')).toEqual([
      { attributes: { ...process, 'messaging.operation.name': 'heartbeat' }, value: 1 },
    ]);
    expect(await sdk.points('aws.swf.client.retries')).toEqual([
      { attributes: { ...poll, 'error.type': 'ECONNRESET' }, value: 1 },
      {
        attributes: { ...process, 'messaging.operation.name': 'answer', 'error.type': 'ThrottledError' },
        value: 1,
      },
    ]);
  });

  it('counts held tasks and waiting polls up and down', async () => {
    const [harness, sdk] = [await DomainHarness.open(), new TelemetrySdk()];
    await harness.scheduled(resize, resize);
    const worker = new ActivityWorker(harness.domain, 'thumbnails', { concurrency: 4 });
    const recording = worker.events$.pipe(recordMetrics(sdk.metrics)).subscribe();
    const received: unknown[] = [];
    const work = worker.subscribe(task => received.push(task));
    await vi.waitFor(() => expect(received).toHaveLength(2));
    expect(await sdk.points('aws.swf.client.held_tasks')).toEqual([{ attributes: process, value: 2 }]);
    expect(await sdk.points('aws.swf.client.waiting_polls')).toEqual([{ attributes: poll, value: 2 }]);
    work.unsubscribe();
    recording.unsubscribe();
    expect(sum(await sdk.points('aws.swf.client.held_tasks'))).toBe(0);
    expect(sum(await sdk.points('aws.swf.client.waiting_polls'))).toBe(0);
  });

  it('subtracts the polls that draining has aborted', async () => {
    const [harness, sdk] = [await DomainHarness.open(), new TelemetrySdk()];
    const drainOn = new Subject<void>();
    const worker = new ActivityWorker(harness.domain, 'thumbnails', { drainOn, drain: { pollGrace: 0 } });
    const recording = worker.events$.pipe(recordMetrics(sdk.metrics)).subscribe();
    const drained = lastValueFrom(worker, { defaultValue: undefined });
    expect(sum(await sdk.points('aws.swf.client.waiting_polls'))).toBe(1);
    drainOn.next();
    await drained;
    expect(sum(await sdk.points('aws.swf.client.waiting_polls'))).toBe(0);
    recording.unsubscribe();
  });

  it('never counts below zero when it starts late', async () => {
    const [harness, sdk] = [await DomainHarness.open(), new TelemetrySdk()];
    await harness.scheduled(resize);
    const worker = new ActivityWorker(harness.domain, 'thumbnails');
    await lastValueFrom(
      worker.pipe(
        mergeMap(task => {
          worker.events$.pipe(recordMetrics(sdk.metrics)).subscribe();
          return task.complete();
        }),
        take(1),
      ),
    );
    expect(sum(await sdk.points('aws.swf.client.held_tasks'))).toBe(0);
    const [point] = await sdk.histograms('messaging.process.duration');
    expect(point?.attributes).toMatchObject(type);
    expect(point?.attributes).not.toHaveProperty('messaging.destination.name');
  });

  it('uses the global meter at the time of subscription, and adds attributes to all data points', async () => {
    const [harness, sdk] = [await DomainHarness.open(), new TelemetrySdk()];
    const worker = new ActivityWorker(harness.domain, 'thumbnails');
    const recorded$ = worker.events$.pipe(recordMetrics({ attributes: { 'app.team': 'images' } }));
    metrics.setGlobalMeterProvider(sdk.meters);
    onTestFinished(() => metrics.disable());
    recorded$.subscribe();
    const work = worker.subscribe();
    expect(await sdk.points('aws.swf.client.waiting_polls')).toEqual([
      { attributes: { ...poll, 'app.team': 'images' }, value: 1 },
    ]);
    work.unsubscribe();
  });

  it('passes the events on as they are', async () => {
    const [harness, sdk] = [await DomainHarness.open(), new TelemetrySdk()];
    const worker = new ActivityWorker(harness.domain, 'thumbnails');
    const events: ActorEvent[] = [];
    const recorded: ActorEvent[] = [];
    worker.events$.subscribe(event => events.push(event));
    worker.events$.pipe(recordMetrics(sdk.metrics)).subscribe(event => recorded.push(event));
    worker.subscribe().unsubscribe();
    expect(recorded).toEqual(events);
    expect(recorded[0]).toBe(events[0]);
  });

  it('subscribes to the events only while it is subscribed to', () => {
    let subscriptions = 0;
    const events$ = new Observable<ActorEvent>(() => {
      subscriptions += 1;
    });
    const recorded$ = events$.pipe(recordMetrics());
    expect(subscriptions).toBe(0);
    recorded$.subscribe().unsubscribe();
    expect(subscriptions).toBe(1);
  });

  it('resets its gauges to zero each time the actor is unsubscribed from', async () => {
    const [harness, sdk] = [await DomainHarness.open(), new TelemetrySdk()];
    await harness.scheduled(resize, resize, resize);
    const worker = new ActivityWorker(harness.domain, 'thumbnails', { concurrency: 2 });
    const recording = worker.events$.pipe(recordMetrics(sdk.metrics)).subscribe();
    for (let time = 0; time < 3; time += 1) await lastValueFrom(worker.pipe(take(1)));
    expect(sum(await sdk.points('aws.swf.client.held_tasks'))).toBe(0);
    expect(sum(await sdk.points('aws.swf.client.waiting_polls'))).toBe(0);
    recording.unsubscribe();
  });
});
