import type { Decision } from '@aws-sdk/client-swf';
import type { Event } from '../../history/index.js';
import { differingAttributes, payloadAttributes } from '../commands/differingAttributes.js';
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
    const [one, other] = [once[at], again[at]];
    const isSameType = one?.decisionType === other?.decisionType;
    const differing = one && other && isSameType ? differingAttributes(one, other, settings.converter) : [];
    if (isSameType && differing.length === 0) continue;
    const payloads = differing.filter(name => payloadAttributes.has(name));
    // The lengths of the payloads alone may not show the difference.
    const which = payloads.length === 0 ? '' : ` (with a different ${payloads.join(' and ')})`;
    throw new DeterminismError(
      `A replay of the same history makes another decision: ${show(other)} instead of ${show(one)}${which}`,
      'The workflow depends on the host, or on a variable outside of its function',
    );
  }
}

/** Returns a decision with the lengths of its payloads, whose contents must not be logged. */
const show = (decision: Decision | undefined) =>
  decision === undefined
    ? 'nothing'
    : JSON.stringify(decision, (member, value: unknown) =>
        payloadAttributes.has(member) && typeof value === 'string' ? `${value.length} characters` : value,
      );
