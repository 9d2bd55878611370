import { nameOf } from '../changes/names.js';
import type { Journal, Row } from '../state/Journal.js';
import type { Region } from '../state/Region.js';
import { type Database, damaged, openDatabase, toDataError, type Write } from './Database.js';
import type { DataError } from './DataError.js';
import { GroupCommit } from './GroupCommit.js';
import { type Header, headerKey, readHeader, sealHeader } from './header.js';
import { Ledger } from './Ledger.js';
import { replay } from './replay.js';
import { type Entry, firstKey, keyOf, lastKey, placeOf, seal, unseal } from './rows.js';

/** The journal of a region in a folder of its own. */
export class Store implements Journal {
  readonly #folder: string;
  readonly #region: Region;
  readonly #database: Database;
  readonly #ledger = new Ledger();
  readonly #commits = new GroupCommit(() => this.#writePending());
  #pending = new Map<number, string | undefined>();
  #isChanged = false;
  #failure: DataError | undefined;
  #end: Promise<void> | undefined;

  private constructor(folder: string, region: Region, database: Database) {
    this.#folder = folder;
    this.#region = region;
    this.#database = database;
  }

  /** Brings an empty region to where the folder's has got, and writes down what happens to it from now on. */
  static async open(folder: string, region: Region): Promise<Store> {
    let database: Database | undefined;
    try {
      database = await openDatabase(folder);
      const store = new Store(folder, region, database);
      await store.#read();
      region.journal = store;
      return store;
    } catch (error) {
      await database?.close();
      throw toDataError(folder, error);
    }
  }

  /** Why nothing can be written any more. */
  get failure(): DataError | undefined {
    return this.#failure;
  }

  write(row: Row): void {
    const { now: at, serial } = this.#region;
    const name = nameOf(row);
    if (row.kind !== 'event') this.drop(name);
    const place = this.#ledger.next;
    const entry: Entry = { at, serial, ...row };
    const { checksum, value } = seal(keyOf(place), entry);
    this.#ledger.add(name, place, checksum);
    this.#pending.set(place, value);
    this.#isChanged = true;
  }

  drop(name: string): void {
    for (const place of this.#ledger.strike(name)) {
      this.#isChanged = true;
      // What has not been written need not be taken away.
      if (!this.#pending.delete(place)) this.#pending.set(place, undefined);
    }
  }

  /** Resolves when all that has happened so far is on disk. */
  async flushed(): Promise<void> {
    await (this.#isChanged ? this.#commits.commit() : this.#commits.current);
  }

  /** Writes what is left, and lets go of the folder, once. */
  close(): Promise<void> {
    this.#end ??= this.#close();
    return this.#end;
  }

  async #close(): Promise<void> {
    // Whoever waited for what cannot be written has been told.
    await this.flushed().catch(() => {});
    await this.#database.close();
  }

  async #writePending(): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    const writes: Write[] = Array.from(this.#pending, ([place, value]) => [keyOf(place), value]);
    writes.push([headerKey, sealHeader(this.#region, this.#ledger.tally).value]);
    this.#pending = new Map();
    this.#isChanged = false;
    try {
      await this.#database.write(writes);
    } catch (error) {
      this.#failure = toDataError(this.#folder, error);
      throw this.#failure;
    }
  }

  async #read(): Promise<void> {
    const header = await readHeader(this.#folder, this.#database, this.#region);
    if (header !== undefined) this.#region.adopt(header.seed);
    for await (const page of this.#database.pages(firstKey, lastKey)) {
      for (const [key, value] of page) this.#replay(key, value);
    }
    if (header !== undefined) this.#resume(header);
    else if (this.#ledger.tally.rows > 0) throw damaged(this.#folder, 'its header is missing');
    // The seed must outlive the first token.
    else await this.#commits.commit();
  }

  #replay(key: string, value: string): void {
    const row = unseal<Entry>(key, value);
    if (row === undefined) throw damaged(this.#folder, `${key} has changed`);
    try {
      replay(this.#region, row.content);
    } catch (error) {
      throw damaged(this.#folder, `${key} does not follow from those before it`, error);
    }
    this.#ledger.add(nameOf(row.content), placeOf(key), row.checksum);
  }

  #resume({ next, rows, sum, at, serial }: Header): void {
    const { tally } = this.#ledger;
    if (tally.rows !== rows || tally.sum !== sum || tally.next > next) {
      throw damaged(this.#folder, `it has ${tally.rows} rows in place of ${rows}, or others`);
    }
    this.#ledger.next = next;
    this.#region.reach(at);
    this.#region.resume(serial);
  }
}
