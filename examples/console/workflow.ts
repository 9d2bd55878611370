import { activity, workflow } from 'rx-swf/workflows';
import { concat, concatMap, from, map, mergeMap, retry, scan, take } from 'rxjs';

export interface Album {
  readonly title: string;
  readonly photos: readonly string[];
  /** `true` for an album that needs the large printer. */
  readonly isLarge?: boolean;
}

/** Progress of an album, and its result. */
export interface Standing {
  readonly thumbnails: number;
  readonly book?: string;
}

const quick = { version: '1', startToCloseTimeout: 60 } as const;

export const resize = activity<string, string>({ name: 'Resize', ...quick });
export const layOut = activity<Album, number>({ name: 'LayOut', ...quick });
export const print = activity<{ readonly title: string; readonly pages: number }, string>({
  name: 'Print',
  taskList: 'printer',
  ...quick,
});

/** Resizes photos, three at once, waits for the signal `approve`, and then lays a book out and prints it. */
export const album = workflow({ name: 'Album', version: '1' }, (album: Album, { run, signal }) => {
  const { title, photos, isLarge = false } = album;
  const resized$ = from(photos).pipe(
    mergeMap(photo => run(resize, photo).pipe(retry({ count: 1, delay: 2_000 })), 3),
    scan(thumbnails => thumbnails + 1, 0),
    map((thumbnails): Standing => ({ thumbnails })),
  );
  const printed$ = signal('approve').pipe(
    take(1),
    concatMap(() => run(layOut, album)),
    concatMap(pages => run(print, { title, pages }, isLarge ? { taskList: 'large-printer' } : {})),
    map((book): Standing => ({ thumbnails: photos.length, book })),
  );
  return concat(resized$, printed$);
});
