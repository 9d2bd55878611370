import { closingEvents } from '../api/events.js';
import { closedRunOf } from '../history/closedRuns.js';
import type { ClosedRunRow, Journal, Row } from '../state/Journal.js';
import type { Region } from '../state/Region.js';
import { nameOf } from '../state/rowNames.js';
import { Backlog } from './Backlog.js';
import { type Database, damaged, type Write } from './Database.js';
import { type Header, readHeader, sealHeader } from './header.js';
import { type Keys, placeOf, rowKey } from './keys.js';
import { RowIndex } from './RowIndex.js';
import { replay } from './replay.js';
import { type Entry, seal, unseal } from './rows.js';

/**
 * The rows of one region in a folder, and those that have yet to be written.
 *
 * An event is written as a row of its own. After an execution has closed, one of the next writes replaces
 * the rows of its events with a single row, which is read without parsing the events. Opening a folder
 * therefore takes time for what is open, and little for what has closed. A write does both or neither, and
 * takes a limited amount of history, so that no call waits long for executions of others.
 */
export class RegionJournal implements Journal {
  readonly #region: Region;
  readonly #keys: Keys;
  readonly #change: () => void;
  readonly #index = new RowIndex();
  readonly #backlog: Backlog;
  #pending = new Map<number, Write>();

  /** @param change - called when there is something to write */
  constructor(region: Region, keys: Keys, change: () => void) {
    this.#region = region;
    this.#keys = keys;
    this.#change = change;
    this.#backlog = new Backlog(region);
  }

  write(row: Row): void {
    const name = nameOf(row);
    if (row.kind !== 'event') this.drop(name);
    else if (closingEvents.has(row.type)) this.#backlog.add(row.runId);
    this.#append(name, row);
    this.#change();
  }

  drop(name: string): void {
    for (const place of this.#index.remove(name)) {
      // A row that has not been written does not need to be deleted.
      if (!this.#pending.delete(place)) this.#pending.set(place, [rowKey(this.#keys, place), undefined]);
      this.#change();
    }
  }

  /** True if there are closed executions whose rows have not been combined. */
  get hasBacklog(): boolean {
    return !this.#backlog.isEmpty;
  }

  /** Returns the pending writes, with the header that belongs to them, and clears them. */
  take(): Write[] {
    for (const { execution, events } of this.#backlog.take()) {
      const row = closedRunOf(execution);
      if (row !== undefined) this.#replace(row, events);
    }
    const writes = [...this.#pending.values()];
    writes.push([this.#keys.header, sealHeader(this.#keys, this.#region, this.#index.totals).value]);
    this.#pending = new Map();
    return writes;
  }

  /** Totals of all rows as one line, or '' if there have never been any. */
  get summary(): string {
    const { next, rows, sum } = this.#index.totals;
    return next === 1 ? '' : `${this.#keys.header} ${next} ${rows} ${sum}\n`;
  }

  /** Restores the state of an empty region. Resolves to false if the folder holds nothing of it. */
  async read(folder: string, database: Database): Promise<boolean> {
    const header = await readHeader(folder, database, this.#keys, this.#region);
    if (header !== undefined) this.#region.adopt(header.seed);
    for await (const page of database.pages(this.#keys.rows, this.#keys.end)) {
      for (const [key, value] of page) this.#replay(folder, key, value);
    }
    if (header !== undefined) this.#resume(folder, header);
    else if (this.#index.totals.rows > 0) throw damaged(folder, 'its header is missing');
    return header !== undefined;
  }

  /** Replaces the rows of a closed execution's events with one row. */
  #replace(row: ClosedRunRow, events: string): void {
    const name = nameOf(row);
    this.drop(name);
    this.#append(name, row, events);
  }

  #append(name: string, row: Row | ClosedRunRow, rest?: string): void {
    const { now: at, serial } = this.#region;
    const place = this.#index.next;
    const key = rowKey(this.#keys, place);
    const { checksum, value } = seal(key, { at, serial, ...row }, rest);
    this.#index.add(name, place, checksum);
    this.#pending.set(place, [key, value]);
  }

  #replay(folder: string, key: string, value: string): void {
    const row = unseal<Entry>(key, value);
    if (row === undefined) throw damaged(folder, `${key} has changed`);
    const { content, rest, checksum } = row;
    try {
      replay(this.#region, content, rest);
    } catch (error) {
      throw damaged(folder, `${key} does not fit the rows before it`, error);
    }
    if (content.kind === 'event' && closingEvents.has(content.type)) this.#backlog.add(content.runId);
    this.#index.add(nameOf(content), placeOf(this.#keys, key), checksum);
  }

  #resume(folder: string, { next, rows, sum, at, serial }: Header): void {
    const { totals } = this.#index;
    if (totals.rows !== rows || totals.sum !== sum || totals.next > next) {
      throw damaged(folder, `it has ${totals.rows} rows instead of ${rows}, or different ones`);
    }
    this.#index.next = next;
    this.#region.reach(at);
    this.#region.resume(serial);
  }
}
