import { activity, workflow } from 'rx-swf/workflows';
import { from, mergeMap, retry, scan, timer } from 'rxjs';

/** Number of occurrences of each word. */
export type Counts = Readonly<Record<string, number>>;

export interface Search {
  readonly words: readonly string[];
  readonly files: readonly string[];
}

export const count = activity<{ file: string; words: readonly string[] }, Counts>({
  name: 'CountWords',
  version: '1',
  startToCloseTimeout: 60,
});

/** Counts words in some files, four of them at a time. Fails if one of them does. */
export const countChunk = workflow(
  { name: 'CountChunk', version: '1' },
  ({ words, files }: Search, { run }) =>
    from(files).pipe(
      mergeMap(file => run(count, { file, words }), 4),
      scan(add, {}),
    ),
);

/** Counts words in any number of files: one child per ten files, three at a time, three attempts each. */
export const countAll = workflow({ name: 'CountAll', version: '1' }, ({ words, files }: Search, { child }) =>
  from(chunksOf(files, 10)).pipe(
    mergeMap(
      chunk =>
        child(countChunk, { words, files: chunk }).pipe(
          retry({ count: 2, delay: (_error, attempt) => timer(attempt * 60_000) }),
        ),
      3,
    ),
    // scan() shows intermediate counts as progress; reduce() would show nothing before the end.
    scan(add, {}),
  ),
);

function add(left: Counts, right: Counts): Counts {
  const sum: Record<string, number> = { ...left };
  for (const [word, times] of Object.entries(right)) sum[word] = (sum[word] ?? 0) + times;
  return sum;
}

function chunksOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) =>
    items.slice(n * size, (n + 1) * size),
  );
}
