import type { Change } from '../state/Change.js';
import type { Region } from '../state/Region.js';
import { apply } from './apply.js';

/** Writes a change outside of all histories to the journal, and applies it. */
export function change(region: Region, change: Change): void {
  region.journal?.write(change);
  apply(region, change);
}
