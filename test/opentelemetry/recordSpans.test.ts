import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { ActivityWorker, Decider, decide, perform } from 'rx-swf';
import { recordSpans, spanOf, telemetry } from 'rx-swf/opentelemetry';
import { lastValueFrom, mergeMap, Subject, take } from 'rxjs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { connectionReset } from '../harness/connectionReset.js';
import { DomainHarness, resize } from '../harness/DomainHarness.js';
import { FakeActor } from '../harness/FakeActor.js';
import { FakeTask } from '../harness/FakeTask.js';
import { marbles } from '../harness/marbles.js';
import { TelemetrySdk } from './TelemetrySdk.js';

describe('recordSpans', () => {
  it('creates a span for each activity task, with the task’s attributes', async () => {
    const [harness, sdk] = [await DomainHarness.open(), new TelemetrySdk()];
    const execution = await harness.scheduled(resize);
    const worker = new ActivityWorker(harness.domain, 'thumbnails');
    worker.events$.pipe(recordSpans(sdk.traces)).subscribe();
    await lastValueFrom(
      worker.pipe(
        perform(() => 'done'),
        take(1),
      ),
    );
    expect(sdk.spans).toHaveLength(1);
    expect(sdk.spans[0]).toMatchObject({
      name: 'process thumbnails',
      kind: SpanKind.CONSUMER,
      status: { code: SpanStatusCode.UNSET },
      parentSpanContext: undefined,
    });
    expect(sdk.spans[0]?.attributes).toEqual({
      'messaging.system': 'aws.swf',
      'messaging.destination.name': 'thumbnails',
      'messaging.operation.name': 'process',
      'messaging.operation.type': 'process',
      'aws.swf.domain': 'media',
      'aws.swf.workflow.id': execution.workflowId,
      'aws.swf.workflow.run_id': execution.runId,
      'aws.swf.activity.id': '0',
      'aws.swf.activity.type': 'Resize',
      'aws.swf.activity.version': '1',
      'aws.swf.task.answer': 'completed',
      'aws.swf.task.presumed': false,
    });
  });

  it('creates a span for each decision task', async () => {
    const [harness, sdk] = [await DomainHarness.open(), new TelemetrySdk()];
    await lastValueFrom(harness.type.startExecution());
    const decider = new Decider(harness.domain, 'decisions');
    decider.events$.pipe(recordSpans(sdk.traces)).subscribe();
    await lastValueFrom(
      decider.pipe(
        decide(() => []),
        take(1),
      ),
    );
    expect(sdk.spans.map(({ name }) => name)).toEqual(['process decisions']);
    expect(sdk.spans[0]?.attributes).toMatchObject({
      'aws.swf.workflow.type': 'Album',
      'aws.swf.workflow.version': '1',
    });
    expect(sdk.spans[0]?.attributes).not.toHaveProperty('aws.swf.activity.id');
  });

  it(
    'takes start and end from the events',
    marbles(m => {
      const sdk = new TelemetrySdk();
      const actor = new FakeActor((_, observer) => new FakeTask('1', [], observer));
      const recording = actor.events$.pipe(recordSpans(sdk.traces)).subscribe();
      m.expect(
        actor.pipe(
          mergeMap(task => m.cold('----x').pipe(mergeMap(() => task.complete()))),
          take(1),
        ),
      ).toBeObservable('14ms (x|)', { x: undefined });
      m.flush();
      recording.unsubscribe();
      const [span] = sdk.spans;
      expect([span?.startTime, span?.endTime]).toEqual([
        [0, 10_000_000],
        [0, 14_000_000],
      ]);
    }),
  );

  it.each(['failed', 'abandoned'] as const)('is an error when the task was %s', async answer => {
    const [harness, sdk] = [await DomainHarness.open(), new TelemetrySdk()];
    await harness.scheduled(resize);
    const worker = new ActivityWorker(harness.domain, 'thumbnails');
    worker.events$.pipe(recordSpans(sdk.traces)).subscribe();
    await lastValueFrom(
      worker.pipe(
        mergeMap(task => (answer === 'failed' ? task.fail() : [task.abandon()])),
        take(1),
      ),
    );
    expect(sdk.spans[0]?.status).toEqual({ code: SpanStatusCode.ERROR });
    expect(sdk.spans[0]?.attributes).toMatchObject({ 'aws.swf.task.answer': answer, 'error.type': answer });
  });

  it('records the reason of a failed task', async () => {
    const [harness, sdk] = [await DomainHarness.open(), new TelemetrySdk()];
    await harness.scheduled(resize);
    const worker = new ActivityWorker(harness.domain, 'thumbnails');
    worker.events$.pipe(recordSpans(sdk.traces)).subscribe();
    const failing = perform(() => {
      throw new RangeError('too large');
    });
    await lastValueFrom(worker.pipe(failing, take(1)));
    expect(sdk.spans[0]?.status).toEqual({ code: SpanStatusCode.ERROR, message: 'RangeError: too large' });
    expect(sdk.spans[0]?.events).toMatchObject([
      { name: 'exception', attributes: { 'exception.type': 'RangeError', 'exception.message': 'too large' } },
    ]);
  });

  it('has heartbeats and retries as its events', async () => {
    const [harness, sdk] = [await DomainHarness.open(), new TelemetrySdk()];
    await harness.scheduled(resize);
    harness.fail('RespondActivityTaskCompleted', 1, connectionReset());
    const backoff = { initial: 1 };
    const worker = new ActivityWorker(harness.domain, 'thumbnails', { backoff });
    worker.events$.pipe(recordSpans(sdk.traces)).subscribe();
    await lastValueFrom(
      worker.pipe(
        mergeMap(task => task.heartbeat().pipe(mergeMap(() => [task]))),
        perform(() => 'done', { backoff }),
        take(1),
      ),
    );
    expect(sdk.spans[0]?.events.map(({ name, attributes }) => ({ name, attributes }))).toEqual([
      { name: 'heartbeat', attributes: { 'aws.swf.heartbeat.cancel_requested': false } },
      {
        name: 'retried',
        attributes: {
          'messaging.operation.name': 'answer',
          'error.type': 'ECONNRESET',
          'aws.swf.retry.attempt': 1,
          'aws.swf.retry.delay': expect.any(Number),
        },
      },
    ]);
    expect(sdk.spans[0]?.status.code).toBe(SpanStatusCode.UNSET);
  });

  it('ends the spans of tasks that were not answered when the recording ends', async () => {
    const [harness, sdk] = [await DomainHarness.open(), new TelemetrySdk()];
    await harness.scheduled(resize);
    const worker = new ActivityWorker(harness.domain, 'thumbnails');
    const recording = worker.events$.pipe(recordSpans(sdk.traces)).subscribe();
    const begun$ = new Subject<unknown>();
    const task = lastValueFrom(begun$.pipe(take(1)));
    const work = worker.subscribe(begun$);
    await task;
    work.unsubscribe();
    expect(sdk.spans).toHaveLength(0);
    recording.unsubscribe();
    expect(sdk.spans[0]).toMatchObject({ ended: true, status: { code: SpanStatusCode.UNSET } });
    expect(sdk.spans[0]?.attributes).toMatchObject({ 'aws.swf.task.unfinished': true });
    expect(sdk.spans[0]?.attributes).not.toHaveProperty('aws.swf.task.answer');
  });

  it('is available to the handler as the parent of other spans', async () => {
    const [harness, sdk] = [await DomainHarness.open(), new TelemetrySdk()];
    await harness.scheduled(resize);
    const worker = new ActivityWorker(harness.domain, 'thumbnails');
    worker.events$.pipe(recordSpans(sdk.traces)).subscribe();
    await lastValueFrom(
      worker.pipe(
        perform(task => {
          const span = spanOf(task);
          if (span === undefined) throw new Error('no span');
          sdk.traces.tracer.startSpan('resize', {}, trace.setSpan(context.active(), span)).end();
        }),
        take(1),
      ),
    );
    const [child, parent] = sdk.spans;
    expect(parent?.name).toBe('process thumbnails');
    expect(child?.parentSpanContext?.spanId).toBe(parent?.spanContext().spanId);
  });

  it('uses the global tracer, and adds attributes to all spans', async () => {
    const [harness, sdk] = [await DomainHarness.open(), new TelemetrySdk()];
    await harness.scheduled(resize);
    trace.setGlobalTracerProvider(sdk.tracers);
    onTestFinished(() => trace.disable());
    const worker = new ActivityWorker(harness.domain, 'thumbnails');
    worker.events$.pipe(recordSpans({ attributes: { 'app.team': 'images' } })).subscribe();
    await lastValueFrom(
      worker.pipe(
        perform(() => 'done'),
        take(1),
      ),
    );
    expect(sdk.spans[0]?.attributes).toMatchObject({ 'app.team': 'images' });
    expect(sdk.spans[0]?.instrumentationScope).toMatchObject({ name: 'rx-swf' });
  });
});

describe('telemetry', () => {
  it('is both metrics and spans, of the same durations', async () => {
    const [harness, sdk] = [await DomainHarness.open(), new TelemetrySdk()];
    await harness.scheduled(resize);
    const worker = new ActivityWorker(harness.domain, 'thumbnails');
    const types: string[] = [];
    worker.events$.pipe(telemetry(sdk.telemetry)).subscribe(({ type }) => types.push(type));
    await lastValueFrom(
      worker.pipe(
        perform(() => new Promise(done => setTimeout(done, 10))),
        take(1),
      ),
    );
    await vi.waitFor(() => expect(types.slice(0, 3)).toEqual(['poll', 'received', 'answered']));
    const [point] = await sdk.histograms('messaging.process.duration');
    const [seconds = 0, nanos = 0] = sdk.spans[0]?.duration ?? [];
    expect(point?.value.sum).toBeGreaterThan(0.005);
    // The clock is read once for an event's duration and once for when it was.
    expect(point?.value.sum).toBeCloseTo(seconds + nanos / 1e9, 1);
  });
});
