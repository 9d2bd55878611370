import { basename } from 'node:path';
import type { ArchivedLine } from '../../archive/files/readArchive.js';

/** Returns the name of a history in an error: its workflow id, if it can be read, and its place. */
export function nameOf(archived: ArchivedLine | undefined): string {
  if (archived === undefined) return 'A history';
  const { file, line, text } = archived;
  const [, id] = /"workflowId":("(?:[^"\\]|\\.)*")/.exec(text.slice(0, 2_000)) ?? [];
  return `The history${id === undefined ? '' : ` of ${JSON.parse(id)}`} (line ${line} of ${basename(file)})`;
}
