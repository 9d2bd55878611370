import type { DecisionTurn, History } from '../../history/index.js';
import { omitUndefined } from '../../values/index.js';
import type { Evidence } from '../data/Evidence.js';
import type { DecisionTimeoutsWait } from '../data/ExplanationData.js';
import { timeOf } from '../data/times.js';

/** Returns the decision tasks since the last answer that were taken and not answered, if there are several. */
export function decisionTimeoutsWaits(history: History, { repeats }: Evidence): DecisionTimeoutsWait[] {
  const unanswered = unansweredTurns(history);
  const last = unanswered[0];
  const first = unanswered.at(-1);
  if (first === undefined || last === undefined || unanswered.length < 2) return [];
  return [
    {
      kind: 'decisionTimeouts',
      count: unanswered.length,
      isStuck: unanswered.length >= repeats,
      ...omitUndefined({
        since: timeOf(first, 'timedOut'),
        lastAt: timeOf(last, 'timedOut'),
        identity: last.identity,
        timeout: last.startToCloseTimeout,
      }),
    },
  ];
}

/** Those that nobody took in time are not among them: that is how SWF leaves a sticky task list. */
function unansweredTurns({ decisions }: History): DecisionTurn[] {
  const turns: DecisionTurn[] = [];
  for (const turn of decisions.all.toReversed()) {
    if (turn.state === 'completed') break;
    if (turn.state === 'timedOut' && turn.timeoutType === 'START_TO_CLOSE') turns.push(turn);
  }
  return turns;
}
