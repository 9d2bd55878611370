import type { DecisionTaskTimeoutType } from '@aws-sdk/client-swf';
import { checkOptions } from '../../requests/index.js';
import type { EventLog } from './EventLog.js';

const names = { identity: true, executionContext: true } as const;

export function turn(
  log: EventLog,
  options: { readonly identity?: string; readonly executionContext?: unknown } = {},
): void {
  started(log, options);
  completed(log, options);
}

export function started(log: EventLog, options: { readonly identity?: string } = {}): void {
  checkOptions('decisionTaskStarted()', options, names);
  log.startTask(options.identity);
}

export function completed(log: EventLog, options: { readonly executionContext?: unknown } = {}): void {
  checkOptions('decisionTaskCompleted()', options, names);
  log.completeTask(log.payload('executionContext', options.executionContext));
}

export function timedOut(
  log: EventLog,
  options: { readonly timeoutType?: DecisionTaskTimeoutType } = {},
): void {
  checkOptions('decisionTaskTimedOut()', options, { timeoutType: true });
  const { timeoutType = 'START_TO_CLOSE' } = options;
  const state = timeoutType === 'START_TO_CLOSE' ? 'started' : 'scheduled';
  const [task] = log.history.decisions[state];
  if (task === undefined) log.refuse('DecisionTaskTimedOut', `no decision task is ${state}`);
  const { id: scheduledEventId, startedEventId = 0 } = task;
  log.happened('DecisionTaskTimedOut', { timeoutType, scheduledEventId, startedEventId });
}
