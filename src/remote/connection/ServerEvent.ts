/** A server-sent event. A comment is one without data. */
export interface ServerEvent {
  readonly event: string;
  readonly id?: string;
  readonly data?: string;
}

/** Collects chunks of text into server-sent events, wherever the chunks are cut. */
export class EventParser {
  #text = '';

  /** Returns the events that a chunk completes. */
  push(chunk: string): readonly ServerEvent[] {
    // A carriage return at the end may be half of a line break.
    const blocks = (this.#text + chunk).replace(/\r\n|\r(?!$)/g, '\n').split('\n\n');
    this.#text = blocks.pop() ?? '';
    return blocks.map(toEvent);
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
