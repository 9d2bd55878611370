import { type ActorEvent, type CandidateEvent, DecisionTask, Domain } from 'rx-swf';
import { telemetry } from 'rx-swf/opentelemetry';
import { HistoryBuilder } from 'rx-swf/testing';
import { from } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { TelemetrySdk } from './TelemetrySdk.js';

const workflowType = { name: 'Order', version: '1' };

/** A task that was answered before. */
const task = new DecisionTask(
  new Domain({ name: 'media' }),
  {
    taskToken: 'token',
    startedEventId: 3,
    workflowExecution: { workflowId: 'order-7', runId: 'run' },
    workflowType,
    events: [],
  },
  new HistoryBuilder().start({ workflowType }).decisionTaskStarted().build(),
);

const events: readonly CandidateEvent[] = [
  { type: 'candidateAgreed', duration: 2 },
  { type: 'candidateSkipped', reason: 'budget' },
  {
    type: 'candidateDiverged',
    path: 'signal approve after timer',
    seen: 1,
    duration: 3,
    difference: { kind: 'decision', message: 'another one', recorded: 'StartTimer', issued: 'CancelTimer' },
  },
];

describe('the telemetry of candidates', () => {
  it('counts comparisons by outcome, times them, and has a span for each difference', async () => {
    const sdk = new TelemetrySdk();
    from(events.map((event): ActorEvent => ({ ...event, task, at: 1_000 })))
      .pipe(telemetry({ ...sdk.metrics, ...sdk.traces }))
      .subscribe();
    const type = { 'aws.swf.workflow.type': 'Order', 'aws.swf.workflow.version': '1' };
    expect(await sdk.points('aws.swf.client.candidate_decisions')).toMatchObject([
      { value: 1, attributes: { ...type, 'aws.swf.candidate.outcome': 'agreed' } },
      {
        value: 1,
        attributes: { 'aws.swf.candidate.outcome': 'skipped', 'aws.swf.candidate.skip': 'budget' },
      },
      {
        value: 1,
        attributes: {
          'aws.swf.candidate.outcome': 'diverged',
          'aws.swf.candidate.path': 'signal approve after timer',
          'aws.swf.candidate.difference': 'decision',
        },
      },
    ]);
    expect(await sdk.histograms('aws.swf.client.candidate_duration')).toMatchObject([
      { attributes: type, value: { count: 2, sum: 0.005 } },
    ]);
    expect(sdk.spans).toMatchObject([
      {
        name: 'candidate diverged',
        status: { message: 'another one' },
        attributes: {
          'aws.swf.workflow.id': 'order-7',
          'aws.swf.candidate.recorded': 'StartTimer',
          'aws.swf.candidate.issued': 'CancelTimer',
        },
      },
    ]);
  });
});
