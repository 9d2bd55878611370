import type { Decision } from '@aws-sdk/client-swf';
import { isClose } from '../../../decisions/index.js';
import { asSent, type OffloadStore } from '../../../payloads/index.js';
import { InvalidArgumentError, SwfError } from '../../../requests/index.js';
import { limits } from '../../../values/index.js';
import { digest } from './digest.js';
import { mark, names, type Progress, wake } from './marks.js';
import type { View } from './View.js';

/** What one answer carries. */
export interface Part {
  readonly decisions: readonly Decision[];
  /** How many of the handler's decisions are left for the answers after it. */
  readonly left: number;
}

/** What SWF takes in one answer. The request is of 1 MB; the token, the context and the marks have the rest. */
const most = { decisions: limits.decisions, bytes: 850_000 };
/** The marker, and the timer or the close. */
const marks = 2;

/**
 * As many of a handler's decisions as go into one answer, of those that have not been sent. If not all do, a marker
 * tells the next decision task, which a timer brings, how many have been sent.
 *
 * @param startedEventId - the task that is answered
 * @param store - where their long payloads go, if not into the request
 * @throws `SwfError` when the decisions do not begin with those that were sent
 */
export function nextPart(
  decisions: readonly Decision[],
  startedEventId: number,
  { progress: { task, sent, digest: known }, outdated }: Omit<View, 'task'>,
  store?: OffloadStore,
): Part {
  const sizes = decisions.map(decision => sizeOf(asSent(decision, store)));
  if (sent === 0 && decisions.length <= most.decisions && sum(sizes) <= most.bytes)
    return { decisions, left: 0 };
  if (sent > 0 && (sent > decisions.length || digest(decisions.slice(0, sent)) !== known))
    throw notDeterministic(decisions.length, sent, task);
  if (decisions.slice(0, -1).some(isClose))
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
  const close = part.filter(isClose);
  // SWF refuses a close while there is news for the decider; here that may have come with the parts before.
  const next = close.length > 0 && !outdated ? close : [wake(names.more, startedEventId, 0)];
  return {
    decisions: [...part.filter(decision => !isClose(decision)), mark(names.more, progress), ...next],
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

/** The bytes of a decision in a request. */
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
