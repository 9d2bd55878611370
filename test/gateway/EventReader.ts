/** A server-sent event, as its lines have it. */
export interface ReadEvent {
  readonly id?: string;
  readonly event?: string;
  readonly data: unknown;
}

/** Reads server-sent events one by one, and counts comments. */
export class EventReader {
  readonly status: number;
  comments: string[] = [];
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  readonly #decoder = new TextDecoder();
  #text = '';

  constructor({ status, body }: Response) {
    this.status = status;
    this.#reader = body?.getReader();
  }

  /** Resolves to the next event, or to `undefined` at the end of the stream. */
  async next(): Promise<ReadEvent | undefined> {
    for (;;) {
      const end = this.#text.indexOf('\n\n');
      if (end >= 0) {
        const block = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 2);
        if (!block.startsWith(':')) return parse(block);
        this.comments.push(block.slice(2));
        continue;
      }
      const { done = true, value } = (await this.#reader?.read()) ?? {};
      if (done) return undefined;
      this.#text += this.#decoder.decode(value, { stream: true });
    }
  }

  /** Resolves to the next events. */
  async take(count: number): Promise<readonly ReadEvent[]> {
    const events: ReadEvent[] = [];
    while (events.length < count) {
      const event = await this.next();
      if (event === undefined) break;
      events.push(event);
    }
    return events;
  }

  /** Resolves to all events until the end. */
  rest(): Promise<readonly ReadEvent[]> {
    return this.take(Number.POSITIVE_INFINITY);
  }

  async cancel(): Promise<void> {
    await this.#reader?.cancel();
  }
}

function parse(block: string): ReadEvent {
  const fields = Object.fromEntries(block.split('\n').map(line => line.split(/: (.*)/s).slice(0, 2)));
  return { ...fields, data: JSON.parse(fields['data']) };
}
