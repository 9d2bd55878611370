import type { History } from '../../history/index.js';
import { omitUndefined } from '../../values/index.js';
import type { Evidence } from '../data/Evidence.js';
import type { ExplanationData, NextDeadline, Wait } from '../data/ExplanationData.js';
import { after, deadline, earliest } from '../data/times.js';
import { activityWaits } from '../waits/activityWaits.js';
import { decisionTaskWaits } from '../waits/decisionTaskWaits.js';
import { decisionTimeoutsWaits } from '../waits/decisionTimeoutsWaits.js';
import { failingActivitiesWaits } from '../waits/failingActivitiesWaits.js';
import { failingDecisionsWaits, retryTimer } from '../waits/failingDecisionsWaits.js';
import { childWaits, externalWaits, lambdaWaits, timerWaits } from '../waits/otherWaits.js';
import { refusedDecisionsWaits } from '../waits/refusedDecisionsWaits.js';
import { signalsWaits } from '../waits/signalsWaits.js';
import { endingOf } from './endingOf.js';

/** Explains an execution by its history and what is known beside it. */
export function explainWith(history: History, evidence: Evidence): ExplanationData {
  const { workflowId, runId, ...facts } = evidence.execution;
  const { workflowType = facts.workflowType, closeTimestamp } = history.execution;
  const startedAt = facts.startTimestamp ?? history.execution.startTimestamp;
  const timeout = facts.executionStartToCloseTimeout ?? history.execution.executionStartToCloseTimeout;
  const ending = endingOf(history, { executionStartToCloseTimeout: timeout });
  const execution = omitUndefined({ workflowId, runId, workflowType, startedAt });
  if (ending !== undefined) {
    const waits = wasInterrupted(ending.status) ? leftOpen(history, evidence, closeTimestamp) : [];
    return { execution, state: 'closed', at: evidence.now, waits, ending };
  }
  const waits = waitsOf(history, evidence);
  const expiry = deadline('START_TO_CLOSE', after(startedAt, timeout));
  return {
    execution,
    state: waits.some(({ isStuck }) => isStuck) ? 'stuck' : 'waiting',
    at: evidence.now,
    waits,
    ...omitUndefined({
      deadline: earliest(...waits.map(deadlineOf), expiry && { ...expiry, of: 'the execution' }),
      cancelRequestedAt: history.filter({ name: 'WorkflowExecutionCancelRequested' }).at(-1)?.timestamp,
    }),
  };
}

function waitsOf(history: History, evidence: Evidence): Wait[] {
  const open = openWaits(history, evidence);
  const isIdle = open.length === 0 && retryTimer(history) === undefined;
  return [
    ...decisionTimeoutsWaits(history, evidence),
    ...failingDecisionsWaits(history, evidence),
    ...refusedDecisionsWaits(history, evidence, isIdle),
    ...failingActivitiesWaits(history),
    ...open,
    ...signalsWaits(history, evidence, isIdle),
  ];
}

function openWaits(history: History, evidence: Evidence): Wait[] {
  return [
    ...decisionTaskWaits(history, evidence),
    ...activityWaits(history, evidence),
    ...childWaits(history, evidence),
    ...lambdaWaits(history),
    ...externalWaits(history),
    ...timerWaits(history),
  ];
}

const wasInterrupted = (status: string): boolean => status === 'TIMED_OUT' || status === 'TERMINATED';

/** Returns what an execution was waiting for when it was closed from outside. */
function leftOpen(history: History, evidence: Evidence, closedAt = evidence.now): Wait[] {
  return openWaits(history, { ...evidence, now: closedAt }).map(wait => ({ ...wait, isStuck: false }));
}

function deadlineOf(wait: Wait): NextDeadline | undefined {
  if (wait.kind === 'failingDecisions')
    return wait.retryAt && { timeout: 'TIMER', at: wait.retryAt, of: 'the retry of the decision' };
  if (!('deadline' in wait) || wait.deadline === undefined) return undefined;
  return { ...wait.deadline, of: wait.kind === 'decisionTask' ? 'the decision task' : subjectOf(wait) };
}

const subjectOf = ({ kind, id }: Extract<Wait, { readonly id: string }>): string =>
  `${kind === 'lambda' ? 'Lambda function call' : kind} "${id}"`;
