import type { EventOf } from '../events/Event.js';
import type { EventName } from '../events/eventTable.js';
import type { CompiledState } from './CompiledState.js';

/** Functions that apply events to a state, by event name. */
export type Transitions = {
  readonly [N in EventName]?: (state: CompiledState, event: EventOf<N>) => void;
};
