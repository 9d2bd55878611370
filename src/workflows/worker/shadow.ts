import type { Decision } from '@aws-sdk/client-swf';
import equal from 'fast-deep-equal';
import type { Event } from '../../history/index.js';
import { type DataConverter, fromPayload } from '../../payloads/index.js';
import { DeterminismError } from '../errors/DeterminismError.js';
import { Run, type TurnResult } from '../replay/Run.js';
import type { RunSettings } from '../run/RunSettings.js';

/**
 * Repeats a decision with a replay of the whole history.
 *
 * @throws `DeterminismError` if the replay makes other decisions
 */
export function shadow(settings: RunSettings, history: Iterable<Event>, result: TurnResult): void {
  const once = result.decisions;
  const again = new Run(settings).decide(history, result.effects).decisions;
  const length = Math.max(once.length, again.length);
  for (let at = 0; at < length; at += 1) {
    if (isAlike(once[at], again[at], settings.converter)) continue;
    throw new DeterminismError(
      `A replay of the same history makes another decision: ${show(again[at])} instead of ${show(once[at])}${payloadsOf(once[at], again[at])}`,
      'The workflow depends on the host, or on a variable outside of its function',
    );
  }
}

/** Returns a decision with the lengths of its payloads, whose contents must not be logged. */
const show = (decision: Decision | undefined) =>
  decision === undefined
    ? 'nothing'
    : JSON.stringify(decision, (member, value: unknown) =>
        payloads.has(member) && typeof value === 'string' ? `${value.length} characters` : value,
      );

/** Returns which payloads differ, because the lengths alone may not show it. */
function payloadsOf(a: Decision | undefined, b: Decision | undefined): string {
  const [one, other] = [attributesOf(a), attributesOf(b)];
  const differing = [...payloads].filter(member => one[member] !== other[member]);
  const isTold = a === undefined || b === undefined || differing.length === 0;
  return isTold ? '' : ` (with a different ${differing.join(' and ')})`;
}

/** A converter may write the same value differently each time, for example encrypted or stored elsewhere. */
function isAlike(a: Decision | undefined, b: Decision | undefined, converter: DataConverter): boolean {
  if (a === undefined || b === undefined) return a === b;
  return equal(a, b) || equal(read(a, converter), read(b, converter));
}

const payloads: ReadonlySet<string> = new Set(['input', 'control', 'result', 'details']);

/** Returns a decision with the values of its payloads. */
function read(decision: Decision, converter: DataConverter): unknown {
  const values = Object.entries(attributesOf(decision)).map(([key, member]) => [
    key,
    payloads.has(key) ? fromPayload(converter, member) : member,
  ]);
  return { decisionType: decision.decisionType, ...Object.fromEntries(values) };
}

function attributesOf({ decisionType: _, ...attributes }: Decision = { decisionType: undefined }) {
  const [of = {}] = Object.values(attributes) as Record<string, string>[];
  return of;
}
