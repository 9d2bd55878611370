import type { DeterminismError } from '../errors/DeterminismError.js';

/** The owner of the host's functions during a turn. */
export interface TurnHost {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Schedules durable work. Returns a function that cancels it. */
  after(delay: number, work: () => void): () => void;
  /** Returns the next number in [0, 1), the same in every replay. */
  random(): number;
  /** Holds the end of the execution. Returns a function that releases it. */
  hold(): () => void;
  /** Records a violation and throws it. */
  violate(error: DeterminismError): never;
}

/**
 * The behavior of the host's functions for time and random numbers in a turn: with `'durable'`, they belong
 * to the execution; with `'strict'`, they are errors.
 */
export type GlobalsMode = 'durable' | 'strict';
