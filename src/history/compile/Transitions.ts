import type { EventOf } from '../events/Event.js';
import type { EventName } from '../events/eventTable.js';
import type { Ledger } from './Ledger.js';

/** Functions that apply events to a ledger, by event name. */
export type Transitions = {
  readonly [N in EventName]?: (ledger: Ledger, event: EventOf<N>) => void;
};
