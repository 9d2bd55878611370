import { readFile } from 'node:fs/promises';
import type { ActivityImplementation } from 'rx-swf/workflows';
import { count } from './workflow.js';

/** Activities that count words in files. The first attempt to read a file in `flaky` fails. */
export function countActivities(flaky: Iterable<string> = []): ActivityImplementation[] {
  const broken = new Set(flaky);
  return [
    count.with(async ({ file, words }) => {
      if (broken.delete(file)) throw new Error(`Cannot read ${file} at the moment`);
      const text = await readFile(file, 'utf8');
      return Object.fromEntries(words.map(word => [word, text.split(word).length - 1]));
    }),
  ];
}
