const encoder = new TextEncoder();

/** Options of a {@link Frame}. */
export interface FrameOptions {
  readonly id?: string | undefined;
  /** Name of the event. @defaultValue that of a message */
  readonly event?: string;
}

/** A server-sent event. It is encoded once, however many clients it is sent to. */
export class Frame {
  readonly id: string | undefined;
  readonly event: string | undefined;
  readonly #data: unknown;
  #bytes: Uint8Array | undefined;

  constructor(data: unknown, { id, event }: FrameOptions = {}) {
    this.id = id;
    this.event = event;
    this.#data = data;
  }

  get bytes(): Uint8Array {
    this.#bytes ??= this.encoded(this.#data);
    return this.#bytes;
  }

  /** Returns the bytes for a client that was sent another frame before. */
  after(_before: Frame | undefined): Uint8Array {
    return this.bytes;
  }

  /** Returns the bytes of an event with this data. */
  protected encoded(data: unknown): Uint8Array {
    const event = this.event === undefined ? '' : `event: ${this.event}\n`;
    const id = this.id === undefined ? '' : `id: ${this.id}\n`;
    // JSON has no line breaks, which would end the data.
    return encoder.encode(`${event}${id}data: ${toJson(data)}\n\n`);
  }
}

/** Returns JSON for a value. What a custom converter reads may have integers that JSON lacks. */
export const toJson = (value: unknown): string =>
  JSON.stringify(value ?? null, (_, part) => (typeof part === 'bigint' ? String(part) : part));

/** Returns a comment, which clients ignore. */
export const comment = (text: string): Uint8Array => encoder.encode(`: ${text}\n\n`);
