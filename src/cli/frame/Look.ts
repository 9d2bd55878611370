import { styleText } from 'node:util';

/** How a view shows its data. Views are functions of their data and a look. */
export interface Look {
  /** Columns of the terminal; absent if the output is not a terminal, which has no limit. */
  readonly width?: number;
  readonly hasColor: boolean;
  /** True to show times in UTC, false for the local time zone. */
  readonly isUtc: boolean;
  /** The time that ages are relative to, in milliseconds since the epoch. */
  readonly now: number;
}

/** Styles of texts, by what they mean. */
const styles = {
  strong: 'bold',
  faint: 'dim',
  good: 'green',
  bad: 'red',
  warning: 'yellow',
  active: 'cyan',
} as const;

/** The meaning of a text, which selects its style. */
export type Tone = keyof typeof styles;

/** Styles a text if the look has color. */
export function paint(look: Pick<Look, 'hasColor'>, tone: Tone | undefined, text: string): string {
  if (!look.hasColor || tone === undefined || text === '') return text;
  return styleText(styles[tone], text, { validateStream: false });
}
