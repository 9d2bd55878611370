import type { ClockPace } from '../clocks/Clock.js';
import type { Region } from '../state/Region.js';

/** Returns the pace of time until the next deadline, given the number of waiting polls. */
export function paceOf({ deadlines, held, offered }: Region, polls: number): ClockPace {
  if (held.size > 0) return 'real';
  // Nothing is going to happen here: the other users of this clock determine the pace.
  if (offered.size === 0 && deadlines.peek() === undefined) return 'quick';
  // Work is waiting but nothing polls for it: its workers have yet to arrive.
  if (offered.size > 0 && polls === 0) return 'real';
  if (offered.size > 0 || polls === 0) return 'patient';
  // Only the timeout of an execution is left: the execution may be waiting for a signal.
  return deadlines.peek()?.due.kind === 'execution' ? 'patient' : 'quick';
}
