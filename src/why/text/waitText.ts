import type {
  ActivityWait,
  ChildWait,
  Deadline,
  DecisionTaskWait,
  DecisionTimeoutsWait,
  ExternalWait,
  FailingActivitiesWait,
  FailingDecisionsWait,
  LambdaWait,
  RefusedDecision,
  RefusedDecisionsWait,
  SignalsWait,
  TimerWait,
  Wait,
} from '../data/ExplanationData.js';
import { isUnknown } from '../data/TaskListReport.js';
import { duration } from './duration.js';
import { failureText } from './failureText.js';
import { listText } from './listText.js';
import { counted, typeText, type Writer, withoutPeriod } from './Writer.js';

/** Writes a wait as sentences, without what a child waits for. */
export function waitText(wait: Wait, writer: Writer): string {
  switch (wait.kind) {
    case 'activity':
      return activityText(wait, writer);
    case 'decisionTask':
      return decisionTaskText(wait, writer);
    case 'decisionTimeouts':
      return decisionTimeoutsText(wait, writer);
    case 'failingDecisions':
      return failingDecisionsText(wait, writer);
    case 'failingActivities':
      return failingActivitiesText(wait, writer);
    case 'refusedDecisions':
      return refusedDecisionsText(wait, writer);
    case 'timer':
      return timerText(wait, writer);
    case 'child':
      return childText(wait, writer);
    case 'lambda':
      return lambdaText(wait, writer);
    case 'externalSignal':
    case 'externalCancel':
      return externalText(wait, writer);
    case 'signals':
      return signalsText(wait, writer);
  }
}

function activityText(wait: ActivityWait, writer: Writer): string {
  const name = `Activity "${wait.id}"${typeText(wait.activityType)}`;
  const canceled =
    wait.cancelRequestedAt === undefined
      ? []
      : [`Its cancellation was requested ${writer.ago(wait.cancelRequestedAt)}.`];
  if (wait.startedAt === undefined)
    return paragraph(
      `${name} has waited in task list "${wait.taskList}" ${writer.since(wait.scheduledAt)}.`,
      ...listText(wait.list, wait.scheduledAt, writer),
      ...canceled,
      deadlineText(wait.deadline, writer),
    );
  return paragraph(
    `${name} was taken ${writer.ago(wait.startedAt)}${byText(wait.identity)} from task list "${wait.taskList}".`,
    ...canceled,
    heartbeatText(wait, writer),
    deadlineText(wait.deadline, writer),
  );
}

/** Writes several activities of a type that wait in the same task list. */
export function activitiesText(waits: readonly ActivityWait[], writer: Writer): string {
  const [oldest] = waits;
  if (oldest === undefined) return '';
  const { activityType, taskList, scheduledAt, list } = oldest;
  const names = waits.slice(0, 3).map(({ id }) => `"${id}"`);
  const more = waits.length - names.length;
  const next = waits.reduce((a, b) =>
    b.deadline && !(a.deadline && a.deadline.at <= b.deadline.at) ? b : a,
  );
  return paragraph(
    `${waits.length} activities${typeText(activityType)} have waited in task list "${taskList}", the oldest ` +
      `${writer.since(scheduledAt)}: ${more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ')}.`,
    ...listText(list, scheduledAt, writer),
    next.deadline && `The first to end: "${next.id}". ${deadlineText(next.deadline, writer)}`,
  );
}

/** A history doesn't have heartbeats, but an activity that is older than their timeout must have sent some. */
function heartbeatText({ heartbeat, deadline }: ActivityWait, writer: Writer): string | undefined {
  if (heartbeat === undefined)
    return deadline === undefined ? 'No timeout would notice if its worker died.' : undefined;
  const { timeout, expiredAt } = heartbeat;
  const text = duration(timeout * 1_000);
  return writer.isPast(expiredAt)
    ? `Its worker sends heartbeats: without one for ${text}, it would have timed out.`
    : `Unless its worker sends heartbeats, it times out ${writer.until(expiredAt)}.`;
}

function decisionTaskText(wait: DecisionTaskWait, writer: Writer): string {
  const { taskList, scheduledAt, startedAt, identity, isSticky, deadline } = wait;
  if (startedAt !== undefined)
    return paragraph(
      `A decision task was taken ${writer.ago(startedAt)}${byText(identity)} from task list "${taskList}", and is not answered yet.`,
      deadline === undefined ? 'No timeout would notice if its decider died.' : undefined,
      deadlineText(deadline, writer),
    );
  const waits = `A decision task has waited in task list "${taskList}" ${writer.since(scheduledAt)}.`;
  if (isSticky)
    return paragraph(
      waits,
      `That is the list of the decider that has the execution in memory.`,
      deadline && `If it doesn't take the task, SWF offers it to all deciders ${writer.until(deadline.at)}.`,
    );
  return paragraph(waits, ...listText(wait.list, scheduledAt, writer), deadlineText(deadline, writer));
}

function decisionTimeoutsText(wait: DecisionTimeoutsWait, writer: Writer): string {
  const { count, since, lastAt, identity, timeout } = wait;
  const limit = typeof timeout === 'number' ? ` within ${duration(timeout * 1_000)}` : '';
  return paragraph(
    `${counted(count, 'decision task')} in a row were taken and not answered${limit}, the first ${writer.ago(since)}, the last ${writer.ago(lastAt)}${byText(identity)}.`,
    'The decider crashes, throws, or takes too long: its log says which.',
  );
}

