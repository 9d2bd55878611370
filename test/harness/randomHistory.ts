import fc from 'fast-check';
import { InvalidArgumentError } from '../../src/requests/index.js';
import { HistoryBuilder } from '../../src/testing/index.js';

type Steps = (builder: HistoryBuilder, id: string) => unknown;

const steps: readonly Steps[] = [
  (b, id) => b.activityScheduled(id, { input: { id } }),
  (b, id) => b.activityStarted(id),
  (b, id) => b.activityCompleted(id, { result: id }),
  (b, id) => b.activityFailed(id, { reason: 'broken' }),
  (b, id) => b.activityTimedOut(id),
  (b, id) => b.activityTimedOut(id, { timeoutType: 'SCHEDULE_TO_START' }),
  (b, id) => b.activityCancelRequested(id),
  (b, id) => b.activityCanceled(id),
  (b, id) => b.activityScheduleFailed(id, { cause: 'ACTIVITY_ID_ALREADY_IN_USE' }),
  (b, id) => b.activityCancelRequestFailed(id),
  (b, id) => b.activity(id),
  (b, id) => b.timerStarted(id),
  (b, id) => b.timerFired(id),
  (b, id) => b.timerCanceled(id),
  (b, id) => b.timerCancelFailed(id),
  (b, id) => b.timerStartFailed(id),
  (b, id) => b.childInitiated(id),
  (b, id) => b.childStarted(id),
  (b, id) => b.childStartFailed(id),
  (b, id) => b.childCompleted(id, { result: 1 }),
  (b, id) => b.childFailed(id),
  (b, id) => b.childTerminated(id),
  (b, id) => b.externalSignal(id, { signalName: 's', state: 'signalInitiated' }),
  (b, id) => b.externalSignalDelivered(id),
  (b, id) => b.externalSignalFailed(id),
  (b, id) => b.externalCancel(id, { state: 'requestCancelInitiated' }),
  (b, id) => b.externalCancelDelivered(id),
  (b, id) => b.externalCancelFailed(id),
  (b, id) => b.lambdaScheduled(id),
  (b, id) => b.lambdaStarted(id),
  (b, id) => b.lambdaStartFailed(id),
  (b, id) => b.lambdaCompleted(id),
  (b, id) => b.lambdaFailed(id),
  (b, id) => b.marker(id),
  (b, id) => b.markerFailed(id),
  (b, id) => b.signal(id),
  b => b.cancelRequested(),
  b => b.turn({ executionContext: 1 }),
  b => b.decisionTaskStarted(),
  b => b.decisionTaskTimedOut(),
  b => b.closeFailed('Complete'),
];

const closes: readonly Steps[] = [
  () => undefined,
  b => b.complete(),
  b => b.fail(),
  b => b.continueAsNew(),
  b => b.terminate(),
  b => b.timeOut(),
];

/** Builders after random steps. Steps that don't fit are skipped. */
export const randomBuilder: fc.Arbitrary<HistoryBuilder> = fc
  .tuple(
    fc.array(fc.tuple(fc.nat(steps.length - 1), fc.constantFrom('a', 'b', 'c')), { maxLength: 80 }),
    fc.nat(closes.length - 1),
  )
  .map(([taken, close]) => {
    const builder = new HistoryBuilder().start({ input: 1 });
    for (const [step, id] of taken) attempt(() => steps[step]?.(builder, id));
    attempt(() => closes[close]?.(builder, ''));
    return builder;
  });

function attempt(step: () => unknown): void {
  try {
    step();
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
  }
}
