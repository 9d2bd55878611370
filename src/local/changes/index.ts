import type { Change } from '../state/Change.js';
import type { Region } from '../state/Region.js';
import { apply } from './apply.js';

/** Changes something outside all histories, and writes it down. */
export function change(region: Region, change: Change): void {
  region.journal?.write(change);
  apply(region, change);
}
