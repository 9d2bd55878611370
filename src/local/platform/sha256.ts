// A page has SHA-256 only as `crypto.subtle`: asynchronously, and not at all outside of a secure context. The embedded
// SWF carries out each call synchronously. So this is FIPS 180-4, and it is only loaded where Node's is missing.

const blockSize = 64;

/** First 32 bits of the fractional parts of the square roots of the first 8 primes. */
const initial = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
];

/** First 32 bits of the fractional parts of the cube roots of the first 64 primes. */
const constants = [
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
  0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
  0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
  0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
  0xc67178f2,
];

/** Returns the SHA-256 digest of bytes. */
export function sha256(message: Uint8Array): Uint8Array {
  const blocks = padded(message);
  const digest = new DataView(new ArrayBuffer(4 * initial.length));
  for (const [index, word] of initial.entries()) digest.setUint32(4 * index, word);
  const schedule = new DataView(new ArrayBuffer(4 * constants.length));
  for (let at = 0; at < blocks.byteLength; at += blockSize) {
    extend(schedule, new DataView(blocks, at, blockSize));
    compress(digest, schedule);
  }
  return new Uint8Array(digest.buffer);
}

/** Returns the HMAC-SHA-256 of bytes (RFC 2104). */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  const block = new Uint8Array(blockSize);
  block.set(key.length > blockSize ? sha256(key) : key);
  const [inner, outer] = [0x36, 0x5c].map(pad => block.map(byte => byte ^ pad));
  return sha256(concat(outer, sha256(concat(inner, message))));
}

/** Returns bytes of which each part is a copy. */
export function concat(...parts: readonly (Uint8Array | undefined)[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + (part?.length ?? 0), 0));
  let at = 0;
  for (const part of parts) {
    if (part === undefined) continue;
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Returns whole blocks: the message, a bit, zeros, and the number of bits of the message. */
function padded(message: Uint8Array): ArrayBuffer {
  const blocks = new Uint8Array(Math.ceil((message.length + 9) / blockSize) * blockSize);
  blocks.set(message);
  blocks[message.length] = 0x80;
  const view = new DataView(blocks.buffer);
  view.setUint32(blocks.length - 8, Math.floor(message.length / 2 ** 29));
  view.setUint32(blocks.length - 4, message.length * 8);
  return blocks.buffer;
}

const rotate = (word: number, by: number) => (word >>> by) | (word << (32 - by));

/** Writes the 64 words of a block's schedule. */
function extend(schedule: DataView, block: DataView): void {
  const word = (index: number) => schedule.getUint32(4 * index);
  for (let index = 0; index < 16; index += 1) schedule.setUint32(4 * index, block.getUint32(4 * index));
  for (let index = 16; index < constants.length; index += 1) {
    const [early, late] = [word(index - 15), word(index - 2)];
    const one = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const two = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    schedule.setUint32(4 * index, word(index - 16) + one + word(index - 7) + two);
  }
}

/** Adds a block to the digest. The names of the variables are those of the standard. */
function compress(digest: DataView, schedule: DataView): void {
  const word = (index: number) => digest.getUint32(4 * index);
  let [a, b, c, d] = [word(0), word(1), word(2), word(3)];
  let [e, f, g, h] = [word(4), word(5), word(6), word(7)];
  for (const [index, constant] of constants.entries()) {
    const choice = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const sum = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const first = (h + sum + choice + constant + schedule.getUint32(4 * index)) | 0;
    const second = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + majority) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  for (const [index, value] of [a, b, c, d, e, f, g, h].entries())
    digest.setUint32(4 * index, word(index) + value);
}
