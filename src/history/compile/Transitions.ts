import type { EventOf } from '../events/Event.js';
import type { EventName } from '../events/eventTable.js';
import type { Ledger } from './Ledger.js';

/** What events enter in a ledger, by their names. */
export type Transitions = {
  readonly [N in EventName]?: (ledger: Ledger, event: EventOf<N>) => void;
};
