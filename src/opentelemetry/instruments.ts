import type { Meter } from '@opentelemetry/api';
import { durationBounds, metric } from './conventions.js';

/** Metric instruments for actors. */
export type Instruments = ReturnType<typeof createInstruments>;

/** Creates the instruments. A meter returns the same instruments for the same names. */
export function createInstruments(meter: Meter) {
  const seconds = { unit: 's', advice: { explicitBucketBoundaries: [...durationBounds] } };
  return {
    operationDuration: meter.createHistogram(metric.operationDuration, {
      ...seconds,
      description: 'Duration of polls that came back, with a task or without.',
    }),
    processDuration: meter.createHistogram(metric.processDuration, {
      ...seconds,
      description: 'How long tasks were held, from their reception to their answer.',
    }),
    consumedMessages: meter.createCounter(metric.consumedMessages, {
      unit: '{message}',
      description: 'Tasks that were received.',
    }),
    waitingPolls: meter.createUpDownCounter(metric.waitingPolls, {
      unit: '{poll}',
      description: 'Polls that wait for a task.',
    }),
    heldTasks: meter.createUpDownCounter(metric.heldTasks, {
      unit: '{task}',
      description: 'Tasks that are held unanswered.',
    }),
    heartbeats: meter.createCounter(metric.heartbeats, {
      unit: '{heartbeat}',
      description: 'Heartbeats that SWF took.',
    }),
    failedDecisions: meter.createCounter(metric.failedDecisions, {
      unit: '{decision}',
      description: 'Decisions that could not be made, or that SWF refused.',
    }),
    retries: meter.createCounter(metric.retries, {
      unit: '{retry}',
      description: 'Calls that met a passing fault and were made again.',
    }),
  };
}
