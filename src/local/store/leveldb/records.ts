import { maskedCrc } from './crc32c.js';

const blockSize = 32_768;
const headerSize = 7;
const first = 2;
const last = 4;

/**
 * Yields the records of a file in LevelDB's log format: parts of records in blocks, each preceded by its
 * checksum, length and type. A record that was incomplete when the process ended is not yielded.
 *
 * @throws `RangeError` if a part has changed
 */
export function* recordsOf(file: Buffer): Generator<Buffer> {
  let parts: Buffer[] = [];
  let at = 0;
  while (at + headerSize <= file.length) {
    const leftInBlock = blockSize - (at % blockSize);
    const length = file.readUInt16LE(at + 4);
    const type = file.readUInt8(at + 6);
    // A block ends in zeros where no header fits, or where space was reserved but not used.
    if (leftInBlock < headerSize || (type === 0 && length === 0)) {
      at += leftInBlock;
      continue;
    }
    const end = at + headerSize + length;
    if (end > file.length) return;
    if (
      length > leftInBlock - headerSize ||
      maskedCrc(file.subarray(at + 6, end)) !== file.readUInt32LE(at)
    ) {
      throw new RangeError(`The record at ${at} has changed`);
    }
    if (type <= first) parts = [];
    parts.push(file.subarray(at + headerSize, end));
    if (type === 1 || type === last) yield Buffer.concat(parts);
    at = end;
  }
}
