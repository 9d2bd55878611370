/** A server-sent event. A comment is one without data. */
export interface ServerEvent {
  readonly event: string;
  readonly id?: string;
  readonly data?: string;
}

/** Collects chunks of text into server-sent events, wherever the chunks are cut. */
export class EventParser {
  /** The event so far, up to its last line break. */
  #begun = '';
  /** Line breaks at the end, which may be half of a blank line. */
  #breaks = '';

  /** Returns the events that a chunk completes. A long event comes in many chunks, each of which is looked at once. */
  push(chunk: string): readonly ServerEvent[] {
    const blocks = (this.#breaks + chunk).replace(/\r\n|\r(?!$)/g, '\n').split('\n\n');
    const rest = blocks.pop() ?? '';
    this.#breaks = /[\r\n]*$/.exec(rest.slice(-2))?.[0] ?? '';
    const kept = rest.slice(0, rest.length - this.#breaks.length);
    const [first, ...others] = blocks;
    if (first === undefined) {
      this.#begun += kept;
      return [];
    }
    const ended = [this.#begun + first, ...others];
    this.#begun = kept;
    return ended.map(toEvent);
  }
}

function toEvent(block: string): ServerEvent {
  const event: { event: string; id?: string; data?: string } = { event: 'message' };
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'data') event.data = event.data === undefined ? value : `${event.data}\n${value}`;
    else if (name === 'event') event.event = value;
    else if (name === 'id') event.id = value;
  }
  return event;
}
