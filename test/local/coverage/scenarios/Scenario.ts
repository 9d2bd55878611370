import type { Coverage } from '../Coverage.js';

/** A walk through one part of the service, as one who wants to see everything in it would take it. */
export type Scenario = (coverage: Coverage) => Promise<void>;
