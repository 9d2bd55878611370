import type { FailedDecision, History, LambdaFunction } from '../../history/index.js';
import { omitUndefined } from '../../values/index.js';
import type { Evidence } from '../data/Evidence.js';
import type { RefusedDecision, RefusedDecisionsWait } from '../data/ExplanationData.js';
import { timeOf } from '../data/times.js';
import { remedyFor } from './remedies.js';

/**
 * Returns the decisions that SWF refused in the latest turns. A refused decision triggers another turn, so a refusal
 * in the turn before the latest one still counts if the latest one has done nothing about it.
 *
 * @param isIdle - whether nothing that would move the execution is open
 */
export function refusedDecisionsWaits(
  history: History,
  { repeats }: Evidence,
  isIdle: boolean,
): RefusedDecisionsWait[] {
  const rows = refusedTurns(history);
  const [decisions] = rows;
  if (decisions === undefined) return [];
  const isLost = isIdle && decisions.some(({ cause }) => !isHarmless(cause));
  return [
    { kind: 'refusedDecisions', turns: rows.length, decisions, isStuck: isLost || rows.length >= repeats },
  ];
}

/** Nothing is lost with a cancellation of something that has just ended. */
const isHarmless = (cause: string): boolean =>
  cause === 'ACTIVITY_ID_UNKNOWN' || cause === 'TIMER_ID_UNKNOWN';

/** Returns the refused decisions of the latest turns in a row that have some, latest turn first. */
function refusedTurns(history: History): RefusedDecision[][] {
  const byTurn = new Map<number | undefined, RefusedDecision[]>();
  const add = (turn: number | undefined, decision: RefusedDecision) =>
    byTurn.set(turn, [...(byTurn.get(turn) ?? []), decision]);
  for (const event of history.failedDecisions)
    add(event.attributes.decisionTaskCompletedEventId, refusedDecision(event));
  for (const call of history.lambdaFunctions.in('startFailed'))
    add(call.decisionTaskCompletedEventId, refusedCall(call));
  const rows: RefusedDecision[][] = [];
  for (const [n, { completedEventId }] of history.decisions.completed.toReversed().entries()) {
    const refused = byTurn.get(completedEventId);
    if (refused !== undefined) rows.push(refused);
    else if (n > 0) break;
  }
  return rows;
}

function refusedDecision({ name, timestamp, attributes }: FailedDecision): RefusedDecision {
  const { cause } = attributes;
  return {
    event: name,
    cause,
    at: timestamp,
    remedy: remedyFor(name, cause),
    ...omitUndefined({ id: idOf(attributes) }),
  };
}

/** SWF accepts the decision for a Lambda function that it then can't call. */
function refusedCall(call: LambdaFunction): RefusedDecision {
  const { id, cause = 'unknown cause' } = call;
  const event = 'StartLambdaFunctionFailed';
  const at = timeOf(call, 'startFailed') ?? new Date(0);
  return { event, id, cause, at, remedy: remedyFor(event, cause) };
}

/** Returns the id or name of what a decision is about. */
function idOf(attributes: FailedDecision['attributes']): string | undefined {
  if ('activityId' in attributes) return attributes.activityId;
  if ('timerId' in attributes) return attributes.timerId;
  if ('workflowId' in attributes) return attributes.workflowId;
  if ('markerName' in attributes) return attributes.markerName;
  return 'id' in attributes ? attributes.id : undefined;
}
