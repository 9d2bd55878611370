/** States to filter by, as in the filters of the gateway, with the names that SWF has for them. */
export const states = {
  open: 'OPEN',
  failed: 'FAILED',
  timedOut: 'TIMED_OUT',
  terminated: 'TERMINATED',
  canceled: 'CANCELED',
  completed: 'COMPLETED',
  continuedAsNew: 'CONTINUED_AS_NEW',
} as const;

/** A state to filter by. */
export type State = keyof typeof states;

/** States in the order of the page: what needs attention comes first. */
export const stateNames = Object.keys(states) as readonly State[];
