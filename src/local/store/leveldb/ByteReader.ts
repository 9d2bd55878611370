/** Reads LevelDB's numbers and texts one after the other. Throws a `RangeError` where there are no more bytes. */
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

  /** A number in groups of seven bits, the lowest first, and none more than it needs. */
  varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte % 128) * scale;
      if (byte === 0 && scale > 1) throw new RangeError('A number is longer than it was written');
      if (byte < 128) return value;
      if (scale > 2 ** 56) throw new RangeError('A number that has no end');
    }
  }

  /** A number of so many bytes, the lowest first. */
  little(length: number): number {
    this.#at += length;
    return this.#bytes.readUIntLE(this.#at - length, length);
  }

  take(length: number): Buffer {
    const taken = this.#bytes.subarray(this.#at, this.#at + length);
    if (taken.length < length) throw new RangeError('The bytes end too early');
    this.#at += length;
    return taken;
  }

  /** A text behind its length. */
  slice(): Buffer {
    return this.take(this.varint());
  }
}
