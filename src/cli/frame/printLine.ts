import type { CommandContext } from './CommandContext.js';
import { jsonText } from './jsonText.js';
import type { Look } from './Look.js';

/** Prints a record of a feed, which grows: as an object a line, or as the view renders it. */
export function printLine(context: CommandContext, record: unknown, view: (look: Look) => string): void {
  const { terminal, output } = context;
  const isText = output === 'table' || output === 'wide';
  terminal.print(isText ? view(context.look()) : `${jsonText(record)}\n`);
}
