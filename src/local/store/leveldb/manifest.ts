import { ByteReader } from './ByteReader.js';
import { recordsOf } from './records.js';

/** Numbers of the files that hold the data of a LevelDB database. */
export interface LiveFiles {
  readonly tables: ReadonlySet<number>;
  /** First log whose rows are not in any table; 0 before there is one. */
  readonly log: number;
}

/**
 * Reads which files a LevelDB database consists of, by applying all edits in its manifest.
 *
 * @throws `RangeError` if the manifest has changed
 */
export function readManifest(manifest: Buffer): LiveFiles {
  const tables = new Set<number>();
  let log = 0;
  for (const edit of recordsOf(manifest)) {
    const reader = new ByteReader(edit);
    while (!reader.isAtEnd) {
      const tag = reader.varint();
      switch (tag) {
        case 1: // comparator
          reader.slice();
          break;
        case 2:
          log = reader.varint();
          break;
        case 3: // next file
        case 4: // last sequence
        case 9: // previous log
          reader.varint();
          break;
        case 5: // compaction pointer: level, key
          reader.varint();
          reader.slice();
          break;
        case 6: // deleted table: level, number
          reader.varint();
          tables.delete(reader.varint());
          break;
        case 7: // new table: level, number, size, smallest and largest key
          reader.varint();
          tables.add(reader.varint());
          reader.varint();
          reader.slice();
          reader.slice();
          break;
        default:
          throw new RangeError(`Unknown tag ${tag}`);
      }
    }
  }
  return { tables, log };
}
