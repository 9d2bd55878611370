import type { Domain, WorkflowExecution } from 'rx-swf';
import { concatMap, delay, EMPTY, map, mergeMap, type Observable, of, timer } from 'rxjs';
import { type Album, album } from './workflow.js';

interface Order extends Album {
  /** Milliseconds until it is approved, if ever. */
  readonly approved?: number;
}

const photos = (count: number, last = `${count}.jpg`): string[] => [
  ...Array.from({ length: count - 1 }, (_, i) => `${i + 1}.jpg`),
  last,
];

/** Albums as they are ordered: most are approved, one waits for it, one can't be resized, one for a printer. */
const orders: readonly Order[] = [
  { title: 'Lisbon', photos: photos(4), approved: 2_500 },
  { title: 'Kyoto', photos: photos(9), isLarge: true, approved: 1_000 },
  { title: 'Oslo', photos: photos(3, '3.cr2'), approved: 1_000 },
  { title: 'Nairobi', photos: photos(4) },
  { title: 'Quito', photos: photos(5), approved: 4_000 },
  { title: 'Hanoi', photos: photos(7), approved: 3_000 },
];

/** Orders albums, again and again, and approves them. */
export function orderAlbums(domain: Domain): Observable<unknown> {
  return timer(0, 3_000).pipe(
    concatMap(n => {
      const { approved, ...input } = orders[n % orders.length] ?? { title: '', photos: [] };
      const workflowId = `${input.title.toLowerCase()}-${Math.floor(n / orders.length) + 1}`;
      return album
        .start(domain, input, { workflowId, tagList: [input.isLarge ? 'large' : 'small'] })
        .pipe(map(execution => ({ execution, approved })));
    }),
    mergeMap(({ execution, approved }) => (approved === undefined ? EMPTY : approve(execution, approved))),
  );
}

const approve = (execution: WorkflowExecution, after: number): Observable<void> =>
  of(execution).pipe(
    delay(after),
    mergeMap(waiting => waiting.signal('approve')),
  );
