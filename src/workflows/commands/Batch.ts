import type { Command } from './Command.js';

/** The commands for one answer. */
export interface Batch {
  readonly commands: readonly Command[];
  /** Indicates whether more commands are queued for the next answer. */
  readonly more: boolean;
}
