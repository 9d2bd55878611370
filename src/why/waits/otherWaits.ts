import { isReserved, reserved } from '../../decisions/reservedNames.js';
import type { ExternalCancel, ExternalSignal, History } from '../../history/index.js';
import { omitUndefined } from '../../values/index.js';
import type { Evidence } from '../data/Evidence.js';
import type { ChildWait, ExternalWait, LambdaWait, TimerWait } from '../data/ExplanationData.js';
import { isUnknown } from '../data/TaskListReport.js';
import { after, deadline, timeOf } from '../data/times.js';

/** Returns the running timers, except those that trigger retries of failed decisions. */
export const timerWaits = ({ timers }: History): TimerWait[] =>
  timers.started
    .filter(({ id }) => !isReserved(id, reserved.error))
    .map(timer => {
      const startedAt = timeOf(timer, 'started');
      const fires = deadline('TIMER', after(startedAt, timer.startToFireTimeout));
      return {
        kind: 'timer',
        id: timer.id,
        isStuck: false,
        ...omitUndefined({ startedAt, deadline: fires }),
      };
    });

/** Returns the open children, which are stuck if what they wait for is. */
export const childWaits = ({ childExecutions }: History, { children }: Evidence): ChildWait[] =>
  childExecutions.open.map(child => {
    const { id: workflowId, runId, workflowType, state } = child;
    const explanation = children.get(child.eventId);
    const isKnown = explanation !== undefined && !isUnknown(explanation);
    return {
      kind: 'child',
      workflowId,
      isStarted: state === 'started',
      isStuck: isKnown && explanation.state === 'stuck',
      ...omitUndefined({
        runId,
        workflowType,
        since: timeOf(child, 'started') ?? timeOf(child, 'startInitiated'),
        explanation,
      }),
    };
  });

/** Returns the calls of Lambda functions. */
export const lambdaWaits = ({ lambdaFunctions }: History): LambdaWait[] =>
  lambdaFunctions.in('scheduled', 'started').map(call => {
    const { id, name } = call;
    const startedAt = timeOf(call, 'started');
    const ends = deadline('START_TO_CLOSE', after(startedAt, call.startToCloseTimeout));
    return {
      kind: 'lambda',
      id,
      isStuck: false,
      ...omitUndefined({
        name,
        scheduledAt: timeOf(call, 'scheduled'),
        startedAt,
        deadline: ends,
      }),
    };
  });

/** Returns the signals and cancel requests to other executions that are under way. */
export const externalWaits = ({ externalSignals, externalCancels }: History): ExternalWait[] => [
  ...externalSignals.initiated.map(signal =>
    externalWait('externalSignal', signal, timeOf(signal, 'signalInitiated'), signal.signalName),
  ),
  ...externalCancels
    .in('requestCancelInitiated')
    .map(cancel => externalWait('externalCancel', cancel, timeOf(cancel, 'requestCancelInitiated'))),
];

const externalWait = (
  kind: ExternalWait['kind'],
  { id: workflowId, runId }: ExternalSignal | ExternalCancel,
  since: Date | undefined,
  signalName?: string,
): ExternalWait => ({
  kind,
  workflowId,
  isStuck: false,
  ...omitUndefined({ runId, signalName, since }),
});
