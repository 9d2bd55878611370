import type { MarbleRow } from 'rx-swf/remote';
import type { DrawnMarbles } from './layoutMarbles.js';

/** Returns the index of the first row in which something happens at a decision; the output counts only without another. */
export function rowOfTurn(rows: readonly DrawnMarbles[], turn: number): number | undefined {
  const index = rows.findIndex(({ row }) => row.kind !== 'output' && happensAt(row, turn));
  if (index >= 0) return index;
  const output = rows.findIndex(({ row }) => happensAt(row, turn));
  return output < 0 ? undefined : output;
}

const happensAt = ({ begin, values, end }: MarbleRow, turn: number): boolean =>
  begin.turn === turn || end?.turn === turn || values.some(value => value.turn === turn);
