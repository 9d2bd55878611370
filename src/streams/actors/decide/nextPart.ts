import type { Decision } from '@aws-sdk/client-swf';
import { isClosingDecision, recordMarker } from '../../../decisions/index.js';
import { reserved } from '../../../decisions/reservedNames.js';
import type { OffloadStore } from '../../../payloads/index.js';
import { InvalidArgumentError, SwfError } from '../../../requests/index.js';
import { AnswerBudget } from './AnswerBudget.js';
import { digest } from './digest.js';
import type { Progress } from './markedTurns.js';
import type { TaskView } from './TaskView.js';
import { wakeUp } from './wakeUp.js';

// Sending decisions in parts. In: the handler's full list of decisions, and the progress recorded by the last
// `rx-swf.more` marker. Out: the next part, a marker with the new progress, and a timer that triggers the
// next task. Until all decisions are sent, `taskViewOf` shows the handler the same history, so any decider can
// continue. Invariant: the decisions already sent are a prefix of the handler's list, as verified by their
// digest. Pitfall: SWF refuses a close while there are new events. The close is then omitted, and the next
// task shows the handler the new history.

/** Decisions of one answer. */
export interface Part {
  readonly decisions: readonly Decision[];
  /** Number of the handler's decisions left for later answers. */
  readonly left: number;
}

/** Number of decisions that the library adds: the marker, and either the timer or the close. */
const added = 2;

/**
 * Returns as many of a handler's unsent decisions as fit into one answer. If some are left, a marker records
 * how many have been sent, and a timer triggers the next decision task.
 *
 * @param startedEventId - started event id of the task being answered
 * @param store - store for long payloads, which then don't count towards the request
 * @throws `SwfError` if the decisions don't begin with those already sent
 */
export function nextPart(
  decisions: readonly Decision[],
  startedEventId: number,
  { progress: { task, sent, digest: known }, outdated }: Omit<TaskView, 'task'>,
  store?: OffloadStore,
): Part {
  if (sent === 0 && countFitting(decisions, 0, store) === decisions.length) return { decisions, left: 0 };
  if (sent > 0 && (sent > decisions.length || digest(decisions.slice(0, sent)) !== known))
    throw notDeterministic(decisions.length, sent, task);
  if (decisions.slice(0, -1).some(isClosingDecision))
    throw new InvalidArgumentError('Close must be last decision in list', { resource: 'decisions' });
  const end = sent + countFitting(decisions.slice(sent), added, store);
  const left = decisions.length - end;
  const progress: Progress = {
    task,
    sent: end,
    digest: digest(decisions.slice(0, end)),
    done: left === 0,
  };
  const part = decisions.slice(sent, end);
  const close = part.filter(isClosingDecision);
  // SWF refuses a close while there are new events, and some may have arrived since the earlier parts were
  // sent.
  const next = close.length > 0 && !outdated ? close : [wakeUp(reserved.more, startedEventId)];
  const marker = recordMarker({ markerName: reserved.more, details: progress });
  return { decisions: [...part.filter(decision => !isClosingDecision(decision)), marker, ...next], left };
}

/** Returns how many of the decisions fit into one answer, in addition to `others`. */
function countFitting(decisions: readonly Decision[], others: number, store?: OffloadStore): number {
  const budget = new AnswerBudget({ decisions: others }, store);
  const first = decisions.findIndex(decision => !budget.take(decision));
  return first < 0 ? decisions.length : first;
}

function notDeterministic(count: number, sent: number, task: number): SwfError {
  return new SwfError(
    `The handler is not deterministic: ${sent} of its decisions for the task of event ${task} were sent, ` +
      `but called again with the same history, it returned ${count} that do not begin with them`,
    { kind: 'NotDeterministic' },
  );
}
