import type { EventRecord } from 'rx-swf/remote';

/** Texts of the events that were searched, lower case: a filter is typed letter by letter. */
const texts = new WeakMap<EventRecord, string>();

/** Longest text of an attribute that is searched. */
const longest = 10_000;

/** Returns a predicate for events that contain all words of a text, in their ids, names or attributes. */
export function matchesEvent(filter: string): (event: EventRecord) => boolean {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '');
  return event => words.every(word => textOf(event).includes(word));
}

function textOf(event: EventRecord): string {
  const known = texts.get(event);
  if (known !== undefined) return known;
  const values = Object.values(event.attributes).map(value =>
    typeof value === 'string'
      ? value.slice(0, longest)
      : typeof value === 'object'
        ? JSON.stringify(value)
        : `${value}`,
  );
  const text = `${event.id} ${event.name} ${values.join(' ')}`.toLowerCase();
  texts.set(event, text);
  return text;
}
