import { ByteReader } from './ByteReader.js';
import { maskedCrc } from './crc32c.js';
import { uncompress } from './snappy.js';

/** Position of a block in a table. */
interface Handle {
  readonly offset: number;
  readonly size: number;
}

const footerSize = 48;
const magic = 0xdb4775248b80fb57n;

/**
 * Verifies the checksums of all blocks of a table. LevelDB does not verify them when it reads, so a corrupt
 * block can make it read beyond its memory, which crashes the process.
 *
 * @throws `RangeError` if anything in the table has changed
 */
export function verifyTable(table: Buffer): void {
  if (table.length < footerSize) throw new RangeError('The table is too short');
  const footer = table.subarray(-footerSize);
  if (footer.readBigUInt64LE(footerSize - 8) !== magic) throw new RangeError('The footer is missing');
  const reader = new ByteReader(footer);
  const [metaindex, index] = [readHandle(reader), readHandle(reader)];
  for (const handle of [...handlesIn(table, metaindex), ...handlesIn(table, index)])
    checkBlock(table, handle);
}

const readHandle = (reader: ByteReader): Handle => ({ offset: reader.varint(), size: reader.varint() });

/** Returns the handles of the blocks that an index block points to. */
function handlesIn(table: Buffer, handle: Handle): readonly Handle[] {
  const stored = checkBlock(table, handle);
  const block = stored.isCompressed ? uncompress(stored.bytes) : stored.bytes;
  const restarts = block.readUInt32LE(block.length - 4);
  const entries = new ByteReader(block.subarray(0, block.length - 4 * (restarts + 1)));
  const handles: Handle[] = [];
  while (!entries.isAtEnd) {
    const [, unshared, size] = [entries.varint(), entries.varint(), entries.varint()];
    entries.take(unshared);
    handles.push(readHandle(new ByteReader(entries.take(size))));
  }
  return handles;
}

/** Returns a block after verifying it. A compression byte and the checksum of both follow the block. */
function checkBlock(table: Buffer, { offset, size }: Handle): { bytes: Buffer; isCompressed: boolean } {
  const content = table.subarray(offset, offset + size + 1);
  if (maskedCrc(content) !== table.readUInt32LE(offset + size + 1)) {
    throw new RangeError(`The block at ${offset} has changed`);
  }
  return { bytes: content.subarray(0, -1), isCompressed: content.at(-1) !== 0 };
}
