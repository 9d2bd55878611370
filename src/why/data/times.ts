import type { Duration } from '../../values/index.js';
import type { Deadline } from './ExplanationData.js';

/** An entity of a history, as far as its times are concerned. */
interface Lived {
  readonly life: readonly { readonly state: string; readonly timestamp: Date }[];
}

/** Returns when an entity entered a state; `undefined` if that is not in the history. */
export const timeOf = ({ life }: Lived, state: string): Date | undefined =>
  life.find(step => step.state === state)?.timestamp;

/** Returns a time that is some seconds after another; `undefined` if one of them is unknown or unlimited. */
export const after = (start: Date | undefined, seconds: Duration | undefined): Date | undefined =>
  start === undefined || seconds === undefined || seconds === 'NONE'
    ? undefined
    : new Date(start.getTime() + seconds * 1_000);

/** Returns the deadline of a timeout; `undefined` if there is none. */
export function deadline(timeout: Deadline['timeout'], at: Date | undefined): Deadline | undefined {
  return at && { timeout, at };
}

/** Returns the earliest of some deadlines. */
export function earliest<D extends Deadline>(...deadlines: readonly (D | undefined)[]): D | undefined {
  let first: D | undefined;
  for (const one of deadlines) if (one && (first === undefined || one.at < first.at)) first = one;
  return first;
}
