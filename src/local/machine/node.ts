import type { Endpoint } from '../fronts/exchange.js';
import { HttpFront } from '../fronts/HttpFront.js';
import type { ListenOptions } from '../fronts/ListenOptions.js';
import type { PageFacts } from '../fronts/page/page.js';
import { Store, type StoredRegions } from '../store/Store.js';

/** Creates the server of a service. It doesn't listen yet. */
export const createFront = (
  endpoint: Endpoint,
  options: ListenOptions,
  facts: Omit<PageFacts, 'url'>,
): HttpFront => new HttpFront(endpoint, options, facts);

/** Opens a data folder, and restores the state of empty regions from it. */
export const openStore = (folder: string, regions: StoredRegions): Promise<Store> =>
  Store.open(folder, regions);
