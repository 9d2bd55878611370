import { parseEnvelope } from '../../payloads/index.js';
import { DeterminismError } from '../errors/DeterminismError.js';
import { type Parts, partsIn } from '../redrive/parts.js';
import type { Started } from './takeOver.js';

/** Returns whether a run takes over an earlier one. */
export const isRedriven = ({ attributes: { input } }: Started): boolean =>
  parseEnvelope(input).redrive !== undefined;

/**
 * Returns the record of what a run takes over: from its history or, as long as that hasn't all of it, as it was
 * read from the earlier run.
 *
 * @throws `DeterminismError` if it is not known, or if it has changed since a part of it was recorded
 */
export function inheritedParts(
  { attributes: { input } }: Started,
  notes: ReadonlyMap<string, string | undefined>,
  read: Parts | undefined,
): Parts {
  const { parts, isWhole } = partsIn(notes);
  if (isWhole) return parts;
  const { runId = '' } = parseEnvelope(input).redrive ?? {};
  if (read === undefined)
    throw new DeterminismError(
      `The history has only ${parts.length} parts of what the execution takes over of run ${runId}`,
      'Replay it once its first decisions have recorded all of them',
    );
  if (parts.some((part, at) => part !== read[at]))
    throw new DeterminismError(
      `The code takes over run ${runId} in another way than the first decision of the execution recorded`,
      'Use the code of that decision, or terminate the execution and redrive that run again',
    );
  return read;
}
