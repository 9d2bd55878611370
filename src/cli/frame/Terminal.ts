import { ask } from './ask.js';
import type { Look } from './Look.js';

/** Where a command writes to: standard output for results, standard error for everything else. */
export interface Terminal {
  /** True if standard output is a terminal. */
  readonly isTerminal: boolean;
  /** Lines of standard output; absent if it is not a terminal. */
  readonly height?: number | undefined;
  /** True if progress can be shown: standard error is a terminal. */
  readonly showsProgress: boolean;
  /** Columns of standard error. */
  readonly progressWidth: number;
  /** True if a question can be asked: standard input and standard error are terminals. */
  readonly canAsk: boolean;
  /** Returns the look at this moment. A terminal may be resized. */
  look(isUtc: boolean): Look;
  /** Writes to standard output. */
  print(text: string): void;
  /** Writes to standard error. */
  note(text: string): void;
  /** Asks a question. Resolves to the line that is typed; `undefined` if the input ends, or if aborted. */
  ask(question: string, signal: AbortSignal): Promise<string | undefined>;
}

/** The terminal of this process. Color follows `NO_COLOR`, `FORCE_COLOR` and what the terminal can show. */
export const processTerminal = (): Terminal => {
  const { stdin, stdout, stderr, env } = process;
  const isTerminal = stdout.isTTY === true;
  const hasColor = isTerminal ? !env['NO_COLOR'] && stdout.hasColors() : forcesColor(env['FORCE_COLOR']);
  return {
    isTerminal,
    get height() {
      return isTerminal ? stdout.rows || undefined : undefined;
    },
    showsProgress: stderr.isTTY === true,
    get progressWidth() {
      return stderr.columns || 80;
    },
    canAsk: stdin.isTTY === true && stderr.isTTY === true,
    look: isUtc => ({ hasColor, isUtc, now: Date.now(), ...(isTerminal && { width: stdout.columns || 80 }) }),
    print: text => void stdout.write(text),
    note: text => void stderr.write(text),
    ask,
  };
};

const forcesColor = (value = '') => value !== '' && value !== '0';
