import type { Decision } from '@aws-sdk/client-swf';
import equal from 'fast-deep-equal';
import { type DataConverter, type Event, fromPayload } from '../../models/index.js';
import { DeterminismError } from '../errors/DeterminismError.js';
import { Run, type Verdict } from '../replay/Run.js';
import type { RunSettings } from '../replay/RunSettings.js';

/**
 * Decides once more, by a replay of the whole history.
 *
 * @throws `DeterminismError` where that comes to other decisions
 */
export function shadow(settings: RunSettings, history: Iterable<Event>, verdict: Verdict): void {
  const once = verdict.decisions;
  const again = new Run(settings).decide(history, verdict.effects).decisions;
  const length = Math.max(once.length, again.length);
  for (let at = 0; at < length; at += 1) {
    if (isAlike(once[at], again[at], settings.converter)) continue;
    throw new DeterminismError(
      `A replay of the same history decides otherwise: ${show(again[at])} in place of ${show(once[at])}`,
      'Something in the workflow depends on the host, or on a variable outside of its function',
    );
  }
}

const show = (decision: Decision | undefined) =>
  decision === undefined ? 'nothing' : JSON.stringify(decision);

/** A converter may write the same value otherwise each time: encrypted, or stored somewhere. */
function isAlike(a: Decision | undefined, b: Decision | undefined, converter: DataConverter): boolean {
  if (a === undefined || b === undefined) return a === b;
  return equal(a, b) || equal(read(a, converter), read(b, converter));
}

const payloads: ReadonlySet<string> = new Set(['input', 'control', 'result', 'details']);

/** A decision with the values of its payloads. */
function read(decision: Decision, converter: DataConverter): unknown {
  const { decisionType, ...attributes } = decision;
  const [of = {}] = Object.values(attributes) as Record<string, string>[];
  const values = Object.entries(of).map(([key, member]) => [
    key,
    payloads.has(key) ? fromPayload(converter, member) : member,
  ]);
  return { decisionType, ...Object.fromEntries(values) };
}
