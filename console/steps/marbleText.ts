import { visibleText } from '../execution/text/visibleText.js';

/** Most characters in a marble. */
const most = 12;

/** Returns a value in a few characters, as one would write it into a marble on a whiteboard. */
export function marbleText(value: unknown): string {
  if (value === undefined || value === null) return value === null ? 'null' : '';
  if (typeof value === 'string') return shorten(value);
  if (typeof value !== 'object') return shorten(`${value}`);
  if (Array.isArray(value)) {
    const inner = value.length === 1 ? marbleText(value[0]) : '';
    return inner !== '' && inner.length < most - 2 ? `[${inner}]` : `[${value.length}]`;
  }
  // Of an object, its first short value says more than braces.
  const members: readonly unknown[] = Object.values(value);
  const first = members.find(member => typeof member === 'string' || typeof member === 'number');
  return first === undefined ? '{…}' : marbleText(first);
}

function shorten(text: string): string {
  const line = visibleText(text.replace(/\s+/g, ' ').trim());
  const characters = [...line];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : line;
}
