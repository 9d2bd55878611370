/** Sequential reader of LevelDB's numbers and strings. Throws a `RangeError` at the end of the bytes. */
export class ByteReader {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Buffer, at = 0) {
    this.#bytes = bytes;
    this.#at = at;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  byte(): number {
    this.#at += 1;
    return this.#bytes.readUInt8(this.#at - 1);
  }

  /** Reads a number in groups of seven bits, lowest first, without superfluous groups. */
  varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte % 128) * scale;
      if (byte === 0 && scale > 1) throw new RangeError('A number has superfluous bytes');
      if (byte < 128) return value;
      if (scale > 2 ** 56) throw new RangeError('A number is too long');
    }
  }

  /** Reads a little-endian number of `length` bytes. */
  little(length: number): number {
    this.#at += length;
    return this.#bytes.readUIntLE(this.#at - length, length);
  }

  take(length: number): Buffer {
    const taken = this.#bytes.subarray(this.#at, this.#at + length);
    if (taken.length < length) throw new RangeError('Unexpected end of data');
    this.#at += length;
    return taken;
  }

  /** Reads a length-prefixed string. */
  slice(): Buffer {
    return this.take(this.varint());
  }
}