function failingDecisionsText(wait: FailingDecisionsWait, writer: Writer): string {
  const { count, since, lastAt, failure, retryAt } = wait;
  const times = count === 1 ? 'The last decision failed' : `The last ${count} decisions failed`;
  return paragraph(
    `${times}, ${count === 1 ? '' : `the first ${writer.ago(since)}, the last `}${writer.ago(lastAt)}: ${failureText(failure)}.`,
    retryAt && `The next attempt ${writer.isPast(retryAt) ? 'was' : 'is'} due ${writer.until(retryAt)}.`,
  );
}

function failingActivitiesText(wait: FailingActivitiesWait, writer: Writer): string {
  const { activityType, count, since, lastAt, failure, timeoutType, retryAt } = wait;
  const name = `Activity${typeText(activityType)}`;
  const times = count === 1 ? '' : `${count} times in a row, the first ${writer.ago(since)}, the last `;
  const reason = timeoutType === undefined ? failureText(failure) : `its ${timeoutType} timeout had passed`;
  return paragraph(
    `${name} failed ${times}${writer.ago(lastAt)}: ${reason}.`,
    retryAt && `The timer that was started after that fires ${writer.until(retryAt)}.`,
  );
}

function refusedDecisionsText({ turns, decisions }: RefusedDecisionsWait, writer: Writer): string {
  const head = turns === 1 ? [] : [`SWF refused decisions of ${turns} turns in a row.`];
  const shown = decisions.slice(0, 5).map(decision => refusedText(decision, writer));
  const more = decisions.length - shown.length;
  return paragraph(...head, ...shown, more > 0 ? `It refused ${more} more.` : undefined);
}

const refusedText = ({ event, id, cause, at, remedy }: RefusedDecision, writer: Writer): string =>
  `SWF refused ${event.replace(/Failed$/, '')}${id === undefined ? '' : ` "${id}"`} ${writer.ago(at)}: ${cause}. ${withoutPeriod(remedy)}.`;

function timerText({ id, startedAt, deadline }: TimerWait, writer: Writer): string {
  const started = `Timer "${id}" was started ${writer.ago(startedAt)}`;
  if (deadline === undefined) return `${started}.`;
  return writer.isPast(deadline.at)
    ? `${started} and should have fired ${writer.until(deadline.at)}.`
    : `${started} and fires ${writer.until(deadline.at)}.`;
}

function childText(
  { workflowId, runId, workflowType, isStarted, since, explanation }: ChildWait,
  writer: Writer,
): string {
  const child = `Child "${workflowId}"${typeText(workflowType)}`;
  if (!isStarted) return `${child} was initiated ${writer.ago(since)}; SWF has not started it yet.`;
  const run = runId === undefined ? child : `${child}, run ${runId},`;
  const started = `was started ${writer.ago(since)}`;
  if (explanation === undefined) return `${run} ${started}.`;
  return isUnknown(explanation)
    ? `${run} ${started}. What it waits for is not known: ${withoutPeriod(explanation.notKnown)}.`
    : `${run} is ${explanation.state}. It ${started}.`;
}

function lambdaText({ id, name, scheduledAt, startedAt, deadline }: LambdaWait, writer: Writer): string {
  const call = `Lambda function call "${id}"${name === undefined ? '' : ` (${name})`}`;
  return paragraph(
    startedAt === undefined
      ? `${call} was scheduled ${writer.ago(scheduledAt)}; SWF has not started it yet.`
      : `${call} was started ${writer.ago(startedAt)}.`,
    deadlineText(deadline, writer),
  );
}

function externalText({ kind, workflowId, signalName, since }: ExternalWait, writer: Writer): string {
  const what = kind === 'externalSignal' ? `Signal "${signalName}"` : 'The cancel request';
  return `${what} to execution "${workflowId}", sent ${writer.ago(since)}, is not delivered yet.`;
}

function signalsText({ listening, received, isOnly }: SignalsWait, writer: Writer): string {
  const soFar = received.map(({ name, count, lastAt }) => {
    const times = count === 1 ? 'once' : `${count} times, last`;
    return `"${name}" was received ${times} ${writer.ago(lastAt)}.`;
  });
  const only = isOnly ? ['Nothing is open: no task, timer or child.'] : [];
  if (isUnknown(listening))
    return paragraph(
      ...only,
      'Only a signal or a cancel request can move it.',
      `Whether it listens to signals is not known: ${withoutPeriod(listening.notKnown)}.`,
      ...soFar,
    );
  const { names, isAny, awaitsCancel, undelivered } = listening;
  const waiting =
    undelivered === 0
      ? []
      : [
          `${counted(undelivered, 'signal')} received so far ${undelivered === 1 ? 'has' : 'have'} not been taken.`,
        ];
  if (!isAny && names.length === 0) {
    const rest = awaitsCancel ? 'only to a cancel request' : 'so only its timeout or someone can end it';
    return paragraph(...only, `The code listens to no signal, ${rest}.`, ...waiting);
  }
  const quoted = names.map(name => `"${name}"`).join(', ');
  const what = isAny ? 'signals of any name' : `${names.length === 1 ? 'signal' : 'signals'} ${quoted}`;
  return paragraph(...only, `It listens to ${what}.`, ...waiting, ...soFar);
}

function deadlineText(deadline: Deadline | undefined, writer: Writer): string | undefined {
  if (deadline === undefined) return undefined;
  const { timeout, at } = deadline;
  return writer.isPast(at)
    ? `Its ${timeout} timeout has passed ${writer.until(at)}.`
    : `Its ${timeout} timeout ends it ${writer.until(at)}.`;
}

const byText = (identity: string | undefined): string => (identity === undefined ? '' : ` by "${identity}"`);

const paragraph = (...sentences: readonly (string | undefined)[]): string =>
  sentences.filter(sentence => sentence !== undefined && sentence !== '').join(' ');
