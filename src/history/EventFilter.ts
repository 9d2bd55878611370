import { checkOptions, type OptionNames } from '../requests/checks/checkOptions.js';
import { checkState } from './events/checkState.js';
import type { Event } from './events/Event.js';

/** Criteria for events. Omitted members match anything. */
export interface EventFilter {
  readonly name?: Event['name'];
  readonly type?: Event['type'];
  readonly state?: Event['state'];
  readonly id?: number;
}

/** Events that match a filter. */
export type MatchingEvent<F extends EventFilter> = Extract<
  Event,
  { readonly [K in keyof F & keyof EventFilter]: F[K] }
>;

/** Names of the members of {@link EventFilter}. */
export const eventFilterNames: OptionNames<EventFilter> = { name: true, type: true, state: true, id: true };

/** Throws on a misspelled filter, which would otherwise match everything. */
export function checkEventFilter(filter: EventFilter): void {
  checkOptions('filter()', filter, eventFilterNames);
  if (filter.state !== undefined) checkState(filter.state);
}

/** Returns `true` if the event matches the filter. */
export function matches<F extends EventFilter>(event: Event, filter: F): event is MatchingEvent<F> {
  const { name, type, state, id } = filter;
  return (
    (name === undefined || event.name === name) &&
    (type === undefined || event.type === type) &&
    (state === undefined || event.state === state) &&
    (id === undefined || event.id === id)
  );
}
