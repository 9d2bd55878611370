import type { DeterminismError } from '../errors/DeterminismError.js';

/** To whom the host's functions belong for the length of a turn. */
export interface Host {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Does something later, durably. Returns how to take it back. */
  after(delay: number, work: () => void): () => void;
  /** The next number in [0, 1), the same in every replay. */
  random(): number;
  /** Lets the end of the execution wait. Returns how to let it go. */
  hold(): () => void;
  /** Notes what must not be, and throws it. */
  violate(error: DeterminismError): never;
}

/**
 * What the host's functions for time and chance do in a turn: `'durable'`, they are the execution's; `'strict'`,
 * they are errors.
 */
export type Ambient = 'durable' | 'strict';
