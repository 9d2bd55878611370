import { ByteReader } from './ByteReader.js';

/** Decompresses Snappy, the format of LevelDB's compressed blocks. Throws a `RangeError` for invalid data. */
export function uncompress(compressed: Buffer): Buffer {
  const reader = new ByteReader(compressed);
  const length = reader.varint();
  const bytes = Buffer.alloc(length);
  let end = 0;
  while (!reader.isAtEnd) {
    const tag = reader.byte();
    if (tag % 4 === 0) {
      const literal = reader.take(literalLength(tag >> 2, reader));
      end += literal.copy(bytes, end);
      continue;
    }
    const [count, offset] = copyOf(tag, reader);
    if (offset === 0 || offset > end) throw new RangeError('A copy begins before the start of the data');
    // A copy may overlap its own output, so it is made byte by byte.
    for (let i = 0; i < count; i += 1, end += 1) bytes[end] = bytes[end - offset] ?? 0;
  }
  if (end !== length) throw new RangeError(`Expected ${length} bytes, got ${end}`);
  return bytes;
}

/** Reads the length of a literal. Codes from 60 mean that it follows in its own bytes. */
const literalLength = (code: number, reader: ByteReader): number =>
  (code < 60 ? code : reader.little(code - 59)) + 1;

function copyOf(tag: number, reader: ByteReader): readonly [count: number, offset: number] {
  if (tag % 4 === 1) return [((tag >> 2) % 8) + 4, (tag >> 5) * 256 + reader.byte()];
  return [(tag >> 2) + 1, reader.little(tag % 4 === 2 ? 2 : 4)];
}
