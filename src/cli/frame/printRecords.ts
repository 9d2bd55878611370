import type { CommandContext } from './CommandContext.js';
import { jsonText } from './jsonText.js';
import type { Look } from './Look.js';

/** Moves to the upper left corner and clears the screen below. */
const redraw = '\u001b[H\u001b[J';

/** Prints records in the format of `--output`: as JSON, or as the view renders them. */
export function printRecords(
  context: CommandContext,
  records: readonly unknown[],
  view: (look: Look) => string,
  isLive = false,
): void {
  const { terminal, output } = context;
  if (output === 'json') terminal.print(`${jsonText(records, 2)}\n`);
  else if (output === 'ndjson') terminal.print(records.map(toLine).join(''));
  else
    terminal.print(
      isLive && terminal.isTerminal
        ? `${redraw}${fitHeight(view(context.look()), terminal.height)}`
        : view(context.look()),
    );
}

/** Cuts a text to the height of a terminal: what has scrolled off its top could not be replaced. */
function fitHeight(text: string, height = Number.POSITIVE_INFINITY): string {
  const lines = text.split('\n');
  // The last one is empty: the cursor stands there.
  if (lines.length <= Math.max(height, 3)) return text;
  const kept = lines.slice(0, Math.max(height, 3) - 2);
  return `${kept.join('\n')}\n… ${lines.length - 1 - kept.length} more lines\n`;
}

/** Prints one record in the format of `--output`. */
export function printRecord(
  context: CommandContext,
  record: unknown,
  view: (look: Look) => string,
  isLive = false,
): void {
  const { terminal, output } = context;
  if (output === 'ndjson' || (output === 'json' && isLive)) terminal.print(toLine(record));
  else if (output === 'json') terminal.print(`${jsonText(record, 2)}\n`);
  else printRecords(context, [], view, isLive);
}

const toLine = (record: unknown): string => `${jsonText(record)}\n`;
