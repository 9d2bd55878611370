import { asyncScheduler, lastValueFrom } from 'rxjs';
import type { Completion } from './Completion.js';
import { sourceLines } from './sourceLines.js';

/** Prints the lines of a source, and ends the process: a call that was given up must not keep the shell waiting. */
export async function printSource(
  completion: Extract<Completion, { readonly kind: 'source' }>,
  current: string,
): Promise<void> {
  const lines = await lastValueFrom(sourceLines(completion, current, asyncScheduler));
  process.stdout.on('error', () => process.exit());
  process.stdout.write(lines, () => process.exit());
}
