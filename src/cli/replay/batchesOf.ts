import type { ArchivedLine } from '../../archive/files/readArchive.js';

/** Most lines and characters of a batch. A message for each line would cost as much as a replay. */
const most = { lines: 64, characters: 1_000_000 };

/** Puts lines into batches. */
export async function* batchesOf(
  lines: AsyncGenerator<ArchivedLine>,
): AsyncGenerator<readonly ArchivedLine[]> {
  let batch: ArchivedLine[] = [];
  let characters = 0;
  for await (const line of lines) {
    batch.push(line);
    characters += line.text.length;
    if (batch.length < most.lines && characters < most.characters) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield batch;
}
