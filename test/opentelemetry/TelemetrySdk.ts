import type { Attributes } from '@opentelemetry/api';
import {
  AggregationTemporality,
  DataPointType,
  type Histogram,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { onTestFinished } from 'vitest';

/** OpenTelemetry's own SDK. Its exports stay in memory. It is shut down at the end of the test. */
export class TelemetrySdk {
  readonly #metrics = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  readonly #spans = new InMemorySpanExporter();
  readonly meters = new MeterProvider({
    readers: [
      new PeriodicExportingMetricReader({ exporter: this.#metrics, exportIntervalMillis: 3_600_000 }),
    ],
  });
  readonly tracers = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(this.#spans)] });
  /** Options that record metrics, spans, or both. */
  readonly metrics = { meter: this.meters.getMeter('test') };
  readonly traces = { tracer: this.tracers.getTracer('test') };
  readonly telemetry = { ...this.metrics, ...this.traces };

  constructor() {
    onTestFinished(async () => {
      await this.meters.shutdown();
      await this.tracers.shutdown();
    });
  }

  /** The ended spans, in order. */
  get spans() {
    return this.#spans.getFinishedSpans();
  }

  /** Resolves to the current state of all metrics. */
  async collect() {
    this.#metrics.reset();
    await this.meters.forceFlush();
    return this.#metrics
      .getMetrics()
      .flatMap(({ scopeMetrics }) => scopeMetrics)
      .flatMap(({ metrics }) => metrics);
  }

  /** Resolves to the sums of a metric with their attributes. */
  async points(name: string): Promise<{ readonly attributes: Attributes; readonly value: number }[]> {
    const sums = (await this.collect()).filter(metric => metric.dataPointType === DataPointType.SUM);
    const points = sums.find(({ descriptor }) => descriptor.name === name)?.dataPoints ?? [];
    return points.map(({ attributes, value }) => ({ attributes, value }));
  }

  /** Resolves to the histograms of a metric with their attributes. */
  async histograms(name: string): Promise<{ readonly attributes: Attributes; readonly value: Histogram }[]> {
    const all = (await this.collect()).filter(metric => metric.dataPointType === DataPointType.HISTOGRAM);
    const points = all.find(({ descriptor }) => descriptor.name === name)?.dataPoints ?? [];
    return points.map(({ attributes, value }) => ({ attributes, value }));
  }
}
