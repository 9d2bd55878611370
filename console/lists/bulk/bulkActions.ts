import type { BulkRequest, ExecutionRecord, ExecutionSelection } from 'rx-swf/remote';

/** Executions to act on: those that are selected in the list, or all that a filter selects. */
export type BulkTarget =
  | { readonly kind: 'selected'; readonly items: readonly ExecutionRecord[] }
  | { readonly kind: 'filter'; readonly filter: ExecutionSelection };

/** What can be done to many executions. */
export interface BulkAction {
  readonly name: BulkRequest['action'];
  /** Verb of the button. */
  readonly verb: string;
  /** The verb before its object, if it needs a preposition. */
  readonly verbOf?: string;
  /** What has been done, for reports. */
  readonly done: string;
  /** State of the executions that it takes. */
  readonly takes: ExecutionRecord['status'];
  /** What it does, in a sentence. */
  readonly text: string;
  /** True if it can't be undone. */
  readonly isDanger?: boolean;
}

/** The actions, mildest first. */
export const bulkActions: readonly BulkAction[] = [
  {
    name: 'signal',
    verb: 'Signal',
    done: 'Signaled',
    takes: 'OPEN',
    text: 'Sends a signal to each open execution.',
  },
  {
    name: 'cancel',
    verb: 'Request cancellation',
    verbOf: 'Request cancellation of',
    done: 'Requested cancellation of',
    takes: 'OPEN',
    text: 'Asks each open execution to end. Its decider decides how.',
  },
  {
    name: 'terminate',
    verb: 'Terminate',
    done: 'Terminated',
    takes: 'OPEN',
    text: 'Closes each open execution at once, whatever it is doing. This cannot be undone.',
    isDanger: true,
  },
  {
    name: 'rerun',
    verb: 'Rerun',
    done: 'Started again',
    takes: 'CLOSED',
    text: 'Starts each closed execution again from its beginning, with the same input.',
  },
  {
    name: 'redrive',
    verb: 'Redrive',
    done: 'Redrove',
    takes: 'CLOSED',
    text: 'Starts each closed durable execution again from the failure that ended it.',
  },
];

/** Returns a number of executions as a phrase. */
export const executionsText = ({
  count,
  truncated = false,
}: {
  readonly count: number;
  readonly truncated?: boolean;
}): string =>
  `${count.toLocaleString('en')}${truncated ? ' or more' : ''} execution${count === 1 && !truncated ? '' : 's'}`;
