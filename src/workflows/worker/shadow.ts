import type { Decision } from '@aws-sdk/client-swf';
import equal from 'fast-deep-equal';
import type { Event } from '../../models/index.js';
import { DeterminismError } from '../errors/DeterminismError.js';
import { isMark, marks } from '../replay/marks.js';
import { Run, type Verdict } from '../replay/Run.js';
import type { RunSettings } from '../replay/RunSettings.js';

/**
 * Decides once more, by a replay of the whole history.
 *
 * @throws `DeterminismError` where that comes to other decisions
 */
export function shadow(settings: RunSettings, history: Iterable<Event>, verdict: Verdict): void {
  const again = new Run(settings).decide(history, effectsOf(verdict.decisions));
  if (equal(again.decisions, verdict.decisions)) return;
  const at = verdict.decisions.findIndex((decision, i) => !equal(decision, again.decisions[i]));
  const place = at < 0 ? verdict.decisions.length : at;
  throw new DeterminismError(
    `A replay of the same history decides otherwise: ${show(again.decisions[place])} in place of ` +
      show(verdict.decisions[place]),
    'Something in the workflow depends on the host, or on a variable outside of its function',
  );
}

const show = (decision: Decision | undefined) =>
  decision === undefined ? 'nothing' : JSON.stringify(decision);

/** What the side effects of a verdict have come to. */
function* effectsOf(decisions: readonly Decision[]): Generator<readonly [string, string | undefined]> {
  for (const { recordMarkerDecisionAttributes: marker } of decisions) {
    if (marker?.markerName !== undefined && isMark(marker.markerName, marks.sideEffect))
      yield [marker.markerName, marker.details];
  }
}
