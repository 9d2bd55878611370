import { checkOptions, type OptionNames } from '../requests/index.js';
import { checkState } from './events/checkState.js';
import type { Event } from './events/Event.js';

/** What an event must have to be found. What is left out may be anything. */
export interface EventFilter {
  readonly name?: Event['name'];
  readonly type?: Event['type'];
  readonly state?: Event['state'];
  readonly id?: number;
}

/** The events that a filter can find. */
export type Matching<F extends EventFilter> = Extract<
  Event,
  { readonly [K in keyof F & keyof EventFilter]: F[K] }
>;

/** The names of the {@link EventFilter}'s members. */
export const eventFilter: OptionNames<EventFilter> = { name: true, type: true, state: true, id: true };

/** Refuses a misspelt filter, which would find everything. */
export function checkEventFilter(filter: EventFilter): void {
  checkOptions('filter()', filter, eventFilter);
  if (filter.state !== undefined) checkState(filter.state);
}

/** Whether an event is as a filter wants it. */
export function matches<F extends EventFilter>(event: Event, filter: F): event is Matching<F> {
  const { name, type, state, id } = filter;
  return (
    (name === undefined || event.name === name) &&
    (type === undefined || event.type === type) &&
    (state === undefined || event.state === state) &&
    (id === undefined || event.id === id)
  );
}
