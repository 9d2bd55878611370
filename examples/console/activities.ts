import { ActivityFailure } from 'rx-swf';
import type { ActivityImplementation } from 'rx-swf/workflows';
import { map, timer } from 'rxjs';
import { layOut, print, resize } from './workflow.js';

/** Activities that take a second or so. Photos of a format that is not supported fail. */
export const studio: readonly ActivityImplementation[] = [
  resize.with(photo =>
    timer(500 + 400 * (Number.parseInt(photo, 10) % 4)).pipe(
      map(() => {
        if (!photo.endsWith('.jpg')) throw new ActivityFailure('UnsupportedFormat', { photo });
        return `small-${photo}`;
      }),
    ),
  ),
  layOut.with(({ photos }) => timer(900).pipe(map(() => Math.ceil(photos.length / 2)))),
];

/** The printer takes its time. */
export const printer: readonly ActivityImplementation[] = [
  print.with(({ title }) => timer(2_500).pipe(map(() => `book-${title.toLowerCase()}`))),
];
