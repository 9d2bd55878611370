import type { DecisionTurn, History } from '../../history/index.js';
import { omitUndefined } from '../../values/index.js';
import type { Evidence } from '../data/Evidence.js';
import type { DecisionTaskWait } from '../data/ExplanationData.js';
import { after, deadline, timeOf } from '../data/times.js';
import { isIgnored, isSticky, unclaimedTurn } from './unclaimedTasks.js';

/** Returns the open decision task: the one that a decider has, or else the one that waits to be taken. */
export function decisionTaskWaits(history: History, evidence: Evidence): DecisionTaskWait[] {
  const turn = history.decisions.started.at(-1) ?? unclaimedTurn(history);
  return turn === undefined ? [] : [decisionTaskWait(turn, evidence)];
}

function decisionTaskWait(turn: DecisionTurn, evidence: Evidence): DecisionTaskWait {
  const { taskList, identity } = turn;
  const scheduledAt = timeOf(turn, 'scheduled');
  const startedAt = timeOf(turn, 'started');
  const isTaken = turn.state === 'started';
  const sticky = isSticky(turn);
  const list = isTaken || sticky ? undefined : evidence.lists.get(`decision ${taskList ?? ''}`);
  const ends = isTaken
    ? deadline('START_TO_CLOSE', after(startedAt, turn.startToCloseTimeout))
    : deadline('SCHEDULE_TO_START', after(scheduledAt, turn.scheduleToStartTimeout));
  return {
    kind: 'decisionTask',
    isSticky: sticky,
    isStuck: !isTaken && !sticky && isIgnored(scheduledAt, list, evidence.now, evidence),
    ...omitUndefined({ taskList, scheduledAt, startedAt, identity, deadline: ends, list }),
  };
}
