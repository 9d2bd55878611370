import type { ExitCode } from './exitCodes.js';
import type { Look } from './Look.js';
import type { Terminal } from './Terminal.js';

/** Options that say which service and domain a command works on. Absent ones come from the settings. */
export interface Connection {
  /** Profile of AWS's own files, in place of the credentials of the settings. */
  readonly profile?: string;
  readonly region?: string;
  readonly endpoint?: string;
  readonly domain?: string;
}

/** Formats of `--output`. */
export const outputs = ['table', 'wide', 'json', 'ndjson'] as const;

/** One of the formats of `--output`. */
export type Output = (typeof outputs)[number];

/** What an action works with, besides its own options. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly connection: Connection;
  readonly output: Output;
  /** Returns the look of the output at this moment: `--output wide` has no limit of width. */
  look(): Look;
  /** Sets the code that the process exits with once the action has completed. */
  exitWith(code: ExitCode): void;
}
