import { map, type Observable } from 'rxjs';
import { uuid } from '../../requests/index.js';
import type { Frame } from './Frame.js';

/** Emits a frame for each value. Its id counts versions, and differs from those of other subscriptions. */
export function versioned<T>(
  values$: Observable<T>,
  frameOf: (value: T, id: string) => Frame,
): Observable<Frame> {
  const epoch = uuid().slice(0, 8);
  return values$.pipe(map((value, index) => frameOf(value, `${epoch}.${index + 1}`)));
}
