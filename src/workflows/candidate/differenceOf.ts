import type { Decision } from '@aws-sdk/client-swf';
import type { Event } from '../../history/index.js';
import type { DataConverter } from '../../payloads/index.js';
import { isInstance, reasonOf } from '../../requests/index.js';
import type { CandidateDifference } from '../../streams/index.js';
import { type Described, describeCommand } from '../commands/Command.js';
import { attributesOf, differingAttributes } from '../commands/differingAttributes.js';
import { isNote, isOptionalVersion, isVersion } from '../commands/markerKinds.js';
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
 * library don't count, and neither does the length of a retry delay. `undefined` if they are the same.
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
  const at = [...ours, ...theirs].findIndex((_, n) => !isSame(ours[n], theirs[n]));
  const isSameSoFar = at < 0 || at >= Math.max(ours.length, theirs.length);
  if (isSameSoFar) return attributeDifference(ours, theirs, eventId, converter);
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
  for (const [n, { decision, command }] of ours.entries()) {
    const other = theirs[n];
    if (other === undefined) continue;
    const differing = differingAttributes(decision, other.decision, converter).filter(
      name => !isIncomparable(command, name),
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

/** Returns whether an attribute differs although the code means the same: details of an error have its stack. */
const isIncomparable = ({ kind }: Described, name: string) =>
  kind === 'FailWorkflowExecution' && name === 'details';

function madeBy(decisions: readonly Decision[]): readonly Made[] {
  return recordedBy(decisions).flatMap((event, n) => {
    const decision = decisions[n];
    const command = commandOf(event);
    const end = closings[event.name];
    if (decision === undefined || (command !== undefined && isNote(command))) return [];
    if (end !== undefined) return [{ decision, event, command: describeEnd(end) }];
    return command === undefined ? [] : [{ decision, event, command }];
  });
}

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
