import type { Pace } from '../clocks/Clock.js';
import type { Region } from '../state/Region.js';

/** How time may pass until the next deadline, with so many polls waiting. */
export function paceOf({ deadlines, held, offered }: Region, polls: number): Pace {
  if (held.size > 0) return 'real';
  // Nothing is to happen here: it is for the others on this clock to say how time may pass.
  if (offered.size === 0 && deadlines.peek() === undefined) return 'quick';
  // Work waits and nobody asks for any: those who do it are still to come.
  if (offered.size > 0 && polls === 0) return 'real';
  if (offered.size > 0 || polls === 0) return 'patient';
  // Nothing is left but the end of an execution: it may be waiting for a signal.
  return deadlines.peek()?.due.kind === 'execution' ? 'patient' : 'quick';
}
