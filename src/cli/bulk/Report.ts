import { closeSync, existsSync, openSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { InvalidArgumentError, messageOf } from '../../requests/index.js';
import type { Outcome } from '../../streams/bulk/Outcome.js';
import type { FilterOptions } from '../executions/FilterOptions.js';

// A report is a file of JSON lines: a header, and a line for each outcome, each written at once as soon as it is
// known. Killing the process therefore cuts off one line at most, which is removed when the report is resumed.

/** Beginning of each report: a file that was cut off within its first line is known by it. */
const headerStart = '{"operation":';

/** What a report is about. */
export interface ReportHeader {
  readonly operation: string;
  readonly domain: string;
  readonly args: object;
  readonly selection: FilterOptions;
}

/** The report of an operation on many executions, by which it can be resumed. */
export class Report {
  readonly path: string;
  /** True if there was a report before. */
  readonly isResumed: boolean;
  /** The selection of the operation when it began: its times stay the same when it is resumed. */
  readonly selection: FilterOptions;
  /** Run ids of the executions that were done before. */
  readonly done = new Set<string>();
  /** Workflow ids of the executions for which the operation had succeeded before. */
  readonly succeeded = new Set<string>();
  readonly #header: ReportHeader;
  /** Bytes of the complete lines. */
  readonly #length: number;
  #file: number | undefined;

  /**
   * Reads the report if the file exists.
   *
   * @throws `InvalidArgumentError` if the file is something else, or the report of another operation
   */
  constructor(path: string, header: ReportHeader) {
    this.path = path;
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    const complete = text.slice(0, text.lastIndexOf('\n') + 1);
    this.#length = Buffer.byteLength(complete);
    if (complete === '' && !headerStart.startsWith(text.slice(0, headerStart.length)))
      this.#refuse('no JSON lines');
    const [first, ...lines] = complete.split('\n').filter(line => line !== '');
    this.isResumed = first !== undefined;
    this.selection = first === undefined ? header.selection : this.#selectionIn(first, header);
    this.#header = { ...header, selection: this.selection };
    for (const line of lines) this.#noteDone(this.#parse(line));
  }

  /** Creates the file, or removes what was cut off of its last line. */
  begin(): void {
    if (this.isResumed) truncateSync(this.path, this.#length);
    // Only its owner may read it: its header has the input of a signal, and errors may name what is private.
    this.#file = openSync(this.path, this.isResumed ? 'a' : 'w', 0o600);
    if (!this.isResumed) this.#write(this.#header);
  }

  /** Writes an outcome. */
  add(outcome: Outcome): void {
    this.#write(outcome);
  }

  /** Closes the file. */
  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #write(line: object): void {
    if (this.#file !== undefined) writeFileSync(this.#file, `${JSON.stringify(line)}\n`);
  }

  #noteDone({ workflowId, runId, outcome }: Partial<Outcome>): void {
    if (outcome === 'failed' || runId === undefined) return;
    this.done.add(runId);
    if (outcome === 'ok' && workflowId !== undefined) this.succeeded.add(workflowId);
  }

  #parse<T extends object>(line: string): Partial<T> {
    try {
      const parsed: Partial<T> | null = JSON.parse(line);
      if (typeof parsed === 'object' && parsed !== null) return parsed;
    } catch (error) {
      this.#refuse(messageOf(error));
    }
    this.#refuse('its lines are not objects');
  }

  #refuse(reason: string): never {
    throw new InvalidArgumentError(`${this.path} is not a report of rx-swf: ${reason}`);
  }

  #selectionIn(line: string, header: ReportHeader): FilterOptions {
    const found = this.#parse<ReportHeader>(line);
    const before = selectionFrom(found.selection);
    if (textOf({ ...found, selection: before }) !== textOf(header))
      throw new InvalidArgumentError(
        `${this.path} is the report of another operation: ${textOf({ ...found, selection: before })}. ` +
          'Pass the same arguments and filters, or another --report',
      );
    return before;
  }
}

/** Returns the selection of a header, in which times are texts. */
function selectionFrom({ since, until, ...others }: FilterOptions = {}): FilterOptions {
  return {
    ...others,
    ...(since !== undefined && { since: new Date(since) }),
    ...(until !== undefined && { until: new Date(until) }),
  };
}

/** Returns what must be the same when a report is resumed. An age, such as `--since 6h`, is another time by then. */
const textOf = ({ operation, domain, args, selection }: Partial<ReportHeader>): string => {
  const { since, until, ...filters } = selection ?? {};
  return JSON.stringify({ operation, domain, args, filters });
};
