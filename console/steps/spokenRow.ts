import type { MarbleRow } from 'rx-swf/remote';
import { marbleText } from './marbleText.js';

/** Values that are spoken of one row. */
const most = 5;

const ends = { complete: 'completed', error: 'failed', cancel: 'unsubscribed' } as const;

/** Returns what a screen reader says of a row up to a decision. */
export function spokenRow({ begin, values, end }: MarbleRow, turn: number): string {
  if (begin.turn > turn) return `subscribed in decision ${begin.turn}`;
  const seen = values.filter(value => value.turn <= turn);
  const texts = seen.slice(-most).map(({ value }) => marbleText(value));
  const parts = [
    `since decision ${begin.turn}`,
    seen.length > most ? `${seen.length} values, the last: ${texts.join(', ')}` : texts.join(', '),
    end === undefined || end.turn > turn ? 'open' : `${ends[end.kind]} in decision ${end.turn}`,
  ];
  return parts.filter(part => part !== '').join('; ');
}
