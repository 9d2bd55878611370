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
      description: 'Duration of polls that returned, with or without a task.',
    }),
    processDuration: meter.createHistogram(metric.processDuration, {
      ...seconds,
      description: 'Time that tasks were held, from reception to answer.',
    }),
    consumedMessages: meter.createCounter(metric.consumedMessages, {
      unit: '{message}',
      description: 'Received tasks.',
    }),
    waitingPolls: meter.createUpDownCounter(metric.waitingPolls, {
      unit: '{poll}',
      description: 'Polls waiting for a task.',
    }),
    heldTasks: meter.createUpDownCounter(metric.heldTasks, {
      unit: '{task}',
      description: 'Unanswered tasks currently held.',
    }),
    heartbeats: meter.createCounter(metric.heartbeats, {
      unit: '{heartbeat}',
      description: 'Heartbeats accepted by SWF.',
    }),
    failedDecisions: meter.createCounter(metric.failedDecisions, {
      unit: '{decision}',
      description: 'Decisions that could not be made or were refused by SWF.',
    }),
    candidateDecisions: meter.createCounter(metric.candidateDecisions, {
      unit: '{decision}',
      description: 'Decisions that a candidate was, or was not, compared with.',
    }),
    candidateDuration: meter.createHistogram(metric.candidateDuration, {
      ...seconds,
      description: 'Time that comparisons with a candidate kept the process busy.',
    }),
    retries: meter.createCounter(metric.retries, {
      unit: '{retry}',
      description: 'Calls retried after a transient error.',
    }),
  };
}
