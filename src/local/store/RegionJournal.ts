import type { Journal, Row } from '../state/Journal.js';
import type { Region } from '../state/Region.js';
import { nameOf } from '../state/rowNames.js';
import { type Database, damaged, type Write } from './Database.js';
import { type Header, readHeader, sealHeader } from './header.js';
import { type Keys, placeOf, rowKey } from './keys.js';
import { RowIndex } from './RowIndex.js';
import { replay } from './replay.js';
import { type Entry, seal, unseal } from './rows.js';

/** The rows of one region in a folder, and those that have yet to be written. */
export class RegionJournal implements Journal {
  readonly #region: Region;
  readonly #keys: Keys;
  readonly #change: () => void;
  readonly #index = new RowIndex();
  #pending = new Map<number, string | undefined>();

  /** @param change - called when there is something to write */
  constructor(region: Region, keys: Keys, change: () => void) {
    this.#region = region;
    this.#keys = keys;
    this.#change = change;
  }

  write(row: Row): void {
    const { now: at, serial } = this.#region;
    const name = nameOf(row);
    if (row.kind !== 'event') this.drop(name);
    const place = this.#index.next;
    const entry: Entry = { at, serial, ...row };
    const { checksum, value } = seal(rowKey(this.#keys, place), entry);
    this.#index.add(name, place, checksum);
    this.#pending.set(place, value);
    this.#change();
  }

  drop(name: string): void {
    for (const place of this.#index.remove(name)) {
      // A row that has not been written does not need to be deleted.
      if (!this.#pending.delete(place)) this.#pending.set(place, undefined);
      this.#change();
    }
  }

  /** Returns the pending writes, with the header that belongs to them, and clears them. */
  take(): Write[] {
    const writes: Write[] = Array.from(this.#pending, ([place, value]) => [rowKey(this.#keys, place), value]);
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

  #replay(folder: string, key: string, value: string): void {
    const row = unseal<Entry>(key, value);
    if (row === undefined) throw damaged(folder, `${key} has changed`);
    try {
      replay(this.#region, row.content);
    } catch (error) {
      throw damaged(folder, `${key} does not fit the rows before it`, error);
    }
    this.#index.add(nameOf(row.content), placeOf(this.#keys, key), row.checksum);
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
