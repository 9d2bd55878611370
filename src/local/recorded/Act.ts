import type { Region } from '../state/Region.js';

/** Changes the region at the present time, and resolves when the change is stored. */
export type Act = <T>(change: (region: Region) => T) => Promise<T>;
