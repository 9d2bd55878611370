import type { Decision } from '@aws-sdk/client-swf';
import { isReserved, reserved } from '../../decisions/reservedNames.js';
import type { Event } from '../../history/index.js';
import type { DataConverter } from '../../payloads/index.js';
import { isInstance, reasonOf } from '../../requests/index.js';
import type { CandidateDifference } from '../../streams/index.js';
import { type Described, describeCommand } from '../commands/Command.js';
import { attributesOf, differingAttributes } from '../commands/differingAttributes.js';
import { isNote, isOptionalVersion, isVersion, isWake } from '../commands/markerKinds.js';
import { NonDeterminismError } from '../commands/NonDeterminismError.js';
import { notesIn } from '../commands/notes.js';
import { closings, describeEnd } from '../commands/Outcome.js';
import { UnknownEffectError } from '../errors/UnknownEffectError.js';
import { commandOf } from '../turns/commandOf.js';
import { recordedBy } from './recordedBy.js';

/** A decision, and the command that it is. */
interface Made {
  readonly decision: Decision;
  readonly event: Event;
  readonly command: Described;
}

/**
 * Returns how the decisions of a candidate differ from those of the current code, as a replay would see it: notes of the
 * library don't count, and neither do the order of versions, the length of a retry delay, and how many commands fit into
 * one answer. `undefined` if they are the same.
 *
 * @param eventId - the decision task that they are for
 */
export function differenceOf(
  current: readonly Decision[],
  candidate: readonly Decision[],
  eventId: number,
  converter: DataConverter,
): CandidateDifference | undefined {
  const theirs = madeBy(candidate);
  const ours = madeBy(current).filter(one => !isRetired(one) || theirs.some(other => isSame(one, other)));
  const length = Math.min(
    Math.max(ours.length, theirs.length),
    isCut(current) ? ours.length : Number.POSITIVE_INFINITY,
    isCut(candidate) ? theirs.length : Number.POSITIVE_INFINITY,
  );
  const at = Array.from({ length }).findIndex((_, n) => !isSame(ours[n], theirs[n]));
  if (at < 0) return attributeDifference(ours, theirs, eventId, converter);
  const [one, other] = [ours[at], theirs[at]];
  const [recorded, issued] = [one, other].map(made => made && describeCommand(made.command));
  const { reason } = other === undefined ? {} : attributesOf(other.decision);
  return {
    kind: 'decision',
    eventId,
    message: `At the decision task of event ${eventId}, the current code issues ${recorded ?? 'nothing more'}, but the candidate issues ${issued ?? 'nothing more'}${reason === undefined ? '' : ` (${reason})`}`,
    ...(recorded !== undefined && { recorded }),
    ...(issued !== undefined && { issued }),
  };
}

/** Returns what the error of a candidate says about a difference. */
export function differenceIn(error: unknown, eventId: number): CandidateDifference {
  if (isInstance(error, NonDeterminismError)) {
    const { message, recorded, issued } = error;
    return {
      kind: 'history',
      eventId: error.eventId ?? error.startedEventId,
      message,
      ...(recorded !== undefined && { recorded }),
      ...(issued !== undefined && { issued }),
    };
  }
  if (isInstance(error, UnknownEffectError)) {
    const issued = describeCommand({ kind: 'RecordMarker', id: error.markerName, subject: '' });
    return { kind: 'decision', eventId, message: error.message, issued };
  }
  return { kind: 'error', eventId, message: reasonOf(error) };
}

function attributeDifference(
  ours: readonly Made[],
  theirs: readonly Made[],
  eventId: number,
  converter: DataConverter,
): CandidateDifference | undefined {
  for (const [n, made] of ours.entries()) {
    const { decision, command } = made;
    const other = theirs[n];
    if (other === undefined) continue;
    const differing = differingAttributes(decision, other.decision, converter).filter(
      name => !isIncomparable(made, name),
    );
    if (differing.length === 0) continue;
    const recorded = describeCommand(command);
    const issued = `${recorded} with a different ${differing.join(' and ')}`;
    return {
      kind: 'attributes',
      eventId,
      message: `At the decision task of event ${eventId}, the candidate issues ${issued}`,
      recorded,
      issued,
    };
  }
  return undefined;
}

/**
 * Returns whether an attribute may differ although the code means the same: details of an error have its stack, those of
 * a version tell whether it is retired, and the delay of a retry policy may change.
 */
function isIncomparable(made: Made, name: string): boolean {
  const { command } = made;
  if (name === 'details') return command.kind === 'FailWorkflowExecution' || isVersion(command);
  return name === 'startToFireTimeout' && isRetry(made);
}

/** Returns the commands of an answer, with versions in a fixed order, because replays accept any. */
function madeBy(decisions: readonly Decision[]): readonly Made[] {
  const made = recordedBy(decisions).flatMap((event, n) => {
    const decision = decisions[n];
    const command = commandOf(event);
    const end = closings[event.name];
    if (decision === undefined || (command !== undefined && (isNote(command) || isWake(command)))) return [];
    if (end !== undefined) return [{ decision, event, command: describeEnd(end) }];
    return command === undefined ? [] : [{ decision, event, command }];
  });
  const versions = made.filter(({ command }) => isVersion(command));
  versions.sort((a, b) => (a.command.id < b.command.id ? -1 : 1));
  return [...versions, ...made.filter(({ command }) => !isVersion(command))];
}

/** Returns whether more commands are to follow with the next answer: attributes of other lengths fill an answer earlier. */
const isCut = (decisions: readonly Decision[]): boolean =>
  isReserved(decisions.at(-1)?.startTimerDecisionAttributes?.timerId ?? '', reserved.next);

/** Returns whether a decision records a version that code may have deleted. */
function isRetired({ event }: Made): boolean {
  const command = commandOf(event);
  return command !== undefined && isVersion(command) && isOptionalVersion(event);
}

function isSame(one: Made | undefined, other: Made | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  const [a, b] = [one.command, other.command];
  return a.kind === b.kind && a.id === b.id && (a.subject === b.subject || (isRetry(one) && isRetry(other)));
}

/** Returns whether a decision is a delay of a retry policy, which may change. */
const isRetry = ({ event }: Made) => event.name === 'TimerStarted' && notesIn([event]).length > 0;
