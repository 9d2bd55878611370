import { encode, hmacSha256, sha256 } from '#platform';

type Data = string | ArrayBuffer | ArrayBufferView;

/** SHA-256, or HMAC-SHA-256 if a secret is given, with the interface that the SDK's signer expects. */
export class Sha256 {
  readonly #secret: Uint8Array | undefined;
  #chunks: Uint8Array[] = [];

  constructor(secret?: Data) {
    this.#secret = secret === undefined ? undefined : toBytes(secret);
  }

  update(chunk: Data): void {
    this.#chunks.push(toBytes(chunk));
  }

  async digest(): Promise<Uint8Array> {
    return this.#secret === undefined ? sha256(...this.#chunks) : hmacSha256(this.#secret, ...this.#chunks);
  }

  reset(): void {
    this.#chunks = [];
  }
}

function toBytes(data: Data): Uint8Array {
  if (typeof data === 'string') return encode(data);
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
