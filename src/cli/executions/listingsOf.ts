import { type FilteredListing, listingsOf as listings } from '../../streams/index.js';
import { checkRange } from './checkRange.js';
import type { FilterOptions } from './FilterOptions.js';

export type { FilteredListing };

/** Returns the listings to read for options of the command line. */
export const listingsOf = (options: FilterOptions): readonly FilteredListing[] =>
  listings(checkRange(options));
