import { activity, workflow } from 'rx-swf/workflows';
import { concat, from, map, mergeMap, of, startWith, take } from 'rxjs';

/** Progress of an album, which its execution shows while it runs. Its last value is the result. */
export interface AlbumProgress {
  readonly stage: 'resizing' | 'waiting' | 'published';
  readonly done: number;
  readonly total: number;
}

export const resize = activity<string, string>({ name: 'Resize', version: '1', startToCloseTimeout: 60 });

/** Not used yet by a workflow of this version. */
export const watermark = activity<string, string>({
  name: 'Watermark',
  version: '1',
  startToCloseTimeout: 60,
});

/** Resizes all files, two at a time, and waits for the signal that publishes the album. */
export const album = workflow(
  { name: 'Album', version: '1' },
  (files: readonly string[], { run, signal }) => {
    const at = (stage: AlbumProgress['stage'], done: number): AlbumProgress => ({
      stage,
      done,
      total: files.length,
    });
    const resized$ = from(files).pipe(
      mergeMap(file => run(resize, file), 2),
      map((_, index) => at('resizing', index + 1)),
    );
    const published$ = signal('publish').pipe(
      take(1),
      map(() => at('published', files.length)),
      startWith(at('waiting', files.length)),
    );
    return concat(of(at('resizing', 0)), resized$, published$);
  },
);

/** Thumbnails of a whole folder, without anybody who looks at them. */
export const thumbnails = workflow(
  { name: 'Thumbnails', version: '1' },
  (files: readonly string[], { run }) => from(files).pipe(mergeMap(file => run(resize, file), 4)),
);
