import type { EventName, EventOf } from '../../events/index.js';
import type { Ledger } from './Ledger.js';

/** What events enter in a ledger, by their names. */
export type Transitions = {
  readonly [N in EventName]?: (ledger: Ledger, event: EventOf<N>) => void;
};
