import type { HistoryEvent } from '../api/events.js';
import type { Execution } from '../state/Execution.js';
import type { Region } from '../state/Region.js';

/** Characters of JSON after which no further history is taken for the same write. */
const mostPerWrite = 256 * 1024;

/** Characters of JSON above which a history stays in rows of one event each. */
const mostPerRow = 16 * 1024 * 1024;

/** A closed execution with its events as JSON. */
export interface ClosedHistory {
  readonly execution: Execution;
  readonly events: string;
}

/** Closed executions whose events have yet to be combined into one row. */
export class Backlog {
  readonly #region: Region;
  readonly #runIds = new Set<string>();

  constructor(region: Region) {
    this.#region = region;
  }

  get isEmpty(): boolean {
    return this.#runIds.size === 0;
  }

  add(runId: string): void {
    this.#runIds.add(runId);
  }

  /** Removes and yields the next ones, as many as a write may take without delaying its callers much. */
  *take(): Generator<ClosedHistory> {
    let length = 0;
    for (const runId of this.#runIds) {
      if (length >= mostPerWrite) return;
      this.#runIds.delete(runId);
      const execution = this.#region.executions.get(runId);
      if (execution?.closed === undefined) continue;
      const events = toJson(execution.events);
      length += events?.length ?? mostPerRow;
      if (events !== undefined) yield { execution, events };
    }
  }
}

/** Returns the JSON of a history, or undefined if it is too long for one row. */
function toJson(events: readonly HistoryEvent[]): string | undefined {
  const parts: string[] = [];
  let length = 0;
  for (const event of events) {
    const part = JSON.stringify(event);
    length += part.length;
    if (length > mostPerRow) return undefined;
    parts.push(part);
  }
  return `[${parts.join(',')}]`;
}
