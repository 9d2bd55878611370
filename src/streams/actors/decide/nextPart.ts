import type { Decision } from '@aws-sdk/client-swf';
import { isClosingDecision } from '../../../decisions/index.js';
import { type OffloadStore, withReferences } from '../../../payloads/index.js';
import { InvalidArgumentError, SwfError } from '../../../requests/index.js';
import { limits } from '../../../values/index.js';
import { digest } from './digest.js';
import { mark, names, type Progress, wake } from './marks.js';
import type { View } from './View.js';

// Sending decisions in parts. In: the handler's full list of decisions, and the progress recorded by the last
// `rx-swf.more` marker. Out: the next part, a marker with the new progress, and a timer that triggers the
// next task. Until all decisions are sent, `viewOf` shows the handler the same history, so any decider can
// continue. Invariant: the decisions already sent are a prefix of the handler's list, as verified by their
// digest. Pitfall: SWF refuses a close while there are new events. The close is then omitted, and the next
// task shows the handler the new history.

/** Decisions of one answer. */
export interface Part {
  readonly decisions: readonly Decision[];
  /** Number of the handler's decisions left for later answers. */
  readonly left: number;
}

/**
 * Limits of one answer. A request is limited to 1 MB; the rest is for the token, the context and the markers.
 */
const most = { decisions: limits.decisions, bytes: 850_000 };
/** Decisions added by the library: the marker, and either the timer or the close. */
const marks = 2;

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
  { progress: { task, sent, digest: known }, outdated }: Omit<View, 'task'>,
  store?: OffloadStore,
): Part {
  const sizes = decisions.map(decision => sizeOf(withReferences(decision, store)));
  if (sent === 0 && decisions.length <= most.decisions && sum(sizes) <= most.bytes)
    return { decisions, left: 0 };
  if (sent > 0 && (sent > decisions.length || digest(decisions.slice(0, sent)) !== known))
    throw notDeterministic(decisions.length, sent, task);
  if (decisions.slice(0, -1).some(isClosingDecision))
    throw new InvalidArgumentError('Close must be last decision in list', { resource: 'decisions' });
  const end = sent + countFitting(sizes.slice(sent));
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
  const next = close.length > 0 && !outdated ? close : [wake(names.more, startedEventId, 0)];
  return {
    decisions: [
      ...part.filter(decision => !isClosingDecision(decision)),
      mark(names.more, progress),
      ...next,
    ],
    left,
  };
}

function countFitting(sizes: readonly number[]): number {
  let bytes = 0;
  const first = sizes.findIndex(size => {
    bytes += size;
    return bytes > most.bytes;
  });
  if (first === 0)
    throw new InvalidArgumentError(`A decision of ${sizes[0]} bytes is more than SWF takes in a request`, {
      resource: 'decisions',
    });
  return Math.min(most.decisions - marks, first === -1 ? sizes.length : first);
}

const encoder = new TextEncoder();

/** Returns the size of a decision in a request, in bytes. */
function sizeOf(decision: Decision): number {
  return encoder.encode(JSON.stringify(decision)).length + 1;
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0);
}

function notDeterministic(count: number, sent: number, task: number): SwfError {
  return new SwfError(
    `The handler is not deterministic: of its decisions for the task of event ${task} ${sent} have been sent, ` +
      `and called again with the same history it makes ${count} that do not begin with them`,
    { kind: 'NotDeterministic' },
  );
}
