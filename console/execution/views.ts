import type { FunctionComponent } from 'preact';
import { StepsView } from '../steps/StepsView.js';
import { EventsView } from './events/EventsView.js';
import { FailuresView } from './failures/FailuresView.js';
import { PayloadsView } from './payloads/PayloadsView.js';
import { PendingView } from './pending/PendingView.js';
import { TimelineView } from './timeline/TimelineView.js';
import type { ViewProps } from './view/ViewProps.js';

/** A view of an execution. */
export interface View {
  /** Value of `view` in the address. */
  readonly name: string;
  readonly title: string;
  readonly View: FunctionComponent<ViewProps>;
}

/** The views of an execution, in the order of their tabs. */
export const views: readonly View[] = [
  { name: 'timeline', title: 'Timeline', View: TimelineView },
  { name: 'events', title: 'Events', View: EventsView },
  { name: 'payloads', title: 'Payloads', View: PayloadsView },
  { name: 'failures', title: 'Failures', View: FailuresView },
  { name: 'pending', title: 'Pending work', View: PendingView },
  { name: 'steps', title: 'Time travel', View: StepsView },
];

/** Returns the view that an address names; the timeline by default. */
export function viewOf(query: URLSearchParams): View {
  const name = query.get('view');
  return (
    views.find(view => view.name === name) ?? { name: 'timeline', title: 'Timeline', View: TimelineView }
  );
}
