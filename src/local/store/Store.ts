import type { Region } from '../state/Region.js';
import { type Database, damaged, openDatabase, toDataFolderError } from './Database.js';
import type { DataFolderError } from './DataFolderError.js';
import { GroupCommit } from './GroupCommit.js';
import { firstHeader, homeKeys, type Keys, keysOf, lastHeader, rangesBetween, regionOf } from './keys.js';
import { RegionJournal } from './RegionJournal.js';

/** Number of writes that combine rows when a folder is closed. The rest is left to later writes. */
const mostClosingWrites = 200;

/** Regions whose state a folder keeps. */
export interface StoredRegions {
  /** The region that the folder belongs to. */
  readonly home: Region;
  /** Returns any other region by its name. */
  readonly other: (name: string) => Region;
}

/**
 * The journals of all regions in a folder.
 *
 * Each region records its changes in its journal; `flushed()` collects those of all journals and writes them,
 * with the headers, in one atomic batch. A call must not be answered before the batch with its changes is on
 * disk. Opening a folder replays all rows, and fails if they do not match the headers or the mark of the last
 * closing. After a failed write, the regions are ahead of the disk, so every later write fails too.
 */
export class Store {
  readonly #folder: string;
  readonly #database: Database;
  readonly #commits = new GroupCommit(() => this.#writePending());
  /** Journals of the regions that hold, or have held, anything. */
  readonly #journals = new Set<RegionJournal>();
  /** Journals with pending writes. */
  #changed = new Set<RegionJournal>();
  #failure: DataFolderError | undefined;
  #end: Promise<void> | undefined;

  private constructor(folder: string, database: Database) {
    this.#folder = folder;
    this.#database = database;
  }

  /** Restores the state of empty regions from a folder, and records what happens to them from then on. */
  static async open(folder: string, regions: StoredRegions): Promise<Store> {
    let database: Database | undefined;
    try {
      database = await openDatabase(folder);
      const store = new Store(folder, database);
      await store.#read(regions);
      return store;
    } catch (error) {
      await database?.close();
      throw toDataFolderError(folder, error);
    }
  }

  /** Error after which nothing can be written. */
  get failure(): DataFolderError | undefined {
    return this.#failure;
  }

  /** Starts to record a region of which the folder holds nothing yet. */
  add(region: Region): void {
    region.journal = this.#journalOf(region, keysOf(region.name));
  }

  /** Resolves when everything that has happened so far is on disk. */
  async flushed(): Promise<void> {
    await (this.#changed.size > 0 ? this.#commits.commit() : this.#commits.settled());
  }

  /** Writes pending changes and releases the folder, once. */
  close(): Promise<void> {
    this.#end ??= this.#close();
    return this.#end;
  }

  async #close(): Promise<void> {
    // Callers that waited for a failed write have seen its error. A missing mark loses only what it records.
    await this.flushed()
      .then(() => this.#combine())
      .then(() => this.#database.closing.leave(this.#summary()))
      .catch(() => {});
    await this.#database.close();
  }

  /** Combines the rows of closed executions, so that the next opening takes less time. */
  async #combine(): Promise<void> {
    for (let writes = 0; writes < mostClosingWrites; writes += 1) {
      const behind = [...this.#journals].filter(({ hasBacklog }) => hasBacklog);
      if (behind.length === 0) return;
      for (const journal of behind) this.#changed.add(journal);
      await this.flushed();
    }
  }

  async #writePending(): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    const writes = Array.from(this.#changed, journal => journal.take()).flat();
    this.#changed = new Set();
    try {
      await this.#database.write(writes);
    } catch (error) {
      this.#failure = toDataFolderError(this.#folder, error);
      throw this.#failure;
    }
  }

  /** Totals of all regions, sorted, because regions are not always added in the same order. */
  #summary(): string {
    return Array.from(this.#journals, ({ summary }) => summary)
      .sort()
      .join('');
  }

  async #read({ home, other }: StoredRegions): Promise<void> {
    const left = await this.#database.closing.read();
    await this.#readRegion(home, homeKeys);
    const names = await this.#otherRegions();
    for (const name of names) await this.#readRegion(other(name), keysOf(name));
    for (const [from, to] of rangesBetween(names.map(keysOf))) {
      for await (const [stray] of this.#database.pages(from, to)) {
        if (stray !== undefined) throw damaged(this.#folder, `the header of ${stray[0]} is missing`);
      }
    }
    if (left !== undefined && left !== this.#summary()) {
      throw damaged(this.#folder, 'its contents differ from those at the last close');
    }
    if (left !== undefined) await this.#database.closing.remove();
    await this.flushed();
  }

  async #otherRegions(): Promise<string[]> {
    const names: string[] = [];
    for await (const page of this.#database.pages(firstHeader, lastHeader)) {
      names.push(...page.map(([key]) => regionOf(key)));
    }
    return names;
  }

  async #readRegion(region: Region, keys: Keys): Promise<void> {
    const journal = this.#journalOf(region, keys);
    const isKnown = await journal.read(this.#folder, this.#database);
    region.journal = journal;
    this.#journals.add(journal);
    // The seed must be on disk before the first token is issued.
    if (!isKnown) this.#changed.add(journal);
  }

  #journalOf(region: Region, keys: Keys): RegionJournal {
    const journal: RegionJournal = new RegionJournal(region, keys, () => {
      this.#journals.add(journal);
      this.#changed.add(journal);
    });
    return journal;
  }
}
